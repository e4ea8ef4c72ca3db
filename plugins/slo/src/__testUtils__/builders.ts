import type {
  BudgetFigures,
  Burn,
  InstanceState,
  ObjectiveSummary,
  Reading,
  ReliabilityOverview,
  ServiceReliability,
  ServiceRow,
} from '@greenlight/backstage-plugin-slo-common';

let now = Date.parse('2026-11-25T10:00:00Z');

/** The moment that the builders build for. */
export function setNow(ms: number): void {
  now = ms;
}

/** The moment that they build for. */
export function builtFor(): number {
  return now;
}

const iso = (agoMs: number) => new Date(now - agoMs).toISOString();
const MINUTE = 60_000;
const DAY = 86_400;

export const live: InstanceState = {
  name: 'main',
  state: 'live',
  readAt: '2026-11-25T10:00:00Z',
};

export function aReading(over: Partial<Reading> = {}): Reading {
  return {
    at: iso(0),
    readAt: iso(5_000),
    staleAfterMs: 90_000,
    instances: [live],
    ...over,
  };
}

/** Figures of a 99.9 % objective over 30 days with so much left of it. */
export function figures(
  remaining: number,
  over: Partial<BudgetFigures> = {},
): BudgetFigures {
  const total = 1_000_000;
  const consumed = 1 - remaining;
  return {
    attained: 1 - consumed * 0.001,
    consumed,
    remaining,
    consumedScaled: consumed,
    events: { bad: consumed * 0.001 * total, total, allowed: 0.001 * total },
    time: { allowedSeconds: 2592, remainingSeconds: 2592 * remaining },
    coverage: { ratio: 1, seenSeconds: 30 * DAY },
    newestAt: iso(3 * MINUTE),
    ...over,
  };
}

export function aBurn(rate: number, window = '1h'): Burn {
  return { state: 'measured', window, rate, errorRatio: rate * 0.001 };
}

export const unknownBudget = (
  sentence = 'no series since 14:02',
): ObjectiveSummary['budget'] => ({
  state: 'unknown',
  reason: { code: 'noSeries', sentence },
});

/** A healthy objective of 99.9 % over 30 days. */
export function anObjective(
  over: Partial<Omit<ObjectiveSummary, 'objective'>> & {
    objective?: Partial<ObjectiveSummary['objective']>;
  } = {},
): ObjectiveSummary {
  const { objective, ...rest } = over;
  return {
    status: 'ok',
    because: 'budget is left and it burns slowly enough',
    budget: { state: 'measured', ...figures(0.71) },
    burns: [aBurn(0.2), aBurn(0.3, '6h')],
    exhaustion: { state: 'never', because: 'it burns slowly' },
    alerts: [],
    notes: [],
    ...rest,
    objective: {
      id: 'checkout-availability',
      name: 'Checkout availability',
      entityRef: 'component:default/checkout',
      environment: 'prod',
      source: 'greenlight',
      weighting: 'events',
      target: {
        percent: '99.9',
        ratio: { text: '0.999', value: 0.999 },
        budget: { text: '0.001', value: 0.001 },
      },
      window: { text: '30d', seconds: 30 * DAY },
      instances: ['main'],
      ...objective,
    },
  };
}

export const burning = () =>
  anObjective({
    status: 'burning',
    because: 'the page alert over 1h fires',
    budget: { state: 'measured', ...figures(0.382) },
    burns: [aBurn(3.1), aBurn(2.4, '6h')],
    exhaustion: { state: 'at', at: iso(-3 * DAY * 1000), seconds: 3.1 * DAY },
    alerts: [{ name: 'SLOErrorBudgetBurn', severity: 'page', window: '1h' }],
  });

export const latency = () =>
  anObjective({
    objective: { id: 'checkout-latency', name: 'Checkout latency 300ms' },
  });

export const gone = () =>
  anObjective({
    objective: { id: 'refund-availability', name: 'Refund availability' },
    status: 'unknown',
    budget: unknownBudget(),
    burns: [],
    lastKnown: figures(0.9, { newestAt: iso(70 * MINUTE) }),
  });

export function aService(
  over: Partial<ServiceReliability> = {},
): ServiceReliability {
  return {
    ...aReading(),
    entityRef: 'component:default/checkout',
    environment: 'prod',
    environments: ['prod', 'staging'],
    objectives: [burning(), gone(), latency()],
    broken: [],
    ...over,
  };
}

export function aRow(over: Partial<ServiceRow> = {}): ServiceRow {
  const { worst, ...rest } = over;
  return {
    entityRef: 'component:default/checkout',
    title: 'checkout',
    owner: 'group:default/team-payments',
    system: 'system:default/shop',
    environment: 'prod',
    status: 'ok',
    because: 'budget is left and it burns slowly enough',
    objectives: 2,
    ...rest,
    worst: {
      id: 'checkout-availability',
      name: 'Checkout availability',
      targetPercent: '99.9',
      windowText: '30d',
      attained: 0.9997,
      remaining: 0.71,
      burn: 0.2,
      newestAt: iso(3 * MINUTE),
      coverage: 1,
      weighting: 'events',
      ...worst,
    },
  };
}

export function anOverview(
  over: Partial<ReliabilityOverview> = {},
): ReliabilityOverview {
  return {
    ...aReading(),
    environment: 'prod',
    environments: ['prod', 'staging'],
    rows: [aRow()],
    hidden: 0,
    ...over,
  };
}
