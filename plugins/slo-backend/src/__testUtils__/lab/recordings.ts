import {
  generateRules,
  parseDocuments,
  problemText,
  toYaml,
} from '@greenlight/openslo';
import type { Objective } from '@greenlight/openslo';
import type { RawSeries } from './openMetrics';

/** Seconds between two tiles. */
export const TILE = 300;
const DAY = 86_400;

/** Events of one tile. */
export type Tile = { at: number; bad: number; total: number };

const counter = (selector: string) => ({
  metricSource: {
    type: 'Prometheus',
    spec: { kind: 'counter', metric: 'requests_total', selector },
  },
});

/** An objective as its document says it. */
export function objectiveOf(id: string, targetPercent = '99.9'): Objective {
  const document = {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: {
      name: id,
      displayName: `Availability of ${id}`,
      annotations: {
        'backstage.io/entity-ref': 'component:default/checkout',
        'greenlight.dev/environment': 'prod',
      },
    },
    spec: {
      service: 'checkout',
      budgetingMethod: 'Occurrences',
      timeWindow: [{ duration: '30d', isRolling: true }],
      indicator: {
        spec: {
          ratioMetric: {
            counter: true,
            bad: counter(`service="${id}",code="500"`),
            total: counter(`service="${id}"`),
          },
        },
      },
      objectives: [{ displayName: 'Requests', targetPercent }],
    },
  };
  const { objectives, problems } = parseDocuments([
    { name: `${id}.yaml`, text: JSON.stringify(document) },
  ]);
  const [objective] = objectives;
  if (!objective) throw new Error(problems.map(problemText).join('\n'));
  return objective;
}

/** Uneven traffic whose errors come in a burst, the same for the same seed. */
export function tilesOf(options: {
  until: number;
  days: number;
  seed: number;
}): Tile[] {
  const { until, days, seed } = options;
  const count = Math.round((days * DAY) / TILE);
  return Array.from({ length: count }, (_, index) => {
    const at = until - (count - 1 - index) * TILE;
    const total = 100 + ((index * 37 + seed * 11) % 401);
    const burst = index % 911 === seed % 911 ? 40 : 0;
    return { at, total, bad: (index % 5 === 0 ? 1 : 0) + burst };
  });
}

/** The rules' own labels of an objective. */
export function labelsOf(objective: Objective): Record<string, string> {
  const [group] = generateRules(objective).groups;
  const { slo_window: _, ...labels } = group?.rules[0]?.labels ?? {};
  return labels;
}

/** Tiles as the rules would have recorded them. */
export function recordedTiles(
  labels: Readonly<Record<string, string>>,
  tiles: readonly Tile[],
): RawSeries[] {
  const series = (name: string, kind: 'bad' | 'total'): RawSeries => ({
    name,
    labels,
    points: tiles.map(tile => [tile.at, tile[kind]]),
  });
  return [
    series('slo:total_events:increase5m', 'total'),
    series('slo:bad_events:increase5m', 'bad'),
  ];
}

/** A value that was the same for the last ten minutes. */
export function lately(
  name: string,
  labels: Readonly<Record<string, string>>,
  value: number,
  now: number,
): RawSeries {
  const ages = [600, 480, 360, 240, 120, 60, 30, 0];
  return { name, labels, points: ages.map(age => [now - age, value]) };
}

/** All rules of an objective but those of the tiles, which are there already. */
export function liveRules(objective: Objective): string {
  const { groups } = generateRules(objective, {
    sliIntervalSeconds: 1,
    budgetIntervalSeconds: 1,
  });
  return toYaml({
    groups: groups.filter(({ name }) => !name.startsWith('slo-base:')),
  });
}

/** What lies in (from, to]. */
export function sumOf(
  tiles: readonly Tile[],
  from: number,
  to: number,
): { bad: number; total: number } {
  const inside = tiles.filter(({ at }) => at > from && at <= to);
  return {
    bad: inside.reduce((sum, { bad }) => sum + bad, 0),
    total: inside.reduce((sum, { total }) => sum + total, 0),
  };
}
