import type {
  ObjectiveDetail,
  ObjectiveSummary,
} from '@greenlight/backstage-plugin-slo-common';
import { describeOnPrometheus, startPrometheus } from '@greenlight/lab';
import type { PrometheusServer } from '@greenlight/lab';
import { createPrometheus } from '@greenlight/prometheus';
import { PrometheusReader } from './adapters/prometheus/PrometheusReader';
import { assemble } from './domain/assemble';
import { detailOf } from './domain/detail';
import type { Snapshot } from './domain/snapshot';
import { eventually } from './__testUtils__/lab/eventually';
import { openMetrics } from './__testUtils__/lab/openMetrics';
import type { RawSeries } from './__testUtils__/lab/openMetrics';
import {
  TILE,
  labelsOf,
  lately,
  liveRules,
  objectiveOf,
  recordedTiles,
  sumOf,
  tilesOf,
} from './__testUtils__/lab/recordings';
import type { Tile } from './__testUtils__/lab/recordings';

const DAY = 86_400;
const HOSTILE = 'x"} or vector(1) #\\';

/** Seconds; tiles of the past end half a tile ago, so that none lies on an edge. */
const NOW = Math.floor(Date.now() / 1000);
const NEWEST = NOW - TILE / 2;

const histories: Record<string, Tile[]> = {
  whole: tilesOf({ until: NEWEST, days: 31, seed: 1 }),
  young: tilesOf({ until: NEWEST, days: 1, seed: 2 }),
  gone: tilesOf({ until: NEWEST - 3600, days: 31, seed: 3 }),
  silent: tilesOf({ until: NEWEST, days: 30, seed: 4 }).map(({ at }) => ({
    at,
    bad: 0,
    total: 0,
  })),
};
const objectives = Object.keys(histories).map(id => objectiveOf(id));

const hand = (id: string, more: Record<string, string> = {}) => ({
  slo_id: id,
  slo_name: id,
  entity_ref: 'component:default/checkout',
  environment: 'prod',
  spec_hash: 'h',
  ...more,
});
const info = (id: string, objective: string, more = {}) =>
  lately(
    'slo:info',
    { ...hand(id, more), objective, window: '30d', weighting: 'events' },
    1,
    NOW,
  );

/** What rules of others, or of somebody's hand, left behind. */
function byHand(): RawSeries[] {
  const place = (cluster: string, bad: number, total: number) => [
    info('clusters', '99.9', { cluster }),
    lately('slo:bad_events:sum30d', hand('clusters', { cluster }), bad, NOW),
    lately(
      'slo:total_events:sum30d',
      hand('clusters', { cluster }),
      total,
      NOW,
    ),
    lately('slo:window_coverage:ratio', hand('clusters', { cluster }), 1, NOW),
    lately(
      'slo:total_events:increase5m',
      hand('clusters', { cluster }),
      1,
      NOW,
    ),
  ];
  const sums = (id: string, bad: number, total: number) => [
    info(id, '99.9'),
    lately('slo:bad_events:sum30d', hand(id), bad, NOW),
    lately('slo:total_events:sum30d', hand(id), total, NOW),
    lately('slo:total_events:increase5m', hand(id), 1, NOW),
  ];
  return [
    ...place('a', 900, 10_000),
    ...place('b', 0, 990_000),
    ...sums('nan', NaN, 1_000),
    ...sums('infinite', 1, Infinity),
    ...sums('more-bad', 2_000, 1_000),
    ...sums('burning', 1, 1_000_000),
    lately(
      'ALERTS',
      hand('burning', {
        alertname: 'SLOErrorBudgetBurn',
        alertstate: 'firing',
        severity: 'page',
        slo_window: '1h',
      }),
      1,
      NOW,
    ),
    info('comma', '99,9'),
    info(HOSTILE, '99.9'),
    info('failing', '99.9'),
  ];
}

function others(): RawSeries[] {
  const sloth = {
    sloth_id: 'checkout-requests',
    sloth_service: 'checkout',
    sloth_slo: 'requests',
    entity_ref: 'component:default/checkout',
    environment: 'prod',
  };
  const ratio = (window: string, value: number) =>
    lately(
      `slo:sli_error:ratio_rate${window}`,
      { ...sloth, sloth_window: window },
      value,
      NOW,
    );
  const pyrra = {
    slo: 'checkout-errors',
    entity_ref: 'component:default/checkout',
    environment: 'prod',
  };
  return [
    lately('sloth_slo_info', { ...sloth, sloth_objective: '99.9' }, 1, NOW),
    lately('slo:time_period:days', sloth, 28, NOW),
    ratio('5m', 0),
    ratio('1h', 0.0001),
    ratio('28d', 0.0004),
    lately('pyrra_objective', pyrra, 0.999, NOW),
    lately('pyrra_window', pyrra, 28 * DAY, NOW),
    lately('pyrra_availability', pyrra, 0.9996, NOW),
    lately('pyrra_requests:rate5m', pyrra, 10, NOW),
    lately('pyrra_errors:rate5m', pyrra, 0.02, NOW),
  ];
}

const failingRule = `groups:
  - name: slo-base:failing
    interval: 1s
    rules:
      - record: slo:total_events:increase5m
        expr: slo:info + on (entity_ref) slo:info
        labels:
          slo_id: failing
          entity_ref: component:default/checkout
          environment: prod
`;

/** What the histories, and the rule that fails, come to once every rule was evaluated. */
const EVALUATED = [
  'measured',
  'measured',
  'noSeries',
  'noTraffic',
  'ruleFailed',
];

const codeOf = ({ budget }: ObjectiveSummary) =>
  budget.state === 'unknown' ? budget.reason.code : budget.state;

describe.each(['3', '2'] as const)('on Prometheus %s', version => {
  describeOnPrometheus(version, 'a reading', () => {
    let server: PrometheusServer;
    let reader: PrometheusReader;
    let snapshot: Snapshot;

    async function read(): Promise<Snapshot> {
      const reading = await reader.read(new AbortController().signal);
      if (reading.state === 'down') throw new Error(reading.reason);
      if (reading.failed.length > 0) throw new Error(reading.failed.join());
      return assemble({
        readings: [reading],
        before: undefined,
        replicaLabels: [],
        now: Date.now(),
      });
    }

    function the(id: string): ObjectiveSummary {
      const found = snapshot.objectives.find(
        ({ objective }) => objective.id === id,
      );
      if (!found) throw new Error(`${id} was not read`);
      return found;
    }

    beforeAll(async () => {
      server = await startPrometheus({
        version,
        openMetrics: [
          openMetrics([
            ...objectives.flatMap(objective =>
              recordedTiles(labelsOf(objective), histories[objective.id] ?? []),
            ),
            ...byHand(),
            ...others(),
          ]),
        ],
        rules: [...objectives.map(liveRules), failingRule],
      });
      const prometheus = createPrometheus({ name: 'lab', url: server.url });
      const codes = () =>
        [...Object.keys(histories), 'failing'].map(id => codeOf(the(id)));
      await eventually(async () => {
        // A reader remembers for a minute that no rule failed.
        reader = new PrometheusReader(prometheus, () => new Date(), []);
        snapshot = await read();
        if (codes().join() !== EVALUATED.join()) {
          throw new Error(`the rules came to ${codes().join()}`);
        }
      }, 60_000);
    }, 180_000);

    afterAll(() => server?.stop());

    it.each(['whole', 'young'])(
      'of %s has the budget that the arithmetic gives',
      id => {
        const at = snapshot.at / 1000;
        const tiles = histories[id] ?? [];
        const { bad, total } = sumOf(tiles, at - 30 * DAY, at);
        const hour = sumOf(tiles, at - 3600, at);
        const covered = Math.min(1, tiles.length / 8640);
        expect(the(id)).toMatchObject({
          objective: { entityRef: 'component:default/checkout' },
          budget: {
            state: 'measured',
            events: { bad, total },
            consumed: expect.closeTo(bad / (0.001 * total), 9),
            consumedScaled: expect.closeTo(
              (covered * bad) / (0.001 * total),
              9,
            ),
            coverage: { ratio: expect.closeTo(covered, 9) },
            newestAt: new Date(NEWEST * 1000).toISOString(),
          },
          burns: [
            {
              window: '1h',
              events: hour,
              rate: expect.closeTo(hour.bad / hour.total / 0.001, 9),
            },
            { window: '6h' },
          ],
        });
      },
    );

    it('says since when there is no series', () => {
      expect(the('gone')).toMatchObject({
        status: 'unknown',
        budget: {
          reason: {
            code: 'noSeries',
            since: new Date((NEWEST - 3600) * 1000).toISOString(),
          },
        },
      });
    });

    it('repeats Prometheus’ words about a rule that fails', () => {
      expect(the('failing').because).toMatch(
        /^the rule slo:total_events:increase5m fails: .*many-to-many/,
      );
    });

    it.each([
      ['nan', 'invalidData'],
      ['infinite', 'invalidData'],
      ['more-bad', 'invalidData'],
      [HOSTILE, 'neverSeen'],
    ])('of %p is unknown: %s', (id, code) => {
      expect(the(id).budget).toMatchObject({
        state: 'unknown',
        reason: { code },
      });
    });

    it('knows what fires, and what cannot be a target', () => {
      expect(the('burning')).toMatchObject({
        status: 'burning',
        alerts: [
          { name: 'SLOErrorBudgetBurn', severity: 'page', window: '1h' },
        ],
      });
      expect(snapshot.broken).toMatchObject([{ id: 'comma' }]);
    });

    it('adds places up', () => {
      expect(the('clusters').budget).toMatchObject({
        events: { bad: 900, total: 1_000_000 },
        attained: 0.9991,
      });
    });

    it('has the objectives of Sloth and Pyrra', () => {
      const same = {
        objective: { window: { text: '28d' }, target: { percent: '99.9' } },
        budget: { consumed: expect.closeTo(0.4, 9) },
      };
      expect(the('sloth/checkout-requests')).toMatchObject({
        ...same,
        burns: [{ rate: expect.closeTo(0.1, 9) }, { state: 'unknown' }],
      });
      expect(the('pyrra/checkout-errors')).toMatchObject({
        ...same,
        burns: [{ rate: expect.closeTo(2, 9) }, { rate: expect.closeTo(2, 9) }],
      });
    });

    describe('with its past', () => {
      let detail: ObjectiveDetail;

      beforeAll(async () => {
        const question = { ids: ['whole', HOSTILE], windowSeconds: 30 * DAY };
        const past = await reader.readDetail(
          question,
          new AbortController().signal,
        );
        detail = detailOf({
          summary: the('whole'),
          readings: new Map([['lab', past]]),
          now: new Date(past.at),
          linkTo: () => undefined,
        });
      });

      it('holds each tile once: it ends at what is left', () => {
        const { burnDown, budget } = detail;
        const points = burnDown.state === 'measured' ? burnDown.remaining : [];
        expect(points).toHaveLength(240);
        expect(budget.state === 'measured' && budget.remaining).toBeCloseTo(
          points.at(-1)?.[1] ?? NaN,
          6,
        );
      });

      it('has the burn rate of each hour', () => {
        const { burnHistory } = detail;
        const points =
          burnHistory.state === 'measured' ? burnHistory.points : [];
        expect(points).toHaveLength(720);
        for (const [at, rate] of points) {
          const { bad, total } = sumOf(
            histories.whole ?? [],
            at / 1000 - 3600,
            at / 1000,
          );
          expect(rate).toBeCloseTo(bad / total / 0.001, 9);
        }
      });
    });
  });
});
