import type { Budget, BudgetFigures, Coverage, UnknownReason } from '../budget';
import type { Objective } from '../objective';

/**
 * Recorded sums come out of floating-point additions and of extrapolated
 * counters. Bad events above the total by less than this share are taken as
 * the total; by more, the data is wrong.
 */
const NOISE = 1e-6;

/** What a budget is made of. @public */
export type BudgetInput = {
  target: Objective['target'];
  window: Objective['window'];
  /** Events in the window. */
  bad: number;
  total: number;
  coverage: Coverage;
  /** ISO time of the newest base tile. */
  newestAt: string;
};

/**
 * Budget of an objective from its events:
 * C = bad / (B · total), R = 1 − C (slo.md d.1; Google SRE workbook,
 * "Implementing SLOs"). Unknown when the numbers make no sense or when no
 * event fell into the window: nothing divided by nothing is not a success.
 *
 * @public
 */
export function budgetOf(input: BudgetInput): Budget {
  const { bad, total } = input;
  const wrong = wrongEvents({ bad, total });
  if (wrong) return { state: 'unknown', reason: wrong };
  if (total === 0) return { state: 'unknown', reason: noTraffic(input) };
  const allowed = input.target.budget.value * total;
  const figures = figuresOf(input, Math.min(bad, total) / total);
  return {
    state: 'measured',
    ...figures,
    events: { bad, total, allowed },
  };
}

/**
 * Budget from a ratio of bad events alone, for sources that do not record
 * events.
 *
 * @public
 */
export function budgetOfRatio(
  input: Omit<BudgetInput, 'bad' | 'total'> & { errorRatio: number },
): Budget {
  const { errorRatio } = input;
  if (!Number.isFinite(errorRatio) || errorRatio < 0 || errorRatio > 1) {
    return {
      state: 'unknown',
      reason: {
        code: 'invalidData',
        sentence: `the recorded error ratio is ${errorRatio}, which is no share`,
      },
    };
  }
  return { state: 'measured', ...figuresOf(input, errorRatio) };
}

function figuresOf(
  input: Pick<BudgetInput, 'target' | 'window' | 'coverage' | 'newestAt'>,
  errorRatio: number,
): BudgetFigures {
  const { target, window, coverage, newestAt } = input;
  const consumed = errorRatio / target.budget.value;
  const allowedSeconds = allowedTime(target, window);
  return {
    attained: 1 - errorRatio,
    consumed,
    remaining: 1 - consumed,
    consumedScaled: consumed * coverage.ratio,
    time: {
      allowedSeconds,
      remainingSeconds: allowedSeconds * (1 - consumed),
    },
    coverage,
    newestAt,
  };
}

/**
 * The time that a budget stands for at even traffic, B·P in seconds: 99.9 %
 * over 30 d is 2592 s, 43 m 12 s.
 *
 * @public
 */
export function allowedTime(
  target: Objective['target'],
  window: Objective['window'],
): number {
  // Rounded to the microsecond: the product is exact in decimal, not in binary.
  return Math.round(target.budget.value * window.seconds * 1e6) / 1e6;
}

/**
 * What is wrong with a pair of event counts, if anything.
 *
 * @public
 */
export function wrongEvents(events: {
  bad: number;
  total: number;
}): UnknownReason | undefined {
  const { bad, total } = events;
  const says = (sentence: string): UnknownReason => ({
    code: 'invalidData',
    sentence,
  });
  if (!Number.isFinite(bad) || !Number.isFinite(total)) {
    return says(
      `the recorded events are ${bad} bad of ${total}, which is no count`,
    );
  }
  if (bad < 0 || total < 0) {
    return says(`the recorded events are negative: ${bad} bad of ${total}`);
  }
  if (bad > total * (1 + NOISE)) {
    return says(
      `more bad events are recorded than events: ${bad} of ${total}; the two queries of the indicator count different things`,
    );
  }
  return undefined;
}

function noTraffic({ window }: Pick<BudgetInput, 'window'>): UnknownReason {
  return { code: 'noTraffic', sentence: `no events within ${window.text}` };
}

/**
 * How much of a window was seen, from the number of its tiles.
 *
 * @public
 */
export function coverageOf(seen: {
  tiles: number;
  tileSeconds: number;
  windowSeconds: number;
}): Coverage {
  const seconds = Math.max(0, seen.tiles * seen.tileSeconds);
  const ratio = Math.min(1, seconds / seen.windowSeconds);
  return {
    ratio: Number.isFinite(ratio) ? ratio : 0,
    seenSeconds: Math.min(seconds, seen.windowSeconds),
  };
}
