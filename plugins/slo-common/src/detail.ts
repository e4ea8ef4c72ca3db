import type {
  Burn,
  Forecast,
  Measured,
  ObjectiveSummary,
  UnknownReason,
} from './budget';
import type { Reading } from './service';

/** A point of a chart: milliseconds since 1970, and a value or a gap. @public */
export type Point = [at: number, value: number | null];

/** Where a number came from. @public */
export type Evidence = {
  symbol: string;
  meaning: string;
  /** The value as it entered the formula; absent when unknown. */
  value?: number;
  unit: 'ratio' | 'events' | 'seconds' | 'rate' | 'time';
  window?: string;
  /** The query that gave it, where it was read. */
  query?: string;
  /** ISO time of the newest sample in it. */
  newestAt?: string;
  /** Link that opens the query in Prometheus, where it has a public address. */
  url?: string;
};

/** How one number on the page came about. @public */
export type Explanation = {
  /** Which number: `attained`, `consumed`, `remaining`, `burn:1h`, `exhaustion`… */
  of: string;
  title: string;
  /** For example `C = bad / (B · total)`. */
  formula: string;
  /** The formula with its values, for example `118 / (0.001 · 176385)`. */
  filled: string;
  result: Measured<{ value: number; unit: Evidence['unit'] }>;
  evidence: Evidence[];
  /** Where formula or threshold come from. */
  source: string;
};

/** A pair of burn-rate windows with its alert threshold. @public */
export type BurnPair = {
  severity: 'page' | 'ticket';
  long: Burn;
  short: Burn;
  /** Both windows must burn faster than this. */
  factor: number;
  /** Share of the period's budget that is gone when it fires, for example 0.02. */
  budgetShare: number;
  state: 'firing' | 'quiet' | 'unknown' | 'neverFires';
  because: string;
};

/** One objective with all that the tab shows. @public */
export type ObjectiveDetail = ObjectiveSummary & {
  burnsByWindow: Burn[];
  pairs: BurnPair[];
  /** Replays the recorded tiles forward at the rate of the last hour. */
  rollingExhaustion: Forecast;
  /** When the share left is back above `recoveryThreshold`, if nothing fails from now on. */
  recovery: Forecast;
  recoveryThreshold: number;
  /**
   * Share of budget left over the rolling window (`remaining`), and what even
   * spending would have left at each point (`even`).
   */
  burnDown: Measured<{
    remaining: Point[];
    even: Point[];
    stepSeconds: number;
  }>;
  /** Burn rate over the last hour, through the window. */
  burnHistory: Measured<{ points: Point[]; stepSeconds: number }>;
  explanations: Explanation[];
};

/** The Reliability tab of one entity in one environment. @public */
export type ReliabilityDetail = Reading & {
  entityRef: string;
  environment: string;
  environments: string[];
  objectives: ObjectiveDetail[];
  broken: Array<{ id: string; name: string; reason: UnknownReason }>;
};
