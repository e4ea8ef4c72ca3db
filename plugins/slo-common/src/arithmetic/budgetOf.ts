import type { Budget, BudgetFigures, Coverage, UnknownReason } from '../budget';
import type { Objective } from '../objective';

/**
 * Recorded sums come out of floating-point additions and of extrapolated
 * counters. Bad events that are above the total or below zero by less than
 * this share of the total are taken as the total or as none; by more, the data
 * is wrong.
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
  const counted = Math.min(Math.max(bad, 0), total);
  return {
    state: 'measured',
    ...figuresOf(input, counted / total),
    events: {
      bad: counted,
      total,
      allowed: (input.target.budget.value * total) / seenShare(input.coverage),
    },
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
  const consumedScaled = consumed * seenShare(coverage);
  const allowedSeconds = allowedTime(target, window);
  return {
    attained: 1 - errorRatio,
    consumed,
    remaining: 1 - consumed,
    consumedScaled,
    time: {
      allowedSeconds,
      remainingSeconds: allowedSeconds * (1 - consumedScaled),
    },
    coverage,
    newestAt,
  };
}

/**
 * Events prove that a part of the window was seen. A coverage that denies it
 * is wrong, and scaling by it would make any loss small.
 */
export function seenShare({ ratio }: Coverage): number {
  return ratio > 0 ? Math.min(1, ratio) : 1;
}

/**
 * What is left of the whole window's budget: 1 − consumedScaled, which is
 * 1 − consumed unless the objective is young. Pages show it, and lists are
 * sorted by it.
 *
 * @public
 */
export function remainingScaled(
  figures: Pick<BudgetFigures, 'consumedScaled'>,
): number {
  return 1 - figures.consumedScaled;
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

/** What is wrong with a pair of event counts, if anything. */
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
  if (bad < -total * NOISE || total < 0) {
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
  const { tiles, tileSeconds, windowSeconds } = seen;
  const seconds = tiles * tileSeconds;
  if (!(seconds > 0) || !(windowSeconds > 0)) {
    return { ratio: 0, seenSeconds: 0 };
  }
  const seenSeconds = Math.min(seconds, windowSeconds);
  return { ratio: seenSeconds / windowSeconds, seenSeconds };
}
