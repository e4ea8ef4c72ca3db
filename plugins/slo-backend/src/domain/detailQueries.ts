import { oneOf, quotedText } from './promql';
import { BAD_TILE, TILE } from './queries';

const TILE_SECONDS = 300;
const MOST_POINTS = 720;

/** A span of the chart: whole tiles, and no more than 720 of them in a window. */
export function stepFor(windowSeconds: number): number {
  const tiles = Math.ceil(windowSeconds / MOST_POINTS / TILE_SECONDS);
  return Math.max(1, tiles) * TILE_SECONDS;
}

/** What is asked of one entity's past: the same for any number of objectives. */
export function detailQueries(question: {
  entityRef: string;
  environment: string;
  stepSeconds: number;
  replicaLabels: readonly string[];
}): { ratios: string; bad: string; total: string } {
  const { entityRef, environment, stepSeconds, replicaLabels } = question;
  const whose = `slo_id!="",${oneOf('entity_ref', [
    entityRef,
  ])},environment=${quotedText(environment)}`;
  // Without the tile at its far end, which Prometheus 2 still counts.
  const span = `${stepSeconds * 1000 - 1}ms`;
  const without = `max without (${['__name__', ...replicaLabels].join(',')})`;
  const events = (tile: string) =>
    `sum by (slo_id,spec_hash) (${without} (sum_over_time(${tile}{${whose}}[${span}])))`;
  return {
    ratios: `max by (slo_id,spec_hash,slo_window) ({__name__=~"slo:sli_error:ratio_rate.+",${whose}})`,
    bad: events(BAD_TILE),
    total: events(TILE),
  };
}
