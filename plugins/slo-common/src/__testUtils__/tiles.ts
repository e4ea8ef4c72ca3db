import fc from 'fast-check';
import type { Tile } from '../arithmetic/tiles';

/** Tiles of any length within an hour of 1970: the gaps between their ends differ. */
export const someTiles: fc.Arbitrary<Tile[]> = fc
  .array(
    fc.record({
      seconds: fc.integer({ min: 1, max: 600 }),
      bad: fc.nat(50),
      good: fc.nat(1000),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map(spans => {
    let at = 0;
    return spans.map(({ seconds, bad, good }) => {
      at += seconds * 1000;
      return { at, bad, total: bad + good };
    });
  });

/** The same in any order. */
export function shuffled<T>(items: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(items, {
    minLength: items.length,
    maxLength: items.length,
  });
}
