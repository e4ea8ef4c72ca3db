import fc from 'fast-check';
import { shuffled, someTiles } from '../__testUtils__/tiles';
import { prefixSums } from './tiles';

const moment = fc.integer({ min: -10_000, max: 4_000_000 });

describe('prefixSums', () => {
  it('agrees with adding one by one, whatever the order', () => {
    fc.assert(
      fc.property(someTiles.chain(shuffled), moment, moment, (tiles, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const inside = tiles.filter(({ at }) => at > from && at <= to);
        expect(prefixSums(tiles).between(from, to)).toEqual({
          bad: inside.reduce((sum, { bad }) => sum + bad, 0),
          total: inside.reduce((sum, { total }) => sum + total, 0),
        });
      }),
    );
  });

  it('does not care how a tile is split, as long as its events stay before the moment', () => {
    fc.assert(
      fc.property(someTiles, moment, (tiles, from) => {
        const split = tiles.flatMap(({ at, bad, total }) => [
          { at, bad: 0, total: total - bad },
          { at, bad, total: bad },
        ]);
        expect(prefixSums(split).after(from)).toEqual(
          prefixSums(tiles).after(from),
        );
      }),
    );
  });

  it('takes what ends after the one moment and at the other, to the millisecond', () => {
    const end = Date.parse('2026-11-25T10:00:00.001Z');
    const { between, after } = prefixSums([{ at: end, bad: 1, total: 2 }]);
    expect(after(end)).toEqual({ bad: 0, total: 0 });
    expect(after(end - 1)).toEqual({ bad: 1, total: 2 });
    expect(between(end - 1, end)).toEqual({ bad: 1, total: 2 });
    expect(between(end - 300_000, end - 1)).toEqual({ bad: 0, total: 0 });
  });

  it('leaves out tiles that hold no count', () => {
    const tiles = [
      { at: 1, bad: NaN, total: 5 },
      { at: 2, bad: 1, total: Infinity },
      { at: 3, bad: 1, total: 2 },
      { at: 4, bad: -1, total: 2 },
    ];
    expect(prefixSums(tiles).after(-1)).toEqual({ bad: 1, total: 2 });
  });
});
