import fc from 'fast-check';
import { target, window } from '../testing/builders';
import { burnDown } from './burnDown';
import { naiveExhaustion, recoveryAt, rollingExhaustion } from './forecast';
import { prefixSums } from './tiles';
import type { Tile } from './tiles';

const now = new Date('2026-11-25T10:00:00.000Z');
const T = target('99');
const DAY = window('1d');
const STEP = 300;
const COUNT = DAY.seconds / STEP;

/** A day of tiles that end now; the newest last. */
function aDay(of: (index: number) => { bad: number; total: number }): Tile[] {
  return Array.from({ length: COUNT }, (_, index) => ({
    at: now.getTime() - (COUNT - 1 - index) * STEP * 1000,
    ...of(index),
  }));
}

const tileArbitrary = fc.record({
  at: fc.integer({ min: 0, max: 1_000_000 }),
  bad: fc.integer({ min: 0, max: 50 }),
  total: fc.integer({ min: 50, max: 1000 }),
});

describe('prefixSums', () => {
  it('agrees with adding one by one, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(tileArbitrary, { maxLength: 60 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 1000 }),
        (tiles, from, to) => {
          const inside = tiles.filter(
            ({ at }) => at > from * 1000 && at <= to * 1000,
          );
          const expected = {
            bad: inside.reduce((sum, { bad }) => sum + bad, 0),
            total: inside.reduce((sum, { total }) => sum + total, 0),
          };
          if (from > to) return;
          expect(prefixSums(tiles).between(from, to)).toEqual(expected);
          expect(prefixSums([...tiles].reverse()).between(from, to)).toEqual(
            expected,
          );
        },
      ),
    );
  });

  it('does not care how tiles are split', () => {
    fc.assert(
      fc.property(
        fc.array(tileArbitrary, { minLength: 1, maxLength: 30 }),
        tiles => {
          const split = tiles.flatMap(tile => [
            { ...tile, bad: 0, total: tile.total - 50 },
            { ...tile, total: 50 },
          ]);
          expect(prefixSums(split).after(-1)).toEqual(
            prefixSums(tiles).after(-1),
          );
        },
      ),
    );
  });

  it('leaves out tiles that hold no count', () => {
    const tiles = [
      { at: 1, bad: NaN, total: 5 },
      { at: 2, bad: 1, total: Infinity },
      { at: 3, bad: 1, total: 2 },
    ];
    expect(prefixSums(tiles).after(-1)).toEqual({ bad: 1, total: 2 });
  });
});

describe('naiveExhaustion', () => {
  const burning = (rate: number) => ({
    state: 'measured' as const,
    window: '1h',
    rate,
    errorRatio: rate * 0.01,
  });
  const forecast = (remaining: number, rate: number) =>
    naiveExhaustion({
      budget: { remaining },
      burn: burning(rate),
      window: DAY,
      now,
    });

  it('goes out from what is left, not from a full budget', () => {
    expect(forecast(0.25, 2)).toEqual({
      state: 'at',
      seconds: 10_800,
      at: '2026-11-25T13:00:00.000Z',
    });
  });

  it('is gone, or never, where that is so', () => {
    expect(forecast(0, 2)).toEqual({ state: 'gone' });
    expect(forecast(-0.5, 0)).toEqual({ state: 'gone' });
    expect(forecast(0.5, 0)).toMatchObject({ state: 'never' });
    expect(forecast(0.5, 1e-9)).toMatchObject({ state: 'never' });
  });

  it('is unknown where the burn rate is', () => {
    const reason = { code: 'noTraffic' as const, sentence: 'no events' };
    expect(
      naiveExhaustion({
        budget: { remaining: 0.5 },
        burn: { state: 'unknown', window: '1h', reason },
        window: DAY,
        now,
      }),
    ).toEqual({ state: 'unknown', reason });
  });
});

/** Consumption after Δ, second by second over whole tiles: slow and plain. */
function simulated(
  tiles: readonly Tile[],
  rates: { badPerSecond: number; totalPerSecond: number },
  after: number,
): number {
  const from = now.getTime() + (after - DAY.seconds) * 1000;
  const kept = tiles.filter(({ at }) => at > from);
  const bad = kept.reduce((sum, tile) => sum + tile.bad, 0);
  const total = kept.reduce((sum, tile) => sum + tile.total, 0);
  const all = total + rates.totalPerSecond * after;
  return all > 0
    ? (bad + rates.badPerSecond * after) / (T.budget.value * all)
    : 0;
}

describe('rollingExhaustion and recoveryAt', () => {
  const even = { totalPerSecond: 1, badPerSecond: 0.02 };

  it('is later than the naive one when old errors leave the window', () => {
    const tiles = aDay(index => ({ bad: index < 100 ? 4 : 0, total: 300 }));
    const rolling = rollingExhaustion({
      tiles,
      target: T,
      window: DAY,
      rates: even,
      now,
    });
    if (rolling.state !== 'at') throw new Error(rolling.state);
    const consumed = simulated(tiles, even, 0);
    const naive = ((1 - consumed) * DAY.seconds) / 2;
    expect(rolling.seconds).toBeGreaterThan(naive);
    expect(simulated(tiles, even, rolling.seconds)).toBeGreaterThanOrEqual(
      1 - 1e-6,
    );
    expect(simulated(tiles, even, rolling.seconds - 2)).toBeLessThan(1);
  });

  it('agrees with a simulation step by step', () => {
    const check = () =>
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 0, max: 9 }), {
            minLength: COUNT,
            maxLength: COUNT,
          }),
          fc.integer({ min: 0, max: 40 }),
          (bads, perMille) => {
            const tiles = aDay(index => ({
              bad: bads[index] ?? 0,
              total: 300,
            }));
            const rates = { totalPerSecond: 1, badPerSecond: perMille / 1000 };
            const projection = { tiles, target: T, window: DAY, rates, now };
            const rolling = rollingExhaustion(projection);
            const steps = Array.from(
              { length: COUNT + 1 },
              (_, step) => step * STEP,
            );
            const first = steps.find(
              after => simulated(tiles, rates, after) >= 1,
            );
            if (rolling.state === 'gone') return first === 0;
            if (rolling.state !== 'at') return first === undefined;
            return (
              simulated(tiles, rates, rolling.seconds) >= 1 - 1e-3 &&
              rolling.seconds <= (first ?? DAY.seconds)
            );
          },
        ),
        { numRuns: 40 },
      );
    expect(check).not.toThrow();
  });

  it('says when enough old errors have left the window', () => {
    const tiles = aDay(index => ({
      bad: index >= 144 && index < 156 ? 100 : 0,
      total: 300,
    }));
    const projection = { tiles, target: T, window: DAY, now, rates: even };
    const recovery = recoveryAt({ ...projection, threshold: 0.2 });
    if (recovery.state !== 'at') throw new Error(recovery.state);
    const calm = { ...even, badPerSecond: 0 };
    expect(1 - simulated(tiles, calm, recovery.seconds)).toBeGreaterThanOrEqual(
      0.2,
    );
    expect(1 - simulated(tiles, calm, recovery.seconds - STEP)).toBeLessThan(
      0.2,
    );
  });

  it('needs no recovery where enough is left, and finds none without traffic', () => {
    const projection = { target: T, window: DAY, now, threshold: 0.2 };
    const calm = aDay(() => ({ bad: 0, total: 300 }));
    expect(recoveryAt({ ...projection, tiles: calm, rates: even }).state).toBe(
      'never',
    );
  });
});

describe('burnDown', () => {
  it('begins at all, ends at what is left, and knows even spending', () => {
    const tiles = aDay(index => ({ bad: index === 100 ? 432 : 0, total: 300 }));
    const { remaining, even: line } = burnDown({
      tiles,
      target: T,
      window: DAY,
      now,
    });
    expect(remaining[0]?.[1]).toBe(1);
    expect(remaining.at(-1)).toEqual([now.getTime(), 0.5]);
    expect(line.map(([, value]) => value)).toEqual([1, 0]);
  });

  it('draws nothing where nothing happened', () => {
    const tiles = aDay(() => ({ bad: 0, total: 0 }));
    expect(burnDown({ tiles, target: T, window: DAY, now }).remaining).toEqual(
      [],
    );
  });
});
