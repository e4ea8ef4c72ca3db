import type { ActiveAlert, Labels, Rule, Series } from '../Prometheus';

/**
 * Which queries are meant: by their exact text, by a pattern, or by a function.
 *
 * @public
 */
export type QueryMatcher = string | RegExp | ((query: string) => boolean);

/**
 * What a query is answered with.
 *
 * @public
 */
export type FakeResult = (
  | { samples: readonly FakeSample[] }
  | { scalar: number }
  /** For a query over a time; points outside of it are left out. */
  | { series: readonly Series[] }
  | { text: string }
) & { warnings?: readonly string[]; infos?: readonly string[] };

/**
 * A value; its time is that of the query.
 *
 * @public
 */
export interface FakeSample {
  /** Labels, with the name where there is one. */
  labels: Labels;
  /** NaN and ±Infinity are possible. */
  value: number;
}

/**
 * What a query is refused with.
 *
 * @public
 */
export interface FakeRefusal {
  /** As Prometheus says it: `bad_data` (the default), `execution`, `timeout`, … */
  errorType?: string;
  /** Prometheus' own words. */
  error: string;
  /** Default: what Prometheus answers with such an error. */
  status?: number;
}

/**
 * What is known of a query when it is answered.
 *
 * @public
 */
export interface FakeQuestion {
  /** As it was asked. */
  query: string;
  /** Milliseconds since 1970; of a query over a time, its end. */
  at: number;
}

/**
 * An answer, a refusal, or a function that decides.
 *
 * @public
 */
export type FakeAnswer =
  | FakeResult
  | FakeRefusal
  | ((question: FakeQuestion) => FakeResult | FakeRefusal);

/**
 * A rule of which only what matters is given. Without an `alert` it records.
 *
 * @public
 */
export type FakeRule = Partial<Omit<Rule, 'type'>> & Pick<Rule, 'name'>;

/**
 * A group of rules.
 *
 * @public
 */
export interface FakeRuleGroup {
  /** Unique within its file. */
  name: string;
  /** Where it is defined. */
  file?: string;
  /** Between two evaluations. */
  intervalSeconds?: number;
  /** In the order of their evaluation. */
  rules: readonly FakeRule[];
}

/**
 * An active alert of which only what matters is given.
 *
 * @public
 */
export type FakeAlert = Partial<ActiveAlert> & Pick<ActiveAlert, 'labels'>;

/**
 * How it misbehaves:
 *
 * - `down`: nobody listens
 * - `silent`: it listens and never answers
 * - `html`: the page of a proxy, with HTTP 200
 * - `login`: a redirect to a page for signing in
 * - `unauthorized`: HTTP 401 without Prometheus' own words
 * - `overloaded`: HTTP 503, in Prometheus' own words
 * - `garbage`: text that is not JSON
 * - `half`: the first half of an answer
 * - `broken-off`: the connection ends within the answer
 * - `wrong-shape`: JSON of another program
 *
 * @public
 */
export type FakeFault =
  | 'down'
  | 'silent'
  | 'html'
  | 'login'
  | 'unauthorized'
  | 'overloaded'
  | 'garbage'
  | 'half'
  | 'broken-off'
  | 'wrong-shape';

/**
 * One request that it got.
 *
 * @public
 */
export interface FakeRequest {
  /** Below `/api/v1/`: `query`, `query_range`, `series`, `rules`, … */
  path: string;
  /** PromQL, where there is some; for series their selectors. */
  query?: string;
}
