/** A number from 0 to below 1 at each call; the same sequence for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

const ODD: readonly unknown[] = [
  null,
  undefined,
  '',
  'Weird',
  '"quoted"\n<b>',
  'x'.repeat(300),
  '-1',
  -1,
  0,
  3.5,
  1e308,
  NaN,
  true,
  false,
  [],
  [null, 'x', 3, []],
  {},
  { is: 'odd' },
  '2026-13-45T99:99:99Z',
];

/** A copy of a value in which some fields are something else. */
export function mutate(value: unknown, dice: () => number): unknown {
  if (dice() < 0.04) return ODD[Math.floor(dice() * ODD.length)];
  if (Array.isArray(value)) return value.map(item => mutate(item, dice));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, mutate(field, dice)]),
  );
}
