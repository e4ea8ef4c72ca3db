import Big from 'big.js';
import type { Duration } from '../duration';
import { formatMatchers, promqlText } from '../matchers';
import type { Counted, Indicator } from '../objective';
import { atWindow } from '../query';

/** Events per second, or events of the window. */
export type Per = 'rate' | 'increase';

export type Counting = {
  /** All events; no series when there are none. */
  total(per: Per, window: Duration): string;
  /** Bad events; 0 when events are there and no bad ones. NaN and infinite as the counters have them. */
  bad(per: Per, window: Duration): string;
  /** The part that the indicator names, as it is: without what `bad` puts in its place. */
  part(per: Per, window: Duration): string;
};

/** Queries on the raw counters of an indicator. Every one answers one series without labels. */
export function counting(
  { counts, part, total }: Indicator,
  replicaLabels: readonly string[],
): Counting {
  const query = (counted: Counted) => (per: Per, window: Duration) =>
    count(counted, { per, window, replicaLabels });
  const all = query(total);
  const some = query(part);
  const orNone = (per: Per, window: Duration) =>
    `(${some(per, window)} or ${all(per, window)} * 0)`;
  const rest = (per: Per, window: Duration) => {
    // A bucket is there as soon as its histogram is; without it, nothing can be told.
    const goodOnes =
      part.kind === 'bucket' ? some(per, window) : orNone(per, window);
    return `clamp_min(${all(per, window)} - ${goodOnes}, 0)`;
  };
  return { total: all, bad: counts === 'bad' ? orNone : rest, part: some };
}

/** Selects the raw series, for `absent`. */
export function presence(total: Counted, window: Duration): string {
  return total.kind === 'query'
    ? atWindow(total.query, window.text)
    : selector(total);
}

function count(
  counted: Counted,
  how: { per: Per; window: Duration; replicaLabels: readonly string[] },
): string {
  const { per, window, replicaLabels } = how;
  if (counted.kind === 'query') {
    const sum = `sum(${atWindow(counted.query, window.text)})`;
    if (counted.unit === per) return sum;
    return `(${sum} ${per === 'rate' ? '/' : '*'} ${window.seconds})`;
  }
  const raw = `${per}(${selector(counted)}[${window.text}])`;
  return replicaLabels.length === 0
    ? `sum(${raw})`
    : `sum(avg without (${replicaLabels.join(', ')}) (${raw}))`;
}

function selector(counted: Exclude<Counted, { kind: 'query' }>): string {
  const matchers = formatMatchers(counted.matchers);
  return counted.kind === 'counter'
    ? `${counted.metric}{${matchers}}`
    : `${counted.metric}_bucket{${matchers},${leMatcher(counted.le)}}`;
}

/**
 * Prometheus 3 writes a bound of 1 as `1.0`, Prometheus 2 as the exporter has
 * it: `1`. Very great and very small ones are written `1e+06` and `1e-05`.
 */
function leMatcher(le: string): string {
  const bound = new Big(le);
  const isWhole = bound.round(0).eq(bound);
  const isPlain = bound.lt('1e6') && bound.gte('1e-4');
  if (isPlain && !isWhole) return `le=${promqlText(le)}`;
  const spellings = [isWhole ? `${le}(\\.0)?` : escapeRegex(le)];
  if (!isPlain) spellings.push(escapeRegex(exponential(bound)));
  return `le=~${promqlText(spellings.join('|'))}`;
}

/** As Go writes it, with two digits of exponent: 1.048576e+06. */
function exponential(bound: Big): string {
  return bound.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

function escapeRegex(literal: string): string {
  return literal.replace(/[.+]/g, '\\$&');
}
