import { sloThresholdTopic } from '@greenlight/backstage-plugin-slo-common';
import { assemble } from '../domain/assemble';
import { NOW, answered, recorded } from '../testing/builders/readings';
import type { Recorded } from '../testing/builders/readings';
import { MemoryLevels } from '../testing/fakes/MemoryLevels';
import type { LevelStore } from './ports';
import { Thresholds } from './Thresholds';

function setUp(levels: LevelStore = new MemoryLevels()) {
  const events: unknown[] = [];
  const lines: string[] = [];
  const replica = () =>
    new Thresholds({
      levels,
      events: { publish: async event => void events.push(event) },
      logger: { warn: line => void lines.push(line) },
    });
  return { events, lines, replica };
}

let minute = 0;
/** The next reading, in which so much of the budget is spent. */
function spent(share: number, over: Partial<Recorded> = {}) {
  minute += 1;
  const at = NOW + minute * 60_000;
  const reading = answered(
    [
      recorded({
        bad: share * 1_000,
        newestAt: at,
        evaluatedAt: at,
        ...over,
      }),
    ],
    { at },
  );
  return assemble({
    readings: [reading],
    before: undefined,
    replicaLabels: [],
    now: at,
  });
}

describe('thresholds', () => {
  it('records what it sees first without a word', async () => {
    const { events, replica } = setUp();
    await replica().look(spent(0.97));
    expect(events).toEqual([]);
  });

  it('announces a crossed threshold once, with what was known', async () => {
    const { events, replica } = setUp();
    const thresholds = replica();
    await thresholds.look(spent(0.79));
    const crossing = spent(0.82);
    await thresholds.look(crossing);
    await thresholds.look(spent(0.83));
    expect(events).toEqual([
      {
        topic: sloThresholdTopic,
        eventPayload: {
          objectiveId: 'checkout-availability',
          entityRef: 'component:default/checkout',
          environment: 'prod',
          name: 'Name of checkout-availability',
          from: 'half',
          to: 'critical',
          status: 'ok',
          consumed: expect.closeTo(0.82, 10),
          newestAt: new Date(crossing.at).toISOString(),
          at: new Date(crossing.at).toISOString(),
        },
      },
    ]);
  });

  it('announces once when several replicas see the same', async () => {
    const { events, replica } = setUp();
    await replica().look(spent(0.4));
    const crossing = spent(1.1);
    const replicas = [replica(), replica(), replica()];
    await Promise.all(replicas.map(each => each.look(crossing)));
    expect(events).toMatchObject([
      { eventPayload: { from: 'ok', to: 'exhausted' } },
    ]);
  });

  it('does not flicker around a threshold, and says when it is clearly below', async () => {
    const { events, replica } = setUp();
    const thresholds = replica();
    for (const share of [0.79, 0.81, 0.79, 0.81, 0.79, 0.7]) {
      await thresholds.look(spent(share));
    }
    expect(events).toMatchObject([
      { eventPayload: { from: 'half', to: 'critical' } },
      { eventPayload: { from: 'critical', to: 'half' } },
    ]);
  });

  it('takes unknown for no change', async () => {
    const { events, replica } = setUp();
    const thresholds = replica();
    await thresholds.look(spent(0.4));
    await thresholds.look(spent(0.4, { newestAt: undefined }));
    await thresholds.look(spent(0.4));
    expect(events).toEqual([]);
  });

  it('does not let a young objective cry wolf', async () => {
    const { events, replica } = setUp();
    const thresholds = replica();
    await thresholds.look(spent(0.1, { coverage: 1 / 30 }));
    await thresholds.look(spent(9, { coverage: 1 / 30 }));
    expect(events).toEqual([]);
  });

  it('lets readings go on while levels cannot be kept, and says so once', async () => {
    const broken = new MemoryLevels();
    broken.all = async () => {
      throw new Error('no connection');
    };
    const { lines, replica } = setUp(broken);
    const thresholds = replica();
    await thresholds.look(spent(0.4));
    await thresholds.look(spent(0.9));
    expect(lines).toEqual([
      'Thresholds are not announced: Error: no connection',
    ]);
  });
});
