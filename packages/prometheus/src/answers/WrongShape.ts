/** An answer that is not what Prometheus writes; says where and what. */
export class WrongShape extends Error {}

const LONGEST = 60;

/** Complains about a place in the answer, with the value that stands there. */
export function wrong(path: string, wanted: string, found: unknown): never {
  const text = JSON.stringify(found) ?? String(found);
  const brief = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  throw new WrongShape(`${path} is not ${wanted} but ${brief}`);
}

/** Is it a list? Elements are of any kind yet. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
