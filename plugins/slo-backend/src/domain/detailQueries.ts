import { oneOf } from './promql';
import { BAD_TILE, TILE } from './queries';

const TILE_SECONDS = 300;
const MOST_POINTS = 720;

/** A span of the past: whole tiles, and no more than 720 of them in a window. */
export function stepFor(windowSeconds: number): number {
  const tiles = Math.ceil(windowSeconds / MOST_POINTS / TILE_SECONDS);
  return Math.max(1, tiles) * TILE_SECONDS;
}

/** What is asked of one entity's past: the same for any number of objectives. */
export function detailQueries(question: {
  ids: readonly string[];
  stepSeconds: number;
  replicaLabels: readonly string[];
}): { ratios: string; bad: string; total: string } {
  const { ids, stepSeconds, replicaLabels } = question;
  const whose = oneOf('slo_id', ids);
  // Without the tile at its far end, which Prometheus 2 still counts.
  const span = `${stepSeconds * 1000 - 1}ms`;
  const once = `max without (${['__name__', ...replicaLabels].join(',')})`;
  const events = (tile: string) =>
    `${once} (sum_over_time(${tile}{${whose}}[${span}]))`;
  return {
    ratios: `${once} ({__name__=~"slo:sli_error:ratio_rate[0-9]+[smhdw]",${whose}})`,
    bad: events(BAD_TILE),
    total: events(TILE),
  };
}
