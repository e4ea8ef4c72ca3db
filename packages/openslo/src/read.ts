/**
 * The result of reading one text: its value, or what is wrong with it and how
 * to mend it. Reading never throws.
 *
 * @public
 */
export type Read<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      /** What is wrong, as the end of a sentence whose subject is the field. */
      wrong: string;
      /** What to write instead: a sentence. */
      fix: string;
    };

export function good<T>(value: T): Read<T> {
  return { ok: true, value };
}

export function bad(wrong: string, fix: string): Read<never> {
  return { ok: false, wrong, fix };
}

/** A foreign text in quotes, short and on one line. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return JSON.stringify(short);
}
