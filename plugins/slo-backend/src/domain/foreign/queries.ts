/** Objectives that others record: only those that name an entity. */
const NOT_OURS = 'slo_id=""';
/** Evaluated as often as the indicator itself, so their age is that of the data. */
const LIVE =
  '{__name__=~"slo:sli_error:ratio_rate5m|pyrra_availability",slo_id=""}';
const shareOfErrors = (span: string) =>
  `sum_over_time(pyrra_errors:rate5m{${NOT_OURS}}[${span}]) / (sum_over_time(pyrra_requests:rate5m{${NOT_OURS}}[${span}]) > 0)`;

/** Spans in which coverage is counted, and how far back. */
export const COVERED = { stepSeconds: 21_600, seconds: 2_592_000 } as const;

/** Which of them there are. The other queries are only asked when there are any. */
export const foreignInfo = `{__name__=~"sloth_slo_info|pyrra_objective",${NOT_OURS},entity_ref!=""}`;

/** What is asked of all of them together, however many there are. */
export const foreignQueries = {
  facts: `{__name__=~"slo:time_period:days|slo:sli_error:ratio_rate([0-9]+d|1h|6h)|pyrra_window|pyrra_availability",${NOT_OURS}}`,
  pyrra1h: shareOfErrors('1h'),
  pyrra6h: shareOfErrors('6h'),
  newest: `max_over_time(timestamp(${LIVE})[20m:1m])`,
  seen: `count_over_time(${LIVE}[30d:6h])`,
  alerts: `ALERTS{alertstate="firing",${NOT_OURS},sloth_id!=""} or ALERTS{alertstate="firing",${NOT_OURS},slo!="",long!=""}`,
} as const;

/** Name of a query about objectives of others. */
export type ForeignQuery = keyof typeof foreignQueries | 'info';
