import fc from 'fast-check';
import type { Forecast } from '../budget';
import { target, window } from '../testing/builders';
import { aDay, DAY, now } from '../__testUtils__/day';
import { shuffled, someTiles } from '../__testUtils__/tiles';
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

/** Gone is now; never is later than any moment that tests look at. */
function secondsTo(forecast: Forecast): number {
  if (forecast.state === 'at') return forecast.seconds;
  return forecast.state === 'gone' ? 0 : 1e9;
}

const NOISE = 1e-9;

/** What a forecast gets wrong about the first moment at which something holds. */
function wrongAbout(
  found: Forecast,
  by: {
    projection: Projection;
    /** By how much it holds: at 0 it begins to. */
    excess: (second: number) => number;
  },
): string | undefined {
  const { projection, excess } = by;
  const limit = found.state === 'at' ? found.seconds - 0.01 : Infinity;
  const missed = secondsOf(projection).find(
    second => second < limit && excess(second) > NOISE,
  );
  if (missed !== undefined) return `it holds at ${missed} s already`;
  return found.state === 'at' && excess(found.seconds) < -NOISE
    ? `it does not hold at ${found.seconds} s`
    : undefined;
}

describe('rollingExhaustion', () => {
  it('agrees with a simulation second by second', () => {
    fc.assert(
      fc.property(projections, projection => {
        const found = rollingExhaustion(projection);
        const excess = (second: number) =>
          consumedAfter(projection, second) - 1;
        const wrong =
          found.state === 'gone'
            ? excess(0) < 0 && 'it is not gone'
            : wrongAbout(found, { projection, excess });
        expect(wrong || 'right').toBe('right');
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
          // A tile leaves at once, the unseen time bit by bit.
          expect(Math.abs(secondsTo(young) - secondsTo(filled))).toBeLessThan(
            300,
          );
        },
      ),
    );
  });
});

describe('recoveryAt', () => {
  it('agrees with a simulation second by second', () => {
    fc.assert(
      fc.property(
        projections.filter(
          ({ rates: { totalPerSecond } }) => totalPerSecond > 0,
        ),
        fc.constantFrom(0.2, 0.5, 0.8),
        (projection, threshold) => {
          const calm = {
            ...projection,
            rates: { ...projection.rates, badPerSecond: 0 },
          };
          const excess = (second: number) =>
            1 - consumedAfter(calm, second) - threshold;
          const found = recoveryAt({ ...projection, threshold });
          const wrong =
            found.state === 'never'
              ? excess(0) < 0 && 'not enough is left'
              : wrongAbout(found, { projection: calm, excess });
          expect(wrong || 'right').toBe('right');
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
