import type { ObjectiveSummary } from '@greenlight/backstage-plugin-slo-common';
import {
  pyrraRecorded,
  slothRecorded,
  together,
} from '../../testing/builders/foreign';
import {
  MINUTE,
  NOW,
  answered,
  down,
  recorded,
} from '../../testing/builders/readings';
import { assemble } from '../assemble';
import { detailOf } from '../detail';
import type { InstanceReading } from '../reading';
import type { Snapshot } from '../snapshot';

type Foreign = ReturnType<typeof slothRecorded>;

function read(
  readings: readonly InstanceReading[],
  before?: Snapshot,
): Snapshot {
  return assemble({ readings, before, replicaLabels: ['replica'], now: NOW });
}

function one(foreign: Foreign, native: readonly InstanceReading[] = []) {
  const { objectives } = read([answered([], { foreign }), ...native]);
  const [found] = objectives;
  if (!found) throw new Error('no objective');
  return found;
}

const codeOf = ({ budget }: ObjectiveSummary) =>
  budget.state === 'unknown' ? budget.reason.code : 'measured';

describe('an objective of Sloth', () => {
  it('has its exact target, its budget from ratios, and how it is weighted', () => {
    expect(one(slothRecorded())).toMatchObject({
      status: 'ok',
      objective: {
        id: 'sloth/checkout-requests',
        name: 'requests',
        service: 'checkout',
        entityRef: 'component:default/checkout',
        environment: 'prod',
        source: 'sloth',
        weighting: 'time',
        target: { percent: '99.9', budget: { text: '0.001' } },
        window: { text: '30d' },
      },
      budget: {
        consumed: expect.closeTo(0.4, 10),
        coverage: { ratio: 1 },
        newestAt: '2026-11-25T09:59:00.000Z',
      },
      burns: [
        { window: '1h', rate: expect.closeTo(0.2, 10) },
        { window: '6h', rate: expect.closeTo(0.2, 10) },
      ],
      notes: [expect.stringContaining('mean of ratios')],
    });
    expect(one(slothRecorded()).budget).not.toHaveProperty('events');
  });

  it('reads a period of 28 days', () => {
    expect(one(slothRecorded({ windowDays: 28 })).objective.window.text).toBe(
      '28d',
    );
  });

  it('burns when its alert fires, not by ratios that prove nothing', () => {
    const fast = { hour: 0.5 };
    expect(one(slothRecorded(fast)).status).toBe('ok');
    const firing = [
      {
        alertname: 'CheckoutAlert',
        sloth_severity: 'page',
        sloth_window: '1h',
      },
    ];
    expect(one(slothRecorded({ ...fast, firing }))).toMatchObject({
      status: 'burning',
      alerts: [{ name: 'CheckoutAlert', severity: 'page' }],
    });
  });
});

describe('an objective of Pyrra', () => {
  it('has its target without what binary adds, and its budget', () => {
    expect(one(pyrraRecorded())).toMatchObject({
      status: 'ok',
      objective: {
        id: 'pyrra/checkout-requests',
        source: 'pyrra',
        weighting: 'events',
        target: { percent: '99.9', budget: { text: '0.001', value: 0.001 } },
        window: { text: '30d', seconds: 2_592_000 },
      },
      budget: { consumed: expect.closeTo(0.4, 10) },
      burns: [{ rate: expect.closeTo(0.2, 10) }, {}],
    });
  });

  it('lists its alerts by their long window', () => {
    const firing = [
      {
        alertname: 'ErrorBudgetBurn',
        severity: 'critical',
        long: '1h',
        short: '5m',
      },
    ];
    expect(one(pyrraRecorded({ firing })).alerts).toEqual([
      { name: 'ErrorBudgetBurn', severity: 'critical', window: '1h' },
    ]);
  });
});

describe.each([
  ['Sloth', slothRecorded],
  ['Pyrra', pyrraRecorded],
])('an objective of %s', (_, foreign) => {
  it.each([
    ['an old sample', { newestAt: NOW - 16 * MINUTE }, 'noSeries'],
    ['no sample', { newestAt: undefined }, 'neverSeen'],
    ['no ratio', { errorRatio: undefined }, 'neverSeen'],
    ['a ratio that is NaN', { errorRatio: NaN }, 'invalidData'],
    ['a ratio above 1', { errorRatio: 1.5 }, 'invalidData'],
  ] as const)('is unknown with %s', (__, over, code) => {
    const summary = one(foreign(over));
    expect(summary.status).toBe('unknown');
    expect(codeOf(summary)).toBe(code);
  });

  it('says how much of a young window was seen', () => {
    expect(one(foreign({ seenSpans: 4 })).budget).toMatchObject({
      coverage: { ratio: expect.closeTo(1 / 30, 10), seenSeconds: 86_400 },
      consumedScaled: expect.closeTo(0.4 / 30, 10),
    });
    expect(one(foreign({ seenSpans: undefined })).notes).toContain(
      'How much of the window was seen is not recorded.',
    );
  });

  it('is nobody’s without an entity, and broken without a window', () => {
    const nobody = foreign({ entityRef: 'check\nout' });
    expect(read([answered([], { foreign: nobody })])).toMatchObject({
      objectives: [],
      broken: [],
      unplaced: 1,
    });
    const endless = foreign({ windowDays: undefined });
    expect(read([answered([], { foreign: endless })]).broken).toMatchObject([
      { reason: { code: 'invalidObjective' } },
    ]);
  });

  it('is the same for replicas, and unknown for several places', () => {
    const replicas = ['a', 'b'].map(replica =>
      foreign({ labels: { environment: 'prod', replica } }),
    );
    expect(codeOf(one(together(...replicas)))).toBe('measured');
    const places = ['a', 'b'].map(cluster =>
      foreign({ labels: { environment: 'prod', cluster } }),
    );
    expect(one(together(...places)).because).toMatch(
      /several places.*cannot be added/,
    );
  });

  it('is taken from the instance that saw more', () => {
    const less = foreign({ errorRatio: 0.9, seenSpans: 1 });
    const { objectives } = read([
      answered([], { instance: 'a', foreign: less }),
      answered([], { instance: 'b', foreign: foreign() }),
    ]);
    expect(objectives).toMatchObject([
      { status: 'ok', objective: { instances: ['b'] } },
    ]);
  });

  it('stands beside ours, and keeps what was known when its Prometheus is silent', () => {
    const before = read([answered([recorded()], { foreign: foreign() })]);
    expect(before.objectives).toHaveLength(2);
    const after = read([down()], before);
    expect(after.objectives).toMatchObject([
      { status: 'unknown', lastKnown: {} },
      { status: 'unknown', lastKnown: {} },
    ]);
    const back = read([answered([recorded()], { foreign: foreign() })], after);
    expect(back.objectives).toMatchObject([{ status: 'ok' }, { status: 'ok' }]);
  });

  it('is unknown while its Prometheus answers in part', () => {
    const { objectives } = read([
      answered([], { foreign: foreign(), warnings: ['a store is missing'] }),
    ]);
    expect(objectives).toMatchObject([
      { status: 'unknown', budget: { reason: { code: 'partial' } } },
    ]);
  });

  it('explains its numbers with its own series, and draws nothing', () => {
    const id = 'x"} or vector(1) #';
    const detail = detailOf({
      summary: one(foreign({ id })),
      readings: new Map(),
      now: new Date(NOW),
      linkTo: () => undefined,
    });
    const remaining = detail.explanations.find(({ of }) => of === 'remaining');
    expect(remaining).toMatchObject({
      formula: 'R = 1 − e(30d) / B',
      filled: expect.stringMatching(/^1 − 0\.000(4|39999999) \/ 0\.001$/),
      result: { state: 'measured', value: expect.closeTo(0.6, 10) },
    });
    expect(remaining?.evidence[0]?.query).toContain('="x\\"} or vector(1) #"}');
    expect(detail).toMatchObject({
      burnDown: { state: 'unknown' },
      rollingExhaustion: { state: 'unknown' },
    });
    expect(detail.pairs.map(({ state }) => state)).not.toContain('firing');
  });
});
