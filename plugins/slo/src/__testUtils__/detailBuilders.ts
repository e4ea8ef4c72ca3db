import { burnPairs, judgePair } from '@greenlight/backstage-plugin-slo-common';
import type {
  Burn,
  Explanation,
  ObjectiveDetail,
  ObjectiveSummary,
  Point,
  ReliabilityDetail,
} from '@greenlight/backstage-plugin-slo-common';
import {
  aBurn,
  aReading,
  anObjective,
  builtFor,
  burning,
  figures,
  gone,
  latency,
} from './builders';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEP = 3 * HOUR;

/** Moments of a window that ends now, every three hours. */
function steps(days = 30): number[] {
  const now = builtFor();
  const count = (days * DAY) / STEP;
  return Array.from(
    { length: count },
    (_, index) => now - (count - 1 - index) * STEP,
  );
}

/** What was left, from all to `remaining`; bad days spend more than others. */
export function spending(remaining: number, days = 30): Point[] {
  const all = steps(days);
  return all.map((at, index) => {
    const done = (index + 1) / all.length;
    const waves = 0.04 * Math.sin(done * 19) * (1 - done);
    return [at, 1 - (1 - remaining) * (done ** 1.6 + waves)];
  });
}

/** Burn rates that swing around one, and end at another. */
export function burnsOver(usual: number, last: number, days = 30): Point[] {
  const all = steps(days);
  return all.map((at, index) => [
    at,
    index > all.length - 6
      ? last
      : Math.max(0, usual * (1 + 0.4 * Math.sin(index * 0.8))),
  ]);
}

export function anExplanation(over: Partial<Explanation> = {}): Explanation {
  return {
    of: 'remaining',
    title: 'Budget left',
    formula: 'R = 1 − bad / (B · total)',
    filled: '1 − 618 / (0.001 · 1000000)',
    result: { state: 'measured', value: 0.382, unit: 'ratio' },
    evidence: [
      {
        symbol: 'bad',
        meaning: 'bad events within 30d',
        value: 618,
        unit: 'events',
        window: '30d',
        query: 'slo:bad_events:sum30d{slo_id="checkout-availability"}',
        newestAt: new Date(builtFor() - 180_000).toISOString(),
        url: 'https://prometheus.example.com/graph?g0.expr=slo',
      },
      {
        symbol: 'B',
        meaning: 'share that may fail: 1 − 0.999',
        value: 0.001,
        unit: 'ratio',
      },
    ],
    source: 'Google SRE workbook, "Implementing SLOs".',
    ...over,
  };
}

/** Explanations of the numbers that an objective has. */
export function explanationsOf(summary: ObjectiveSummary): Explanation[] {
  const names = ['attained', 'consumed', 'remaining', 'burn:1h', 'burn:6h'];
  const ahead = ['exhaustion', 'rollingExhaustion', 'recovery'];
  return [...names, ...ahead].map(of =>
    anExplanation({
      of,
      title: `${summary.objective.name}: ${of}`,
      ...(summary.budget.state === 'unknown' && {
        result: { state: 'unknown', reason: summary.budget.reason },
      }),
    }),
  );
}

const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

/** An objective with its past, of a summary that burns as its burns say. */
export function aDetail(
  summary: ObjectiveSummary = anObjective(),
  over: Partial<ObjectiveDetail> = {},
): ObjectiveDetail {
  const { budget, burns, objective } = summary;
  const known = new Map(burns.map(burn => [burn.window, burn]));
  const fast = burns[0]?.state === 'measured' ? burns[0].rate : 0;
  const burnsByWindow: Burn[] = windows.map(
    window => known.get(window) ?? aBurn(fast * 0.9, window),
  );
  const over_ = (window: string) =>
    burnsByWindow.find(burn => burn.window === window) ?? aBurn(0, window);
  const remaining = budget.state === 'measured' ? budget.remaining : 0;
  const now = builtFor();
  return {
    ...summary,
    burnsByWindow,
    pairs: burnPairs(objective.window).map(plan =>
      judgePair({
        plan,
        target: objective.target,
        long: over_(plan.long),
        short: over_(plan.short),
      }),
    ),
    rollingExhaustion: {
      state: 'never',
      because:
        'at this rate old errors leave the window faster than new ones come',
    },
    recovery: { state: 'never', because: 'enough budget is left' },
    recoveryThreshold: 0.2,
    burnDown: {
      state: 'measured',
      stepSeconds: STEP / 1000,
      remaining: spending(remaining),
      even: [
        [now - 30 * DAY, 1],
        [now, 0],
      ],
    },
    burnHistory: {
      state: 'measured',
      stepSeconds: STEP / 1000,
      points: burnsOver(1, fast),
    },
    explanations: explanationsOf(summary),
    ...over,
  };
}

export const ahead = (days: number) => ({
  state: 'at' as const,
  at: new Date(builtFor() + days * DAY).toISOString(),
  seconds: days * 86_400,
});

export const burningDetail = () =>
  aDetail(burning(), { rollingExhaustion: ahead(4.2) });

export const exhaustedDetail = () =>
  aDetail(
    anObjective({
      objective: { id: 'checkout-orders', name: 'Orders are placed' },
      status: 'exhausted',
      because: 'the whole budget is spent',
      budget: { state: 'measured', ...figures(-0.186) },
      burns: [aBurn(16.2), aBurn(7.1, '6h')],
      exhaustion: { state: 'gone' },
      alerts: [
        { name: 'SLOErrorBudgetBurn', severity: 'page', window: '1h' },
        { name: 'SLOErrorBudgetExhausted', severity: 'ticket' },
      ],
    }),
    { rollingExhaustion: { state: 'gone' }, recovery: ahead(11) },
  );

export const goneDetail = () => {
  const summary = gone();
  const reason =
    summary.budget.state === 'unknown'
      ? summary.budget.reason
      : { code: 'noSeries' as const, sentence: 'no series' };
  const unknown = { state: 'unknown' as const, reason };
  return aDetail(summary, {
    exhaustion: unknown,
    rollingExhaustion: unknown,
    recovery: unknown,
    burnDown: unknown,
    burnHistory: unknown,
    burnsByWindow: windows.map(window => ({ ...unknown, window })),
    pairs: aDetail(summary).pairs.map(pair => ({
      ...pair,
      state: 'unknown' as const,
      because: `unknown over ${pair.long.window}: ${reason.sentence}`,
      long: { ...unknown, window: pair.long.window },
      short: { ...unknown, window: pair.short.window },
    })),
  });
};

export const youngDetail = () => {
  const summary = anObjective({
    objective: { id: 'checkout-search', name: 'Search answers' },
    budget: {
      state: 'measured',
      ...figures(0.93, {
        consumedScaled: 0.005,
        coverage: { ratio: 2.1 / 30, seenSeconds: 2.1 * 86_400 },
      }),
    },
    notes: [
      'it has seen 2 of 30 days; decisions count what is missing as traffic without errors',
    ],
  });
  return aDetail(summary, {
    burnDown: {
      state: 'measured',
      stepSeconds: STEP / 1000,
      remaining: spending(0.93, 2),
      even: [
        [builtFor() - 30 * DAY, 1],
        [builtFor(), 0],
      ],
    },
    burnHistory: {
      state: 'measured',
      stepSeconds: STEP / 1000,
      points: burnsOver(0.2, 0.2, 2),
    },
  });
};

/** What the tab reads. */
export function aReliability(
  over: Partial<ReliabilityDetail> = {},
): ReliabilityDetail {
  return {
    ...aReading(),
    entityRef: 'component:default/checkout',
    environment: 'prod',
    environments: ['prod', 'staging'],
    objectives: [burningDetail(), goneDetail(), aDetail(latency())],
    broken: [],
    ...over,
  };
}
