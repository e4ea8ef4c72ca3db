import { oneOf } from './promql';

const OURS = 'slo_id!=""';

/** Rules may be evaluated up to every five minutes: an instant alone would miss some. */
const RECENT = '15m';

/**
 * A span of tiles without the tile at its far end, which Prometheus 2 still
 * counts in a range and Prometheus 3 no longer does.
 */
export const tiles = { '1h': '3599999ms', '6h': '21599999ms' } as const;

/** Name of the recorded count of all events of a tile; its age is the age of a budget. */
export const TILE = 'slo:total_events:increase5m';
export const BAD_TILE = 'slo:bad_events:increase5m';

const summed = (tile: string, span: keyof typeof tiles) =>
  `sum_over_time(${tile}{${OURS}}[${tiles[span]}])`;

/**
 * What one reading asks an instance: the same for any number of objectives.
 * The metadata is asked for as it is now, so that what was removed is gone.
 */
export const snapshotQueries = {
  info: `slo:info{${OURS}}`,
  sums: `last_over_time({__name__=~"slo:(total|bad)_events:sum[0-9]+[mhdw]",${OURS}}[${RECENT}])`,
  coverage: `last_over_time(slo:window_coverage:ratio{${OURS}}[${RECENT}])`,
  ratios: `{__name__=~"slo:sli_error:ratio_rate(1h|6h)",${OURS}}`,
  newest: `max_over_time(timestamp(${TILE}{${OURS}})[20m:1m])`,
  bad1h: summed(BAD_TILE, '1h'),
  total1h: summed(TILE, '1h'),
  bad6h: summed(BAD_TILE, '6h'),
  total6h: summed(TILE, '6h'),
  alerts: `ALERTS{${OURS},alertstate="firing"}`,
} as const;

/** Name of a query of the reading. */
export type SnapshotQuery = keyof typeof snapshotQueries;

/** Without an answer to these, nothing is known of the instance's objectives. */
export const neededQueries: readonly SnapshotQuery[] = [
  'info',
  'sums',
  'coverage',
  'ratios',
  'newest',
];

/** When the tiles of these objectives were last written, as far back as a window goes. */
export function lastSeenQuery(ids: readonly string[]): string {
  return `max_over_time(timestamp(${TILE}{${oneOf('slo_id', ids)}})[30d:5m])`;
}

/** A longer list would read more samples than Prometheus allows for one query. */
export const mostIdsAtOnce = 100;
