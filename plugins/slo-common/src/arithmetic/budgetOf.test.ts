import fc from 'fast-check';
import type { BudgetFigures } from '../budget';
import { NEWEST, target, whole, window } from '../testing/builders';
import {
  allowedTime,
  budgetOf,
  budgetOfRatio,
  coverageOf,
  remainingScaled,
} from './budgetOf';

function aBudget(over: Partial<Parameters<typeof budgetOf>[0]> = {}) {
  return budgetOf({
    target: target('99.9'),
    window: window('30d'),
    bad: 0,
    total: 1000,
    coverage: whole,
    newestAt: NEWEST,
    ...over,
  });
}

function figures(...given: Parameters<typeof aBudget>): BudgetFigures {
  const budget = aBudget(...given);
  if (budget.state !== 'measured') throw new Error(budget.reason.sentence);
  return budget;
}

describe('budgetOf', () => {
  it('gives the published vector: 111 of 118 are 94.0677 %, burning 118.64 % of a 95 % target', () => {
    const budget = figures({ target: target('95'), bad: 7, total: 118 });
    expect(budget.attained * 100).toBeCloseTo(94.0677, 3);
    expect(budget.consumed * 100).toBeCloseTo(118.64, 2);
    expect(budget.remaining).toBeCloseTo(-0.1864, 4);
  });

  it('counts allowed bad events and those that are used', () => {
    expect(figures({ bad: 118, total: 176_385 }).events).toEqual({
      bad: 118,
      total: 176_385,
      allowed: expect.closeTo(176.385, 9),
    });
  });

  it.each([
    ['99.9', '30d', 43 * 60 + 12],
    ['99.9', '28d', 40 * 60 + 19.2],
    ['99.95', '1w', 5 * 60 + 2.4],
    ['95', '2w', 16 * 3600 + 48 * 60],
  ])(
    'makes %s %% over %s as much time as published',
    (percent, span, seconds) => {
      expect(allowedTime(target(percent), window(span))).toBe(seconds);
    },
  );

  it.each([
    ['NaN', NaN, 10],
    ['infinite', 1, Infinity],
    ['negative', -1, 10],
    ['more bad events than events', 11, 10],
  ])('is unknown with %s', (_case, bad, total) => {
    expect(aBudget({ bad, total })).toMatchObject({
      state: 'unknown',
      reason: {
        code: 'invalidData',
        sentence: expect.stringContaining(String(bad)),
      },
    });
  });

  it('takes the noise of added fractions for what it is', () => {
    expect(figures({ bad: 1000.0000001, total: 1000 }).attained).toBe(0);
    expect(figures({ bad: -1e-9, total: 1000 })).toMatchObject({
      attained: 1,
      consumed: 0,
      events: { bad: 0 },
    });
  });

  it('is unknown without events: nothing of nothing is no success', () => {
    expect(aBudget({ bad: 0, total: 0 })).toEqual({
      state: 'unknown',
      reason: { code: 'noTraffic', sentence: 'no events within 30d' },
    });
  });

  it('scales a young objective: an hour at 1 % is 1.39 % of the month, not 1000 %', () => {
    const budget = figures({
      bad: 10,
      total: 1000,
      coverage: coverageOf({
        tiles: 12,
        tileSeconds: 300,
        windowSeconds: 2_592_000,
      }),
    });
    expect(budget.consumed).toBeCloseTo(10, 9);
    expect(budget.consumedScaled * 100).toBeCloseTo(1.39, 2);
    expect(remainingScaled(budget)).toBeCloseTo(0.9861, 4);
    // What is left in time and events is of the whole month, as the share is.
    const { time, events } = budget;
    expect(time.remainingSeconds / time.allowedSeconds).toBeCloseTo(0.9861, 4);
    expect(events?.allowed).toBeCloseTo(0.001 * 1000 * 720, 6);
  });

  it.each([0, NaN, -1])(
    'does not scale by a coverage of %d, which the events deny',
    ratio => {
      const coverage = { ratio, seenSeconds: 0 };
      const budget = figures({ bad: 2, total: 1000, coverage });
      expect(budget.consumedScaled).toBe(budget.consumed);
    },
  );

  it('never gives NaN, whatever was recorded', () => {
    const any = fc.double();
    fc.assert(
      fc.property(any, any, any, (bad, total, ratio) => {
        const coverage = { ratio, seenSeconds: 0 };
        const budget = aBudget({ bad, total, coverage });
        if (budget.state === 'unknown') return;
        const { consumed, remaining, consumedScaled, time } = budget;
        const all = [consumed, remaining, consumedScaled];
        expect([...all, time.remainingSeconds].every(Number.isFinite)).toBe(
          true,
        );
      }),
    );
  });

  it('never gives NaN, and consumed and remaining are all of it', () => {
    const check = () =>
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 1e12, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (total, share) => {
            const budget = aBudget({ bad: total * share, total });
            if (budget.state === 'unknown') return total === 0;
            const { consumed, remaining, attained } = budget;
            return (
              [consumed, remaining, attained].every(Number.isFinite) &&
              Math.abs(consumed + remaining - 1) < 1e-6 &&
              attained >= 0 &&
              attained <= 1
            );
          },
        ),
      );
    expect(check).not.toThrow();
  });
});

describe('budgetOfRatio', () => {
  it('knows no events', () => {
    const { bad, total, ...rest } = {
      target: target('99.9'),
      window: window('30d'),
      bad: 0,
      total: 0,
      coverage: whole,
      newestAt: NEWEST,
    };
    const budget = budgetOfRatio({ ...rest, errorRatio: 0.0005 });
    expect(budget).toMatchObject({ state: 'measured', consumed: 0.5 });
    expect(budget).not.toHaveProperty('events');
    expect(budgetOfRatio({ ...rest, errorRatio: 1.2 })).toMatchObject({
      state: 'unknown',
    });
  });
});

describe('coverageOf', () => {
  it.each([
    [8640, 1],
    [9000, 1],
    [4320, 0.5],
    [0, 0],
    [-3, 0],
    [NaN, 0],
  ])('makes %d tiles a share of %d', (tiles, ratio) => {
    const seen = { tiles, tileSeconds: 300, windowSeconds: 2_592_000 };
    expect(coverageOf(seen).ratio).toBe(ratio);
  });
});
