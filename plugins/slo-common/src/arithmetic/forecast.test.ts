import fc from 'fast-check';
import { target, window } from '../testing/builders';
import { aDay, DAY, now } from '../testing/day';
import { shuffled, someTiles } from '../testing/tiles';
import { naiveExhaustion, recoveryAt, rollingExhaustion } from './forecast';
import type { Projection, Rates } from './forecast';
import type { Tile } from './tiles';

const T = target('99');

describe('naiveExhaustion', () => {
  const forecast = (consumedScaled: number, rate: number) =>
    naiveExhaustion({
      budget: { consumedScaled },
      burn: {
        state: 'measured',
        window: '1h',
        rate,
        errorRatio: rate * T.budget.value,
      },
      window: DAY,
      now,
    });

  it('goes out from what is left, not from a full budget', () => {
    expect(forecast(0.75, 2)).toEqual({
      state: 'at',
      seconds: 10_800,
      at: '2026-11-25T13:00:00.000Z',
    });
  });

  it('is gone, or never, where that is so', () => {
    expect(forecast(1, 2)).toEqual({ state: 'gone' });
    expect(forecast(1.5, 0)).toEqual({ state: 'gone' });
    expect(forecast(0.5, 0)).toEqual({
      state: 'never',
      because: 'nothing fails within 1h',
    });
    expect(forecast(0.5, 1e-9)).toMatchObject({ state: 'never' });
  });

  it('is unknown where the burn rate is', () => {
    const reason = { code: 'noTraffic' as const, sentence: 'no events' };
    expect(
      naiveExhaustion({
        budget: { consumedScaled: 0.5 },
        burn: { state: 'unknown', window: '1h', reason },
        window: DAY,
        now,
      }),
    ).toEqual({ state: 'unknown', reason });
  });

  it('stays a date for any burn rate and the longest window', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        (consumedScaled, rate) => {
          const year = naiveExhaustion({
            budget: { consumedScaled },
            burn: { state: 'measured', window: '1h', rate, errorRatio: 0 },
            window: window('366d'),
            now,
          });
          expect(['gone', 'never', 'at']).toContain(year.state);
        },
      ),
    );
  });
});

/** Consumption after some seconds, tile by tile: slow and plain. */
function consumedAfter(projection: Projection, seconds: number): number {
  const { tiles, rates } = projection;
  const from =
    projection.now.getTime() + (seconds - projection.window.seconds) * 1000;
  let bad = rates.badPerSecond * seconds;
  let total = rates.totalPerSecond * seconds;
  for (const tile of tiles) {
    if (tile.at > from) {
      bad += tile.bad;
      total += tile.total;
    }
  }
  return total > 0 ? bad / (projection.target.budget.value * total) : 0;
}

/** Steps of a second through one window. */
function secondsOf(projection: Projection): number[] {
  return Array.from(
    { length: projection.window.seconds + 1 },
    (_, second) => second,
  );
}

const rates: fc.Arbitrary<Rates> = fc
  .tuple(fc.nat(30), fc.nat(2000))
  .map(([bad, good]) => ({
    badPerSecond: bad / 1000,
    totalPerSecond: (bad + good) / 1000,
  }));

/** Tiles of any length, of which a part has left the window of 40 minutes. */
const projections: fc.Arbitrary<Projection> = fc
  .record({ tiles: someTiles, rates, percent: fc.constantFrom('99', '95') })
  .map(({ tiles, percent, ...rest }) => ({
    ...rest,
    tiles,
    target: target(percent),
    window: window('40m'),
    now: new Date(tiles.at(-1)?.at ?? 0),
  }));

const NOISE = 1e-9;

describe('rollingExhaustion', () => {
  it('agrees with a simulation second by second', () => {
    fc.assert(
      fc.property(projections, projection => {
        const found = rollingExhaustion(projection);
        const first = secondsOf(projection).find(
          second => consumedAfter(projection, second) >= 1 + NOISE,
        );
        if (found.state === 'gone') {
          expect(consumedAfter(projection, 0)).toBeGreaterThanOrEqual(1);
        } else if (found.state === 'at') {
          expect(
            consumedAfter(projection, found.seconds),
          ).toBeGreaterThanOrEqual(1 - NOISE);
          expect(found.seconds).toBeLessThanOrEqual(first ?? Infinity);
          const tooLate = secondsOf(projection).filter(
            second =>
              second < found.seconds - 0.01 &&
              consumedAfter(projection, second) >= 1 + NOISE,
          );
          expect(tooLate).toEqual([]);
        } else {
          expect(first).toBeUndefined();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not care about the order of tiles, nor how they are split', () => {
    fc.assert(
      fc.property(
        projections.chain(projection =>
          fc.tuple(fc.constant(projection), shuffled([...projection.tiles])),
        ),
        ([projection, tiles]) => {
          const split = tiles.flatMap(({ at, bad, total }) => [
            { at, bad, total: bad },
            { at, bad: 0, total: total - bad },
          ]);
          const expected = rollingExhaustion(projection);
          expect(rollingExhaustion({ ...projection, tiles })).toEqual(expected);
          expect(rollingExhaustion({ ...projection, tiles: split })).toEqual(
            expected,
          );
        },
      ),
    );
  });

  it('is later than the naive one when old errors leave the window', () => {
    const projection = {
      tiles: aDay(index => ({ bad: index < 100 ? 4 : 0, total: 300 })),
      target: T,
      window: DAY,
      rates: { totalPerSecond: 1, badPerSecond: 0.02 },
      now,
    };
    const rolling = rollingExhaustion(projection);
    if (rolling.state !== 'at') throw new Error(rolling.state);
    const left = 1 - consumedAfter(projection, 0);
    expect(rolling.seconds).toBeGreaterThan((left * DAY.seconds) / 2);
  });

  it('never comes at a burn rate below 1, though more is spent than before', () => {
    const projection = {
      tiles: aDay(() => ({ bad: 0, total: 300 })),
      target: T,
      window: DAY,
      now,
    };
    expect(
      rollingExhaustion({
        ...projection,
        rates: { totalPerSecond: 1, badPerSecond: 0.009 },
      }),
    ).toEqual({
      state: 'never',
      because: 'at this rate a whole 1d spends less than the budget',
    });
    expect(
      rollingExhaustion({
        ...projection,
        rates: { totalPerSecond: 1, badPerSecond: 0 },
      }),
    ).toEqual({ state: 'never', because: 'nothing fails at this rate' });
  });

  it('comes when good events leave and the bad ones stay, even without traffic', () => {
    const tiles = aDay(index => ({
      bad: index === 287 ? 100 : 0,
      total: 300,
    }));
    const found = rollingExhaustion({
      tiles,
      target: T,
      window: DAY,
      now,
      rates: { totalPerSecond: 0, badPerSecond: 0 },
    });
    // 100 bad of 1 % are the budget of 10,000 events: 33 tiles and a bit.
    expect(found).toMatchObject({ state: 'at', seconds: (288 - 33) * 300 });
  });

  it('takes for a young objective what it has not seen as traffic without errors', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 287 }),
        fc.nat(6),
        fc.nat(40),
        (seen, bad, perMille) => {
          const rest = {
            target: T,
            window: DAY,
            now,
            rates: { totalPerSecond: 1, badPerSecond: perMille / 1000 },
          };
          const tiles = aDay(() => ({ bad, total: 300 })).slice(-seen);
          const young = rollingExhaustion({
            ...rest,
            tiles,
            coverage: { ratio: seen / 288, seenSeconds: seen * 300 },
          });
          const filled = rollingExhaustion({
            ...rest,
            tiles: aDay(index => ({
              bad: index >= 288 - seen ? bad : 0,
              total: 300,
            })),
          });
          expect(young.state).toBe(filled.state);
          if (young.state === 'at' && filled.state === 'at') {
            // A tile leaves at once, the unseen time bit by bit.
            expect(Math.abs(young.seconds - filled.seconds)).toBeLessThan(300);
          }
        },
      ),
    );
  });
});

describe('recoveryAt', () => {
  it('agrees with a simulation second by second', () => {
    fc.assert(
      fc.property(
        projections,
        fc.constantFrom(0.2, 0.5, 0.8),
        (projection, threshold) => {
          const calm = {
            ...projection,
            rates: { ...projection.rates, badPerSecond: 0 },
          };
          const left = (second: number) => 1 - consumedAfter(calm, second);
          const found = recoveryAt({ ...projection, threshold });
          if (found.state === 'never') {
            expect(left(0)).toBeGreaterThanOrEqual(threshold);
          } else if (found.state === 'at') {
            expect(left(found.seconds)).toBeGreaterThanOrEqual(
              threshold - NOISE,
            );
            const tooLate = secondsOf(calm).filter(
              second =>
                second < found.seconds - 0.01 &&
                left(second) >= threshold + NOISE,
            );
            expect(tooLate).toEqual([]);
          } else {
            expect(calm.rates.totalPerSecond).toBe(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the moment at which the hour of errors leaves the window', () => {
    const tiles: Tile[] = aDay(index => ({
      bad: index >= 144 && index < 156 ? 100 : 0,
      total: 300,
    }));
    const found = recoveryAt({
      tiles,
      target: T,
      window: DAY,
      now,
      rates: { totalPerSecond: 1, badPerSecond: 0.5 },
      threshold: 0.2,
    });
    // 1200 bad of 864 allowed: six tiles of a hundred must go for 691 to be left.
    expect(found).toEqual({
      state: 'at',
      at: '2026-11-25T22:30:00.000Z',
      seconds: 150 * 300,
    });
  });

  it('needs none where enough is left', () => {
    expect(
      recoveryAt({
        tiles: aDay(() => ({ bad: 0, total: 300 })),
        target: T,
        window: DAY,
        now,
        rates: { totalPerSecond: 1, badPerSecond: 0 },
        threshold: 0.2,
      }),
    ).toEqual({ state: 'never', because: 'enough budget is left' });
  });

  it('finds none without traffic: an empty window is no recovery', () => {
    expect(
      recoveryAt({
        tiles: aDay(() => ({ bad: 30, total: 300 })),
        target: T,
        window: DAY,
        now,
        rates: { totalPerSecond: 0, badPerSecond: 0 },
        threshold: 0.2,
      }),
    ).toMatchObject({ state: 'unknown', reason: { code: 'noTraffic' } });
  });
});
