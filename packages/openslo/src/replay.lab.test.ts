import {
  describeOnPrometheus,
  startPrometheus,
  type PrometheusServer,
} from '@greenlight/lab';
import { z } from 'zod/v4';
import {
  generateRules,
  toYaml,
  type Objective,
  type RecordingRule,
} from './index';
import { anObjective } from './__testUtils__/documents';
import { ask, askRange } from './__testUtils__/replay/ask';
import {
  changesOf,
  replays,
  TILE,
  type ReplayCase,
} from './__testUtils__/replay/cases';
import {
  openMetrics,
  type Point,
  type RawSeries,
} from './__testUtils__/replay/counters';
import { nonsense } from './__testUtils__/replay/nonsense';

const MINUTES = 60_000;
const EVERY_SECOND = { sliIntervalSeconds: 1, budgetIntervalSeconds: 1 };

/** A history, its objective and the tiles that its rules made of it. */
type Replayed = ReplayCase & {
  objective: Objective;
  totalTiles: RawSeries;
  badTiles: RawSeries;
};

describe.each(['3', '2'] as const)('Prometheus %s', version => {
  describeOnPrometheus(version, 'replays raw counters', () => {
    let budgets: PrometheusServer;
    const found = new Map<string, Replayed>();

    beforeAll(async () => {
      const now = Math.floor(Date.now() / 1000);
      const cases = Object.values(replays).map(history => history(now));
      const raw = openMetrics(cases.flatMap(each => each.raw));
      const counters = await startPrometheus({ version, openMetrics: [raw] });
      for (const each of cases) {
        found.set(each.id, await replay(counters.url, each, now));
      }
      await counters.stop();
      const odd = Object.values(nonsense(now));
      budgets = await startPrometheus({
        version,
        openMetrics: [
          openMetrics(odd.flatMap(each => each.raw)),
          openMetrics([...found.values()].flatMap(recordedTiles)),
        ],
        rules: [
          ...[...found.values()].map(({ objective }) => liveRules(objective)),
          ...odd.map(({ changes }) => liveRules(anObjective(changes))),
        ],
      });
      await evaluated(budgets.url);
    }, 5 * MINUTES);

    afterAll(() => budgets?.stop());

    function the(id: string): Replayed {
      const replayed = found.get(id);
      if (!replayed) throw new Error(`${id} was not replayed.`);
      return replayed;
    }

    async function recorded(
      name: string,
      id: string,
    ): Promise<number | undefined> {
      const samples = await ask(budgets.url, `${name}{slo_id="${id}"}`);
      expect(samples.length).toBeLessThanOrEqual(1);
      return samples[0]?.value;
    }

    it.each(Object.keys(replays))(
      '%s: tiles hold the events that happened',
      id => {
        const { totalTiles, badTiles, truth, within, tiles } = the(id);
        expect(totalTiles.points).toHaveLength(tiles);
        expect(times(badTiles)).toEqual(times(totalTiles));
        expect(Math.abs(sum(totalTiles) - truth.total)).toBeLessThanOrEqual(
          within.total,
        );
        expect(Math.abs(sum(badTiles) - truth.bad)).toBeLessThanOrEqual(
          within.bad,
        );
      },
    );

    it.each(Object.keys(replays).filter(id => id !== 'silent'))(
      '%s: the budget is the arithmetic over its tiles',
      async id => {
        const { objective, totalTiles, badTiles, tiles } = the(id);
        const total = sum(totalTiles);
        const bad = sum(badTiles);
        const consumed = bad / (Number(objective.target.budget) * total);
        const { text, seconds } = objective.window;
        const expected = {
          [`slo:total_events:sum${text}`]: total,
          [`slo:bad_events:sum${text}`]: bad,
          [`slo:sli_error:ratio_rate${text}`]: bad / total,
          'slo:period_error_budget_consumed:ratio': consumed,
          'slo:period_error_budget_remaining:ratio': 1 - consumed,
          'slo:window_coverage:ratio': (tiles * TILE) / seconds,
        };
        for (const [name, value] of Object.entries(expected)) {
          const actual = await recorded(name, id);
          expect({ [name]: (actual ?? Number.NaN) / value }).toEqual({
            [name]: expect.closeTo(1, 9),
          });
        }
      },
    );

    it('silent: the events are 0 and there is no budget, neither whole nor spent', async () => {
      expect(await recorded('slo:total_events:sum1d', 'silent')).toBe(0);
      expect(await recorded('slo:bad_events:sum1d', 'silent')).toBe(0);
      expect(await recorded('slo:window_coverage:ratio', 'silent')).toBe(1);
      expect(
        await recorded('slo:sli_error:ratio_rate1d', 'silent'),
      ).toBeUndefined();
      expect(
        await recorded('slo:period_error_budget_consumed:ratio', 'silent'),
      ).toBeUndefined();
      expect(
        await recorded('slo:period_error_budget_remaining:ratio', 'silent'),
      ).toBeUndefined();
    });

    it.each([
      ['now-nan', 'pending'],
      ['now-inf', 'pending'],
      ['more-bad', 'pending'],
      ['no-bucket', 'pending'],
      ['in-order', undefined],
    ])('%s: SLOMetricInvalid is %s', async (id, state) => {
      const alerts = await ask(
        budgets.url,
        `ALERTS{alertname="SLOMetricInvalid",slo_id="${id}"}`,
      );
      expect(alerts[0]?.labels.alertstate).toBe(state);
    });

    it('evaluates every rule without an error', async () => {
      const groups = await ruleGroups(budgets.url);
      const errors = groups.flatMap(({ rules }) =>
        rules.map(({ lastError = '' }) => lastError),
      );
      expect(errors.filter(Boolean)).toEqual([]);
    });
  });
});

async function replay(
  url: string,
  each: ReplayCase,
  now: number,
): Promise<Replayed> {
  const objective = anObjective(changesOf(each));
  const base = generateRules(objective, each.options).groups[1];
  const rules = (base?.rules ?? []).filter(
    (rule): rule is RecordingRule => 'record' in rule,
  );
  const [totalTiles, badTiles] = await Promise.all(
    rules.map(async ({ record, expr, labels }): Promise<RawSeries> => {
      const from = now - each.windowSeconds + TILE;
      const points = await askRange(url, {
        query: expr,
        from,
        to: now,
        stepSeconds: TILE,
      });
      return { metric: record, labels, points };
    }),
  );
  if (!totalTiles || !badTiles)
    throw new Error(`${each.id} has no base rules.`);
  const kept = (tiles: RawSeries): RawSeries => ({
    ...tiles,
    points: (each.became?.(tiles) ?? [tiles])
      .filter(({ labels }) => labels.spec_hash === tiles.labels.spec_hash)
      .flatMap(({ points }) => points),
  });
  return {
    ...each,
    objective,
    totalTiles: kept(totalTiles),
    badTiles: kept(badTiles),
  };
}

function recordedTiles({
  totalTiles,
  badTiles,
  became,
}: Replayed): RawSeries[] {
  return [totalTiles, badTiles].flatMap(tiles => became?.(tiles) ?? [tiles]);
}

/** All rules but those of the tiles, which are there already. */
function liveRules(objective: Objective): string {
  const { groups } = generateRules(objective, EVERY_SECOND);
  return toYaml({
    groups: groups.filter(({ name }) => !name.startsWith('slo-base:')),
  });
}

const rulesAnswer = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        evaluationTime: z.number(),
        lastEvaluation: z.string(),
        rules: z.array(
          z.object({
            lastError: z.string().optional(),
            lastEvaluation: z.string(),
          }),
        ),
      }),
    ),
  }),
});

async function ruleGroups(url: string) {
  const response = await fetch(`${url}/api/v1/rules`);
  return rulesAnswer.parse(await response.json()).data.groups;
}

/** Every group was evaluated, and those that read others once more after them. */
async function evaluated(url: string): Promise<void> {
  const deadline = Date.now() + MINUTES;
  const since = Date.now() + 3000;
  for (;;) {
    const groups = await ruleGroups(url);
    const oldest = Math.min(
      ...groups.map(({ lastEvaluation }) => Date.parse(lastEvaluation)),
    );
    if (oldest >= since) return;
    if (Date.now() > deadline)
      throw new Error('The rules were not evaluated within a minute.');
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

function times({ points }: RawSeries): number[] {
  return points.map(([at]) => at);
}

function sum({ points }: { points: readonly Point[] }): number {
  return points.reduce((all, [, value]) => all + value, 0);
}
