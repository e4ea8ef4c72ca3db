import type { Objective, ObjectiveSource } from './objective';

/**
 * Why something is unknown. Unknown is an answer, and never a pass.
 *
 * - `noSeries`: the base series have not been written for longer than allowed
 * - `neverSeen`: no base series was found at all
 * - `noTraffic`: the series are there, but no event fell into the window
 * - `invalidObjective`: its target, window or labels make no sense
 * - `invalidData`: NaN, infinite, negative, or more bad events than events
 * - `ruleFailed`: Prometheus says that a recording rule fails, and why
 * - `prometheusDown`: the instance did not answer, or answered something else
 * - `partial`: the answer came with warnings, so a part may be missing
 * - `stale`: newest data older than three base intervals
 * - `specChanged`: series of several versions of the objective are in the window
 * - `conflict`: several sources disagree on the same objective
 * - `notRead`: the backend has not read it yet
 *
 * @public
 */
export type UnknownCode =
  | 'noSeries'
  | 'neverSeen'
  | 'noTraffic'
  | 'invalidObjective'
  | 'invalidData'
  | 'ruleFailed'
  | 'prometheusDown'
  | 'partial'
  | 'stale'
  | 'specChanged'
  | 'conflict'
  | 'notRead';

/** Why something is unknown, as a sentence for people. @public */
export type UnknownReason = {
  code: UnknownCode;
  /** For example: "no series since 14:02". Holds no markup. */
  sentence: string;
  /** ISO time since when, where that is known. */
  since?: string;
};

/** What is known, or why it is not. @public */
export type Measured<T> =
  | ({ state: 'measured' } & T)
  | { state: 'unknown'; reason: UnknownReason };

/** How much of the window has been seen. @public */
export type Coverage = {
  /** Share of the window's base tiles that exist, 0 to 1. */
  ratio: number;
  /** Seconds of the window that were seen. */
  seenSeconds: number;
};

/** The figures of a budget. Shares are ratios: 0.382 is 38.2 %. @public */
export type BudgetFigures = {
  /** Share of good events in the window: 1 − bad/total. */
  attained: number;
  /** Share of the budget that is spent: bad/(B·total). 1 is all; more is possible. */
  consumed: number;
  /** 1 − consumed; negative when more than all is spent. */
  remaining: number;
  /**
   * Consumed, scaled by coverage: what status, levels, lists and automatic
   * decisions use. A young objective's missing history counts as traffic
   * without errors.
   */
  consumedScaled: number;
  /** Events in the window; absent where only ratios are recorded. */
  events?: {
    bad: number;
    total: number;
    /** B·total, of the whole window: divided by coverage for a young objective. */
    allowed: number;
  };
  /** Time that the budget stands for at even traffic: B·P, and what is left of it: (1 − consumedScaled)·B·P. */
  time: { allowedSeconds: number; remainingSeconds: number };
  coverage: Coverage;
  /** ISO time of the newest base tile: the age of the budget. */
  newestAt: string;
};

/** What is left of an objective's budget, or why that is unknown. @public */
export type Budget = Measured<BudgetFigures>;

/** A burn rate: 1 spends exactly the budget within the window. @public */
export type BurnFigures = {
  /** errorRatio/B. */
  rate: number;
  /** bad/total in the burn window. */
  errorRatio: number;
  /**
   * One-sided 95 % Clopper-Pearson lower bound of the burn rate, where the
   * events of the window are known: a burn that is certainly faster.
   */
  atLeast?: number;
  events?: { bad: number; total: number };
};

/** Burn rate over one window, for example `1h`. @public */
export type Burn = Measured<BurnFigures> & { window: string };

/** When the budget will be gone, or that it will not. @public */
export type Forecast =
  | { state: 'never'; because: string }
  | { state: 'gone' }
  | { state: 'at'; at: string; seconds: number }
  | { state: 'unknown'; reason: UnknownReason };

/**
 * The word for an objective, worst first: `exhausted` (nothing left),
 * `burning` (faster than 1 over the last hour beyond doubt, or an alert
 * fires), `unknown`, `ok`.
 *
 * @public
 */
export type ObjectiveStatus = 'exhausted' | 'burning' | 'unknown' | 'ok';

/** Worst first: the order of every list. @public */
export const statusOrder: readonly ObjectiveStatus[] = [
  'exhausted',
  'burning',
  'unknown',
  'ok',
];

/** An alert of an objective that fires. @public */
export type FiringAlert = {
  name: string;
  /** For example `page` or `ticket`. */
  severity: string;
  /** Long window of the pair, where it is one. */
  window?: string;
};

/** One objective as cards and lists show it. @public */
export type ObjectiveSummary = {
  objective: Objective;
  status: ObjectiveStatus;
  /** Why it has this status, in a sentence. */
  because: string;
  budget: Budget;
  /** Fast (1h) and slow (6h) burn, in this order. */
  burns: Burn[];
  /** R·P/burn over the last hour. */
  exhaustion: Forecast;
  alerts: FiringAlert[];
  /** What a reader should know of these numbers; sentences without markup. */
  notes: string[];
  /** Last measured budget, when it is unknown now and was known before. */
  lastKnown?: BudgetFigures;
};

/** An objective that is recorded, but whose labels or target make no sense. @public */
export type BrokenObjective = {
  id: string;
  name: string;
  entityRef: string;
  environment: string;
  source: ObjectiveSource;
  reason: UnknownReason;
};

/** How a Prometheus answers. @public */
export type InstanceState = {
  name: string;
  state: 'live' | 'partial' | 'down' | 'notRead';
  /** ISO time of the last whole answer. */
  readAt?: string;
  /** Why it is not live, in Prometheus' own words where there are any. */
  reason?: string;
};
