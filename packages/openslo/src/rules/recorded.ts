import type { Duration } from '../duration';
import { promqlText } from '../matchers';
import type { Objective } from '../objective';
import { specHash } from '../specHash';

export const TILE_SECONDS = 300;

/** Names of the series that the rules record. */
export const series = {
  totalRate: 'slo:sli_total:rate5m',
  badRate: 'slo:sli_bad:rate5m',
  totalTile: 'slo:total_events:increase5m',
  badTile: 'slo:bad_events:increase5m',
  totalSum: (window: Duration) => `slo:total_events:sum${window.text}`,
  badSum: (window: Duration) => `slo:bad_events:sum${window.text}`,
  errorRatio: (window: Duration) => `slo:sli_error:ratio_rate${window.text}`,
  objective: 'slo:objective:ratio',
  budget: 'slo:error_budget:ratio',
  days: 'slo:time_period:days',
  info: 'slo:info',
  burnRate: 'slo:current_burn_rate:ratio',
  consumed: 'slo:period_error_budget_consumed:ratio',
  remaining: 'slo:period_error_budget_remaining:ratio',
  coverage: 'slo:window_coverage:ratio',
} as const;

export type Recorded = {
  /** Labels of everything that is recorded for the objective. */
  labels: Record<string, string>;
  /** A recorded series of the objective, as one series without labels: a renamed team leaves two of them in the window. */
  one(name: string): string;
  /** The sum of a recorded series over a window, across its renamed forms. */
  sumOverTime(name: string, window: Duration): string;
  countOverTime(name: string, window: Duration): string;
};

export function recorded(objective: Objective): Recorded {
  const hash = specHash(objective.indicator);
  const selector = `{slo_id=${promqlText(objective.id)},spec_hash=${promqlText(
    hash,
  )}}`;
  const overTime = (verb: string) => (name: string, window: Duration) =>
    `sum(${verb}_over_time(${name}${selector}[${window.text}]))`;
  const { environment, team } = objective;
  return {
    labels: {
      slo_id: objective.id,
      slo_name: objective.name,
      slo_service: objective.service,
      entity_ref: objective.entityRef,
      ...(environment && { environment }),
      ...(team && { team }),
      spec_hash: hash,
      ...objective.labels,
    },
    one: name => `max(${name}${selector})`,
    sumOverTime: overTime('sum'),
    countOverTime: overTime('count'),
  };
}
