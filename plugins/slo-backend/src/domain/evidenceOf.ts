import type {
  Evidence,
  ObjectiveDetail,
} from '@greenlight/backstage-plugin-slo-common';
import { quotedText } from './promql';
import { BAD_TILE, TILE, tiles } from './queries';

/** A detail that is not explained yet. */
export type Told = Omit<ObjectiveDetail, 'explanations'>;

/** Makes a link to a query, where people can open it. */
export type Link = (query: string) => string | undefined;

/** Where each value of an objective was read, as explanations cite it. */
export type Cited = ReturnType<typeof evidenceOf>;

type Seen = Pick<Evidence, 'symbol' | 'meaning' | 'unit'> & {
  value: number | undefined;
  query: string;
};

/** The evidence behind the numbers of an objective. */
export function evidenceOf({ objective, budget }: Told, linkTo: Link) {
  const { id, target, window, environment } = objective;
  const whose = `{slo_id=${quotedText(id)},environment=${quotedText(
    environment,
  )}}`;
  const measured = budget.state === 'measured' ? budget : undefined;
  const read = ({ value, ...seen }: Seen): Evidence => {
    const url = linkTo(seen.query);
    return {
      ...seen,
      ...(value !== undefined && { value }),
      ...(measured && { newestAt: measured.newestAt }),
      ...(url !== undefined && { url }),
    };
  };
  const events = (kind: 'bad' | 'total') => (kind === 'bad' ? 'bad' : 'all');
  return {
    summed: (kind: 'bad' | 'total') =>
      read({
        symbol: kind,
        meaning: `${events(kind)} events within ${window.text}`,
        value: measured?.events?.[kind],
        unit: 'events',
        query: `slo:${kind}_events:sum${window.text}${whose}`,
      }),
    lastHour: (kind: 'bad' | 'total', value: number | undefined) =>
      read({
        symbol: `${kind}(1h)`,
        meaning: `${events(
          kind,
        )} events within the last hour, in tiles of five minutes`,
        value,
        unit: 'events',
        query: `sum_over_time(${kind === 'bad' ? BAD_TILE : TILE}${whose}[${
          tiles['1h']
        }])`,
      }),
    ratio: (over: string, value: number | undefined) =>
      read({
        symbol: `e(${over})`,
        meaning: `share of bad events within ${over}`,
        value,
        unit: 'ratio',
        query: `slo:sli_error:ratio_rate${over}${whose}`,
      }),
    coverage: () =>
      read({
        symbol: 'c',
        meaning: `coverage: share of the ${window.text} that was seen; the rest counts as traffic without errors`,
        value: measured?.coverage.ratio,
        unit: 'ratio',
        query: `slo:window_coverage:ratio${whose}`,
      }),
    budget: (): Evidence => ({
      symbol: 'B',
      meaning: `share that may fail: 1 − ${target.ratio.text}`,
      value: target.budget.value,
      unit: 'ratio',
    }),
    proven: (value: number): Evidence => ({
      symbol: 'at least',
      meaning:
        'one-sided 95 % Clopper-Pearson lower bound of the burn rate: what these events prove',
      value,
      unit: 'rate',
    }),
  };
}
