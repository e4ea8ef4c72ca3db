import type { Burn } from '../budget';
import { target, window } from '../testing/builders';
import { unknownBurn } from './burnOf';
import { burnFactor, burnPairs, judgePair } from './pairs';

describe('burnFactor', () => {
  it.each([
    [30, [14.4, 6, 3, 1]],
    [28, [13.44, 5.6, 2.8, 0.9333]],
    [7, [3.36, 1.4, 0.7, 0.2333]],
  ])('gives the published factors for %d days', (days, factors) => {
    const shares = [
      [0.02, 3600],
      [0.05, 21_600],
      [0.1, 86_400],
      [0.1, 259_200],
    ] as const;
    const found = shares.map(([budgetShare, longSeconds]) =>
      burnFactor({ budgetShare, longSeconds, periodSeconds: days * 86_400 }),
    );
    found.forEach((factor, at) =>
      expect(factor).toBeCloseTo(factors[at] ?? 0, 4),
    );
  });
});

describe('burnPairs', () => {
  it('takes the windows of the SRE workbook for 28 to 31 days', () => {
    for (const [text, first] of [
      ['30d', 14.4],
      ['28d', 13.44],
    ] as const) {
      const pairs = burnPairs(window(text));
      expect(pairs.map(({ long, short }) => [long, short])).toEqual([
        ['1h', '5m'],
        ['6h', '30m'],
        ['1d', '2h'],
        ['3d', '6h'],
      ]);
      expect(pairs[0]?.factor).toBe(first);
    }
  });

  it('scales the windows of other periods and keeps the factors', () => {
    const pairs = burnPairs(window('90d'));
    expect(pairs.map(({ factor }) => factor)).toEqual([14.4, 6, 3, 1]);
    expect(pairs.map(({ long }) => long)).toEqual(['3h', '18h', '3d', '9d']);
    expect(pairs.map(({ budgetShare }) => budgetShare)).toEqual([
      0.02, 0.05, 0.1, 0.1,
    ]);
  });

  it('names windows as the rules record them', () => {
    const pairs = burnPairs(window('7d'));
    expect(pairs.map(({ long, short }) => [long, short])).toEqual([
      ['14m', '2m'],
      ['1h24m', '7m'],
      ['5h36m', '28m'],
      ['16h48m', '1h24m'],
    ]);
  });

  it('keeps windows long enough to hold events, and says what a longer one costs', () => {
    const [page] = burnPairs(window('1d'));
    expect(page).toMatchObject({
      long: '10m',
      short: '2m',
      factor: 14.4,
      budgetShare: 0.1,
    });
  });
});

describe('judgePair', () => {
  const [plan] = burnPairs(window('30d'));
  if (!plan) throw new Error('no pair');
  const at = (value: number, over: string): Burn => ({
    state: 'measured',
    window: over,
    rate: value,
    errorRatio: value * 0.001,
  });
  const unknown = unknownBurn('1h', {
    code: 'noTraffic',
    sentence: 'no events',
  });
  const judged = (long: Burn, short: Burn, percent = '99.9') =>
    judgePair({ plan, long, short, target: target(percent) });

  it('fires when both windows burn faster than the factor', () => {
    expect(judged(at(15, '1h'), at(20, '5m')).state).toBe('firing');
    expect(judged(at(15, '1h'), at(14.4, '5m')).state).toBe('quiet');
    expect(judged(at(1, '1h'), at(20, '5m')).state).toBe('quiet');
  });

  it('does not know when a window is unknown that would decide', () => {
    expect(judged(unknown, at(20, '5m'))).toMatchObject({
      state: 'unknown',
      because: expect.stringContaining('no events'),
    });
    expect(judged(unknown, at(1, '5m')).state).toBe('quiet');
  });

  it('fires at half of what a total outage burns, where that is less than the factor', () => {
    // 10 % may fail: a total outage burns at 10, and 14.4 is out of reach.
    expect(judged(at(6, '1h'), at(6, '5m'), '90')).toMatchObject({
      state: 'firing',
      factor: 5,
      budgetShare: expect.closeTo((0.02 * 5) / 14.4, 9),
    });
    expect(judged(at(5, '1h'), at(6, '5m'), '90').state).toBe('quiet');
  });

  it('never fires where half of a total outage is no more than even spending', () => {
    expect(judged(at(2, '1h'), at(2, '5m'), '50')).toMatchObject({
      state: 'neverFires',
      because: 'even a total outage burns at 2, not above 14.4',
    });
  });
});
