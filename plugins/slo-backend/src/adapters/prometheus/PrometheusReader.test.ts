import { FakePrometheus } from '@greenlight/prometheus/testing';
import type { FakeFault } from '@greenlight/prometheus/testing';
import { lastSeenQuery, snapshotQueries } from '../../domain/queries';
import type { ForeignQuery } from '../../domain/foreign/queries';
import type { InstanceReading } from '../../domain/reading';
import {
  foreignQueryOf,
  pyrraRecorded,
  slothRecorded,
  together,
} from '../../testing/builders/foreign';
import {
  MINUTE,
  NOW,
  answered,
  recorded,
} from '../../testing/builders/readings';
import { PrometheusReader } from './PrometheusReader';

/** The last one asks whether others record objectives. */
const QUERIES = Object.keys(snapshotQueries).length + 1;

type Answered = Extract<InstanceReading, { state: 'answered' }>;

/** A Prometheus in memory that holds what these readings found. */
function prometheus(holds: Answered = answered([recorded()])) {
  const fake = new FakePrometheus({
    name: 'eu',
    timeoutMs: 200,
    now: () => new Date(NOW),
  });
  hold(fake, holds);
  return fake;
}

function hold(fake: FakePrometheus, { samples }: Answered) {
  for (const [name, query] of Object.entries(snapshotQueries)) {
    fake.answer(query, { samples: samples[name as keyof typeof samples] });
  }
  fake.answer(/\[30d:5m\]/, { samples: [] });
}

const reader = (fake: FakePrometheus, clock = () => new Date(NOW)) =>
  new PrometheusReader(fake, clock, []);

const never = new AbortController().signal;

async function readOf(fake: FakePrometheus): Promise<Answered> {
  const reading = await reader(fake).read(never);
  if (reading.state === 'down') throw new Error(reading.reason);
  return reading;
}

const gone = (over = {}) => recorded({ newestAt: undefined, ...over });

describe('reading a Prometheus', () => {
  it('finds what is recorded there', async () => {
    const holds = answered([recorded(), recorded({ id: 'other' })]);
    const reading = await readOf(prometheus(holds));
    expect(reading).toEqual({ ...holds, at: NOW });
  });

  it('asks the same number of queries for one objective and for a thousand', async () => {
    const asked = async (count: number) => {
      const many = Array.from({ length: count }, (_, n) =>
        recorded({ id: `objective-${n}` }),
      );
      const fake = prometheus(answered(many));
      await readOf(fake);
      return fake.requests.length;
    };
    expect(await asked(1)).toBe(QUERIES);
    expect(await asked(1_000)).toBe(await asked(1));
  });

  it.each<[FakeFault, RegExp]>([
    ['down', /eu/],
    ['silent', /200 ms|0\.2 s|no answer|in time/],
    ['html', /eu/],
    ['login', /eu/],
    ['unauthorized', /401/],
    ['overloaded', /the query queue is full/],
    ['garbage', /eu/],
    ['half', /eu/],
    ['broken-off', /eu/],
    ['wrong-shape', /eu/],
  ])(
    'is a reading too when it is %s, with the reason',
    async (fault, words) => {
      const fake = prometheus().misbehave(fault);
      expect(await reader(fake).read(never)).toEqual({
        instance: 'eu',
        at: NOW,
        state: 'down',
        reason: expect.stringMatching(words),
      });
    },
  );

  it('keeps a reason short that Prometheus made long', async () => {
    const fake = prometheus().answer(snapshotQueries.sums, {
      error: 'x'.repeat(10_000),
    });
    const reading = await reader(fake).read(never);
    expect(reading.state === 'down' && reading.reason.length).toBeLessThan(500);
  });

  it('needs no alerts and no tiles of the last hours to know budgets', async () => {
    const fake = prometheus()
      .answer(snapshotQueries.alerts, { error: 'too many alerts' })
      .answer(snapshotQueries.bad6h, { error: 'too many samples' });
    const { failed, samples } = await readOf(fake);
    expect(failed).toEqual([
      expect.stringContaining('too many'),
      expect.stringContaining('too many'),
    ]);
    expect(samples.sums).toHaveLength(2);
    expect(samples.alerts).toEqual([]);
  });

  it('keeps warnings, each once', async () => {
    const fake = prometheus().warn('store eu-2 is missing');
    expect((await readOf(fake)).warnings).toEqual(['store eu-2 is missing']);
  });

  it('stops when the portal does', async () => {
    const stopping = new AbortController();
    const reading = reader(prometheus().misbehave('silent')).read(
      stopping.signal,
    );
    stopping.abort();
    expect((await reading).state).toBe('down');
  });
});

describe('objectives that others record', () => {
  const foreign = together(slothRecorded(), pyrraRecorded());

  function withForeign() {
    const fake = prometheus();
    for (const name of Object.keys(foreign) as ForeignQuery[]) {
      fake.answer(foreignQueryOf(name), { samples: foreign[name] });
    }
    return fake;
  }

  it('are read with six more queries, and only where there are any', async () => {
    const fake = withForeign();
    const reading = await readOf(fake);
    expect(reading.foreign).toEqual(foreign);
    expect(fake.requests).toHaveLength(QUERIES + 6);
    expect(await readOf(prometheus())).not.toHaveProperty('foreign');
  });

  it('are not taken for gone when they cannot be read', async () => {
    const fake = withForeign().answer(foreignQueryOf('facts'), {
      error: 'query timed out',
    });
    expect(await reader(fake).read(never)).toMatchObject({
      state: 'down',
      reason: expect.stringContaining('query timed out'),
    });
  });
});

describe('objectives without a fresh tile', () => {
  const lastSeen = (ids: string[]) => lastSeenQuery(ids);

  it('cost two more questions: when it was seen last, and whether a rule fails', async () => {
    const missing = gone();
    const at = NOW - 60 * MINUTE;
    const [tile] = answered([recorded({ newestAt: at })]).samples.newest;
    if (!tile) throw new Error('no tile');
    const fake = prometheus(answered([missing, recorded({ id: 'other' })]))
      .answer(lastSeen([missing.id]), { samples: [tile] })
      .setRules({
        name: 'slo-base:checkout-availability',
        rules: [
          {
            name: 'slo:total_events:increase5m',
            health: 'err',
            lastError: 'many-to-many matching',
            labels: { slo_id: missing.id },
          },
          { name: 'slo:bad_events:increase5m', health: 'ok' },
        ],
      });
    const reading = await readOf(fake);
    expect(reading.lastSeen).toMatchObject([{ value: at / 1000 }]);
    expect(reading.failingRules).toEqual([
      {
        rule: 'slo:total_events:increase5m',
        labels: { slo_id: missing.id },
        error: 'many-to-many matching',
      },
    ]);
    expect(fake.requests).toHaveLength(QUERIES + 2);
  });

  it('are looked for once, and again after they came back', async () => {
    const fake = prometheus(answered([gone()]));
    const searches = () =>
      fake.requests.filter(({ query }) => query?.includes('[30d:5m]')).length;
    const same = reader(fake);
    await same.read(never);
    await same.read(never);
    expect(searches()).toBe(1);
    hold(fake, answered([recorded()]));
    await same.read(never);
    hold(fake, answered([gone()]));
    await same.read(never);
    expect(searches()).toBe(2);
  });

  it('are looked for a hundred at a time, however many there are', async () => {
    const many = Array.from({ length: 250 }, (_, n) => gone({ id: `id-${n}` }));
    const fake = prometheus(answered(many));
    const same = reader(fake);
    const searched = async () => {
      const before = fake.requests.length;
      await same.read(never);
      const asked = fake.requests.slice(before);
      const search = asked.find(({ query }) => query?.includes('[30d:5m]'));
      return search?.query?.match(/id-\d+/g)?.length ?? 0;
    };
    expect(await searched()).toBe(100);
    expect(await searched()).toBe(100);
    expect(await searched()).toBe(50);
    expect(await searched()).toBe(0);
  });

  it.each([
    ['five minutes while one fails', 'err', 4 * MINUTE, 6 * MINUTE],
    ['minute while none fails', 'ok', 0.9 * MINUTE, 1.1 * MINUTE],
  ] as const)(
    'have their rules asked for every %s',
    async (_, health, soon, later) => {
      const fake = prometheus(answered([gone()])).setRules({
        name: 'slo-base:checkout-availability',
        rules: [{ name: 'slo:total_events:increase5m', health }],
      });
      let now = NOW;
      const same = reader(fake, () => new Date(now));
      const askedAt = async (at: number) => {
        now = at;
        await same.read(never);
        return fake.requests.filter(({ path }) => path === 'rules').length;
      };
      expect(await askedAt(NOW)).toBe(1);
      expect(await askedAt(NOW + soon)).toBe(1);
      expect(await askedAt(NOW + later)).toBe(2);
    },
  );

  it('are told of when the reason cannot be found', async () => {
    const fake = prometheus(answered([gone()])).answer(/\[30d:5m\]/, {
      error: 'query processing would load too many samples',
    });
    const { failed, samples } = await readOf(fake);
    expect(failed).toEqual([expect.stringContaining('too many samples')]);
    expect(samples.sums).toHaveLength(2);
  });

  it('cannot slip PromQL into the search', async () => {
    const id = 'x"} or vector(1) #';
    const fake = prometheus(answered([gone({ id })]));
    await readOf(fake);
    expect(fake.requests.map(({ query }) => query)).toContain(
      'max_over_time(timestamp(slo:total_events:increase5m{slo_id="x\\"} or vector(1) #"})[30d:5m])',
    );
  });
});

describe('reading the past of an entity', () => {
  it('asks three queries, whose spans meet and do not overlap', async () => {
    const fake = prometheus()
      .answer(/ratio_rate/, { samples: [] })
      .answer(/sum_over_time/, { samples: [] });
    const reading = await reader(fake).readDetail(
      { ids: ['a', 'b'], windowSeconds: 30 * 86_400 },
      never,
    );
    expect(reading).toMatchObject({ state: 'answered', stepSeconds: 3600 });
    expect(fake.requests.map(({ path }) => path).sort()).toEqual([
      'query',
      'query_range',
      'query_range',
    ]);
    expect(fake.requests.map(({ query }) => query)).toContain(
      'max without (__name__) (sum_over_time(slo:bad_events:increase5m{slo_id=~"a|b"}[3599999ms]))',
    );
  });

  it('is a reading too when it fails', async () => {
    const fake = prometheus().misbehave('down');
    const question = { ids: ['a'], windowSeconds: 86_400 };
    expect(await reader(fake).readDetail(question, never)).toMatchObject({
      state: 'down',
      instance: 'eu',
    });
  });
});
