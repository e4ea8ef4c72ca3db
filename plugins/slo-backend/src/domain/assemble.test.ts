import {
  MINUTE,
  NOW,
  answered,
  down,
  recorded,
  relabelled,
} from '../testing/builders/readings';
import type { Recorded } from '../testing/builders/readings';
import { assemble } from './assemble';
import type { InstanceReading } from './reading';
import type { Snapshot } from './snapshot';

function read(
  readings: readonly InstanceReading[],
  before?: Snapshot,
  now = NOW,
): Snapshot {
  return assemble({ readings, before, replicaLabels: ['replica'], now });
}

function only(snapshot: Snapshot) {
  expect(snapshot.objectives).toHaveLength(1);
  const [one] = snapshot.objectives;
  if (!one) throw new Error('No objective');
  return one;
}

const one = (over: Partial<Recorded> = {}) =>
  only(read([answered([recorded(over)])]));

function measured(summary: Snapshot['objectives'][number]) {
  if (summary.budget.state !== 'measured') {
    throw new Error(`unknown: ${summary.budget.reason.sentence}`);
  }
  return summary.budget;
}

const codeOf = (summary: Snapshot['objectives'][number]) =>
  summary.budget.state === 'unknown' ? summary.budget.reason.code : 'measured';

describe('a healthy objective', () => {
  it('has its budget, its burn and when that would be gone', () => {
    const summary = one();
    expect(summary.status).toBe('ok');
    expect(measured(summary).consumed).toBeCloseTo(0.4, 10);
    expect(measured(summary).attained).toBeCloseTo(0.9996, 10);
    expect(measured(summary).newestAt).toBe('2026-11-25T09:58:00.000Z');
    expect(summary.burns.map(burn => burn.window)).toEqual(['1h', '6h']);
    expect(summary.burns[0]).toMatchObject({
      rate: expect.closeTo(0.2, 10),
      events: { bad: 1, total: 5_000 },
    });
    expect(summary.notes).toEqual([]);
  });

  it('burns when the alert of a pair fires', () => {
    const firing = [
      { alertname: 'SLOErrorBudgetBurn', severity: 'page', slo_window: '1h' },
    ];
    expect(one({ firing })).toMatchObject({ status: 'burning' });
  });

  it('is exhausted when all is spent', () => {
    expect(one({ bad: 1_000 }).status).toBe('exhausted');
  });
});

describe('what cannot be a budget', () => {
  it.each([
    ['NaN events', { bad: NaN }, 'invalidData'],
    ['infinite events', { total: Infinity }, 'invalidData'],
    ['negative events', { bad: -500_000 }, 'invalidData'],
    ['more bad events than events', { bad: 2, total: 1 }, 'invalidData'],
    ['no traffic', { bad: 0, total: 0 }, 'noTraffic'],
    ['no sum yet', { bad: undefined, total: undefined }, 'neverSeen'],
    ['no sum of bad events', { bad: undefined }, 'neverSeen'],
    ['an old tile', { newestAt: NOW - 60 * MINUTE }, 'noSeries'],
    ['a tile at no time', { newestAt: NaN }, 'neverSeen'],
    ['a tile beyond all times', { newestAt: 1e300 }, 'neverSeen'],
  ] as const)('makes %s unknown, with a reason', (_, over, code) => {
    const summary = one(over);
    expect(summary.status).toBe('unknown');
    expect(codeOf(summary)).toBe(code);
    expect(summary.because).not.toBe('');
    expect(summary.exhaustion.state).toBe('unknown');
  });

  it('says since when there is no series', () => {
    expect(one({ newestAt: NOW - 60 * MINUTE })).toMatchObject({
      because: 'no series since 09:00 UTC',
      budget: { reason: { since: '2026-11-25T09:00:00.000Z' } },
    });
  });

  it('counts a tile that is fifteen minutes old, and none that is older', () => {
    expect(codeOf(one({ newestAt: NOW - 15 * MINUTE }))).toBe('measured');
    expect(codeOf(one({ newestAt: NOW - 15 * MINUTE - 1 }))).toBe('noSeries');
  });

  it('repeats the words of a rule that fails', () => {
    const reading = answered([recorded({ newestAt: undefined })], {
      failingRules: [
        {
          rule: 'slo:total_events:increase5m',
          labels: { slo_id: 'checkout-availability' },
          error: 'many-to-many matching',
        },
      ],
    });
    expect(only(read([reading]))).toMatchObject({
      status: 'unknown',
      because:
        'the rule slo:total_events:increase5m fails: many-to-many matching',
    });
  });

  it('is never sorted below what is well', () => {
    const { objectives } = read([
      answered([
        recorded({ id: 'well' }),
        recorded({ id: 'gone', newestAt: undefined }),
        recorded({ id: 'spent', bad: 2_000 }),
      ]),
    ]);
    expect(objectives.map(({ objective }) => objective.id)).toEqual([
      'spent',
      'gone',
      'well',
    ]);
  });
});

describe('targets and windows as they are written', () => {
  it.each(['100', '1.0', '0.999', '99,9', 'most', '', '-1', '1e9', '101'])(
    'says what is wrong with %p on the page of its entity',
    objective => {
      const { objectives, broken } = read([
        answered([recorded({ objective })]),
      ]);
      expect(objectives).toEqual([]);
      expect(broken).toMatchObject([
        {
          id: 'checkout-availability',
          entityRef: 'component:default/checkout',
          reason: { code: 'invalidObjective', sentence: expect.any(String) },
        },
      ]);
    },
  );

  it.each(['', 'month', '0d', '-7d'])(
    'does not accept the window %p',
    window => {
      const { objectives, broken } = read([answered([recorded({ window })])]);
      expect([objectives.length, broken.length]).toEqual([0, 1]);
    },
  );
});

describe('labels that anyone wrote', () => {
  const hostile = '"} or vector(1) #\n\u202e<img src=x>';

  it('never lets a character through that cannot be seen', () => {
    const reading = relabelled(answered([recorded()]), { slo_name: hostile });
    const { broken, objectives } = read([reading]);
    expect(objectives).toEqual([]);
    expect(broken[0]?.reason.sentence).toMatch(
      /^its label slo_name.* holds characters that cannot be seen$/,
    );
    const shown = [broken[0]?.name, broken[0]?.reason.sentence].join('');
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('keeps PromQL in a label what it is: text', () => {
    const id = 'x"} or vector(1) or a{b=~".*';
    expect(one({ id }).objective.id).toBe(id);
  });

  it('counts what names no entity and shows it to nobody', () => {
    const reading = answered([
      recorded({ entityRef: '' }),
      recorded({ entityRef: '../../secret' }),
    ]);
    const snapshot = read([reading]);
    expect(snapshot.unplaced).toBe(2);
    expect([...snapshot.objectives, ...snapshot.broken]).toEqual([]);
  });
});

describe('several recordings of one objective', () => {
  it('takes one of two replicas, and never adds them', () => {
    const summary = only(
      read([
        answered([
          recorded({ labels: { replica: 'a' }, coverage: 0.9, bad: 300 }),
          recorded({ labels: { replica: 'b' } }),
        ]),
      ]),
    );
    expect(measured(summary).events).toMatchObject({
      bad: 400,
      total: 1_000_000,
    });
  });

  it('takes one of two instances that recorded the same', () => {
    const summary = only(
      read([
        answered([recorded()]),
        answered([recorded()], { instance: 'eu-2' }),
      ]),
    );
    expect(measured(summary).events?.total).toBe(1_000_000);
    expect(summary.objective.instances).toEqual(['eu', 'eu-2']);
    expect(summary.notes.join()).toContain('Recorded by eu and eu-2 alike');
  });

  it('adds clusters up, and never takes the mean of their ratios', () => {
    const summary = only(
      read([
        answered([
          recorded({
            labels: { cluster: 'a' },
            bad: 900,
            total: 10_000,
            ratio1h: 0.09,
            hour: { bad: 9, total: 100 },
          }),
          recorded({
            labels: { cluster: 'b' },
            bad: 0,
            total: 990_000,
            ratio1h: 0,
            hour: { bad: 0, total: 9_900 },
          }),
        ]),
      ]),
    );
    expect(measured(summary).attained).toBeCloseTo(1 - 900 / 1_000_000, 12);
    expect(summary.burns[0]).toMatchObject({
      errorRatio: expect.closeTo(9 / 10_000, 12),
    });
    expect(summary.notes.join()).toContain('2 places are added up');
  });

  it('makes the sum unknown when one of its clusters is', () => {
    const summary = only(
      read([
        answered([
          recorded({ labels: { cluster: 'a' } }),
          recorded({ labels: { cluster: 'b' }, newestAt: NOW - 60 * MINUTE }),
        ]),
      ]),
    );
    expect(codeOf(summary)).toBe('noSeries');
  });

  it('makes different targets at the same time a conflict', () => {
    const summary = only(
      read([
        answered([recorded()]),
        answered([recorded({ objective: '99' })], { instance: 'eu-2' }),
      ]),
    );
    expect(codeOf(summary)).toBe('conflict');
    expect(summary.because).toContain('99.9 and 99 %');
  });
});

describe('an objective that changes', () => {
  it('keeps its history when only its target changes', () => {
    const summary = one({ objective: '99.5' });
    expect(measured(summary).consumed).toBeCloseTo(400 / 5_000, 10);
  });

  it('starts anew when its indicator changes in mid-window', () => {
    const reading = answered([
      recorded({ specHash: 'b2', bad: 1, total: 100, coverage: 0.001 }),
    ]);
    const old = answered([recorded({ specHash: 'a1' })]).samples.sums;
    const sums = [...old, ...reading.samples.sums];
    const summary = only(
      read([{ ...reading, samples: { ...reading.samples, sums } }]),
    );
    expect(measured(summary).events).toMatchObject({ bad: 1, total: 100 });
  });

  it('is unknown while only sums of its former indicator are there', () => {
    const reading = answered([
      recorded({ specHash: 'b2', bad: undefined, total: undefined }),
    ]);
    const sums = answered([recorded()]).samples.sums;
    const summary = only(
      read([{ ...reading, samples: { ...reading.samples, sums } }]),
    );
    expect(codeOf(summary)).toBe('specChanged');
  });
});

describe('a Prometheus with faults', () => {
  const before = read([answered([recorded()])]);

  it('keeps what was known while it does not answer, and recovers', () => {
    const lost = read([down()], before);
    expect(only(lost)).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('connection refused'),
      lastKnown: { consumed: expect.closeTo(0.4, 10) },
    });
    expect(lost.instances).toMatchObject([
      { state: 'down', readAt: new Date(NOW).toISOString() },
    ]);
    const longer = read([down()], lost);
    expect(only(longer).lastKnown?.consumed).toBeCloseTo(0.4, 10);

    const back = only(read([answered([recorded()])], longer));
    expect(back.status).toBe('ok');
    expect(back).not.toHaveProperty('lastKnown');
  });

  it('never passes on a part of the sum of two clusters', () => {
    const a = recorded({ labels: { cluster: 'a' } });
    const b = recorded({ labels: { cluster: 'b' }, bad: 500 });
    const whole = read([answered([a]), answered([b], { instance: 'us' })]);
    const half = only(read([answered([a]), down('us')], whole));
    expect(codeOf(half)).toBe('prometheusDown');
    expect(half.lastKnown?.events?.bad).toBe(900);
  });

  it('makes numbers that came with warnings unknown: a part may be missing', () => {
    const snapshot = read([
      answered([recorded()], { warnings: ['store b is unreachable'] }),
    ]);
    expect(codeOf(only(snapshot))).toBe('partial');
    expect(snapshot.instances).toMatchObject([{ state: 'partial' }]);
  });

  it('forgets what is not described any more by one that answers', () => {
    expect(read([answered([])], before).objectives).toEqual([]);
  });

  it('says when its clock is ahead of ours, and measures ages by its own', () => {
    const ahead = 40 * MINUTE;
    const summary = one({
      evaluatedAt: NOW + ahead,
      newestAt: NOW + ahead - MINUTE,
    });
    expect(summary.status).toBe('ok');
    expect(summary.notes.join()).toContain('40 min ahead');
  });
});
