import type { Budget, Burn, FiringAlert } from '../budget';
import { statusOrder } from '../budget';
import { NEWEST, target, whole, window } from '../testing/builders';
import { budgetOf } from './budgetOf';
import { burnOf } from './burnOf';
import {
  budgetLevelOf,
  compareByCare,
  statusOf,
  unknownBudget,
} from './status';

const T = target('99.9');
const spent = (share: number, coverage = whole): Budget =>
  budgetOf({
    target: T,
    window: window('30d'),
    bad: share * 1000,
    total: 1_000_000,
    coverage,
    newestAt: NEWEST,
  });
const fast = (rate: number, atLeast?: number): Burn =>
  burnOf({
    target: T,
    window: '1h',
    bad: rate,
    total: 1000,
    ...(atLeast !== undefined && { errorRatioAtLeast: atLeast / 1000 }),
  });
const page: FiringAlert = { name: 'Burn', severity: 'page', window: '1h' };

describe('statusOf', () => {
  const of = (budget: Budget, burn: Burn, alerts: FiringAlert[] = []) =>
    statusOf({ budget, fast: burn, alerts }).status;

  it('is exhausted when all is spent, whatever else', () => {
    expect(of(spent(1), fast(0))).toBe('exhausted');
    expect(of(spent(1.2), fast(5), [page])).toBe('exhausted');
  });

  it('burns when an alert of a pair fires, or when the last hour proves it', () => {
    expect(of(spent(0.1), fast(0.5), [page])).toBe('burning');
    expect(of(spent(0.1), fast(3, 1.5))).toBe('burning');
  });

  it('does not burn on a few events that prove little', () => {
    expect(of(spent(0.1), fast(3, 0.4))).toBe('ok');
    expect(
      statusOf({ budget: spent(0.1), fast: fast(3, 0.4), alerts: [] }).because,
    ).toContain('too few events');
  });

  it('does not burn where no events prove it', () => {
    expect(statusOf({ budget: spent(0.1), fast: fast(3), alerts: [] })).toEqual(
      {
        status: 'ok',
        because:
          'budget is left; without the events over 1h nothing proves that it burns',
      },
    );
  });

  it('is not exhausted by the little that a young objective has seen', () => {
    const young = spent(10, { ratio: 1 / 720, seenSeconds: 3600 });
    expect(of(young, fast(0.5))).toBe('ok');
    expect(of(young, fast(10, 6))).toBe('burning');
    expect(of(spent(800, { ratio: 1 / 720, seenSeconds: 3600 }), fast(0))).toBe(
      'exhausted',
    );
  });

  it('is unknown with the reason of the budget, never ok', () => {
    const unknown = unknownBudget({
      code: 'noSeries',
      sentence: 'no series since 14:02',
    });
    expect(
      statusOf({ budget: unknown, fast: fast(0), alerts: [page] }),
    ).toEqual({
      status: 'unknown',
      because: 'no series since 14:02',
    });
  });
});

describe('compareByCare', () => {
  it('puts unknown before ok and what burns before both', () => {
    const rows = [...statusOrder]
      .reverse()
      .map(status => ({ status, name: 'a' }));
    expect(rows.sort(compareByCare).map(({ status }) => status)).toEqual([
      'exhausted',
      'burning',
      'unknown',
      'ok',
    ]);
  });

  it('puts the smaller rest first', () => {
    const rows = [0.7, -0.2, 0.1].map(remaining => ({
      status: 'ok' as const,
      remaining,
      name: 'a',
    }));
    expect(rows.sort(compareByCare).map(({ remaining }) => remaining)).toEqual([
      -0.2, 0.1, 0.7,
    ]);
  });
});

describe('budgetLevelOf', () => {
  it.each([
    [0.2, 'ok'],
    [0.5, 'half'],
    [0.8, 'critical'],
    [0.95, 'emergency'],
    [1, 'exhausted'],
    [1.4, 'exhausted'],
    [-0.1, 'ok'],
  ] as const)('calls %d consumed %s', (consumedScaled, level) => {
    expect(budgetLevelOf({ consumedScaled })).toBe(level);
  });

  it('is left only when consumption is clearly below its threshold', () => {
    const after = (consumedScaled: number) =>
      budgetLevelOf({ consumedScaled, before: 'critical' });
    expect(after(0.79)).toBe('critical');
    expect(after(0.781)).toBe('critical');
    expect(after(0.77)).toBe('half');
    expect(after(0.3)).toBe('ok');
    expect(after(0.96)).toBe('emergency');
  });
});
