import { objectLeaf } from '../parse/reading';

/** A foreign object, field by field; null and missing are one, as in Lua. */
export type Foreign = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Foreign | undefined {
  const parsed = objectLeaf.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

export function field(object: Foreign | undefined, key: string): unknown {
  if (!object || !Object.hasOwn(object, key)) return undefined;
  return object[key] ?? undefined;
}

export function objectField(
  object: Foreign | undefined,
  key: string,
): Foreign | undefined {
  return asObject(field(object, key));
}

/** Length of a list; undefined when it is none. */
export function listLength(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

/** What counts as true in Lua: everything but nil and false. */
export function truthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

const NUMBER =
  /^\s*[+-]?(?:0x[\da-f]{1,12}|(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})(?:e[+-]?\d{1,3})?)\s*$/i;

/** Lua's tonumber. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !NUMBER.test(value)) return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

export function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** A controller before v0.10 wrote a hash, no number, as the observed generation. */
export function isBeforeV010(object: Foreign): boolean {
  const observed = toNumber(
    field(objectField(object, 'status'), 'observedGeneration'),
  );
  const generation = field(objectField(object, 'metadata'), 'generation');
  return observed === undefined || observed > numberOr(generation, 0);
}
