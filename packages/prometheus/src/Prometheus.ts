/**
 * Names and values of labels. Anyone who can write a metric wrote them.
 *
 * @public
 */
export type Labels = Readonly<Record<string, string>>;

/**
 * A value at one time.
 *
 * @public
 */
export interface Sample {
  /** Empty for a scalar. */
  labels: Labels;
  /** Milliseconds since 1970, by the clock of Prometheus. */
  at: number;
  /** NaN and ±Infinity are possible. */
  value: number;
}

/**
 * Values over a time. Where a step has no value, there is no point.
 *
 * @public
 */
export interface Series {
  /** What tells the series from others. */
  labels: Labels;
  /** Milliseconds since 1970, and the value; NaN and ±Infinity are possible. */
  points: Array<[at: number, value: number]>;
}

/**
 * What Prometheus answered, and what it said about it.
 *
 * @public
 */
export interface Answer<T> {
  /** What was asked for. */
  value: T;
  /** In Prometheus' own words. With a warning, a part of the answer may be missing. */
  warnings: string[];
  /** Remarks on the query, in Prometheus' own words; only Prometheus 3 makes some. */
  infos: string[];
}

/**
 * A rule of one group, as it was last evaluated.
 *
 * @public
 */
export interface Rule {
  /** What it makes: alerts, or a series. */
  type: 'alert' | 'record';
  /** Of the recorded series, or of the alert. */
  name: string;
  /** Its expression. */
  query: string;
  /** Labels that it adds. */
  labels: Labels;
  /** `unknown` before the first evaluation, `err` while it fails. */
  health: 'ok' | 'err' | 'unknown';
  /** Why it fails, in Prometheus' own words. */
  lastError?: string;
  /** When it was last evaluated, in milliseconds since 1970. */
  evaluatedAt?: number;
  /** How long that took. */
  evaluationSeconds?: number;
  /** What only an alert has. */
  alert?: {
    state: 'inactive' | 'pending' | 'firing' | 'unknown';
    forSeconds: number;
    annotations: Labels;
  };
}

/**
 * Rules that are evaluated together, in their order.
 *
 * @public
 */
export interface RuleGroup {
  /** Unique within its file. */
  name: string;
  /** Where it is defined, as Prometheus names it. */
  file: string;
  /** Between two evaluations. */
  intervalSeconds: number;
  /** When it was last evaluated, in milliseconds since 1970. */
  evaluatedAt?: number;
  /** How long that took. */
  evaluationSeconds?: number;
  /** In the order of their evaluation. */
  rules: Rule[];
}

/**
 * An alert that is pending or firing.
 *
 * @public
 */
export interface ActiveAlert {
  /** With `alertname`. */
  labels: Labels;
  /** As the rule wrote them. */
  annotations: Labels;
  /** Pending until it has lasted long enough. */
  state: 'pending' | 'firing';
  /** Since when, in milliseconds since 1970. */
  activeAt: number;
  /** Of its expression; NaN and ±Infinity are possible. */
  value: number;
}

/**
 * What every question may say.
 *
 * @public
 */
export interface Question {
  /** Ends the request; it is then rejected with kind `aborted`. */
  signal?: AbortSignal;
}

/**
 * A query at one time.
 *
 * @public
 */
export interface InstantQuestion extends Question {
  /** PromQL with a vector or a scalar as its answer. */
  query: string;
  /** Default: now, by the clock of Prometheus. */
  at?: Date;
}

/**
 * A query over a time.
 *
 * @public
 */
export interface RangeQuestion extends Question {
  /** PromQL with a vector or a scalar as its answer. */
  query: string;
  /** Of the first step. */
  from: Date;
  /** The last step is not after this. */
  to: Date;
  /** Prometheus answers at most 11,000 steps. */
  stepSeconds: number;
}

/**
 * Which series there are.
 *
 * @public
 */
export interface SeriesQuestion extends Question {
  /** Series selectors: `up{job="shop"}`; a series matches one of them. */
  match: string[];
  /** Default: as long as Prometheus keeps. */
  from?: Date;
  /** Default: now. */
  to?: Date;
  /** The most that are answered; what there is beyond is said by a warning. */
  limit?: number;
}

/**
 * Which rules there are.
 *
 * @public
 */
export interface RulesQuestion extends Question {
  /** Default: both. */
  type?: 'alert' | 'record';
  /** Names of recorded series or alerts. */
  names?: string[];
  /** Names of groups. */
  groups?: string[];
}

/**
 * One Prometheus. Everything rejects with a `PrometheusError` and nothing else.
 *
 * @public
 */
export interface Prometheus {
  /** By which errors name it. */
  readonly name: string;
  /** A vector, or a scalar as one sample without labels. */
  query(question: InstantQuestion): Promise<Answer<Sample[]>>;
  /** A value at each step. */
  queryRange(question: RangeQuestion): Promise<Answer<Series[]>>;
  /** Labels of the series that there are. */
  series(question: SeriesQuestion): Promise<Answer<Labels[]>>;
  /** Groups without a matching rule are left out. */
  rules(question?: RulesQuestion): Promise<Answer<RuleGroup[]>>;
  /** Alerts that are pending or firing. */
  alerts(question?: Question): Promise<Answer<ActiveAlert[]>>;
  /** Also the cheapest way to see whether it answers. */
  buildInfo(question?: Question): Promise<Answer<{ version: string }>>;
}
