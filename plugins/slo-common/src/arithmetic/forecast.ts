import type { BudgetFigures, Burn, Coverage, Forecast } from '../budget';
import type { Objective } from '../objective';
import { seenShare } from './budgetOf';
import { prefixSums, type Tile } from './tiles';

/** Beyond this nobody plans; also what a Date can hold is far away. */
const HORIZON_WINDOWS = 100;

/**
 * Naive exhaustion: R·P/burn seconds from now, at the rate of the burn window
 * (slo.md d.1). Not P/burn, which assumes a full budget. R is what is left of
 * the whole window: what a young objective has not seen counts as no errors.
 *
 * @public
 */
export function naiveExhaustion(input: {
  budget: Pick<BudgetFigures, 'consumedScaled'>;
  burn: Burn;
  window: Objective['window'];
  now: Date;
}): Forecast {
  const { budget, burn, window, now } = input;
  const left = 1 - budget.consumedScaled;
  if (left <= 0) return { state: 'gone' };
  if (burn.state === 'unknown') {
    return { state: 'unknown', reason: burn.reason };
  }
  if (burn.rate <= 0) {
    return { state: 'never', because: `nothing fails within ${burn.window}` };
  }
  const seconds = (left * window.seconds) / burn.rate;
  return seconds > HORIZON_WINDOWS * window.seconds
    ? {
        state: 'never',
        because: `at the rate of the last ${burn.window} it lasts more than ${HORIZON_WINDOWS} windows`,
      }
    : at(now, seconds * 1000);
}

/** Events per second that are expected from now on. @public */
export type Rates = { badPerSecond: number; totalPerSecond: number };

/** What a forecast is made from. @public */
export type Projection = {
  tiles: readonly Tile[];
  target: Objective['target'];
  window: Objective['window'];
  rates: Rates;
  now: Date;
  /**
   * How much of the window was seen. What was not counts as traffic without
   * errors at the mean rate of the rest, and leaves the window first. Default:
   * all.
   */
  coverage?: Coverage;
};

/**
 * Rolling-aware exhaustion: replays the recorded tiles forward, so that old
 * bad events leave the window while new ones come in at the given rates; the
 * first moment at which all is consumed (slo.md d.1). It is looked for within
 * one window: after that nothing recorded is left, and the rate alone decides.
 *
 * @public
 */
export function rollingExhaustion(projection: Projection): Forecast {
  const consumedAt = consumptionAfter(projection);
  const { window, rates, now } = projection;
  const gone = (afterMs: number) => (consumedAt(afterMs) ?? 0) >= 1;
  if (gone(0)) return { state: 'gone' };
  const found = firstMoment(projection, gone);
  if (found !== undefined) return at(now, found);
  return {
    state: 'never',
    because:
      rates.badPerSecond > 0
        ? `at this rate a whole ${window.text} spends less than the budget`
        : 'nothing fails at this rate',
  };
}

/**
 * When the remaining share is back above `threshold`, if nothing fails from
 * now on and traffic stays as it is: the first moment at which enough old bad
 * events have left the window.
 *
 * @public
 */
export function recoveryAt(
  projection: Projection & { threshold: number },
): Forecast {
  const { threshold, rates, now } = projection;
  const consumedAt = consumptionAfter({
    ...projection,
    rates: { ...rates, badPerSecond: 0 },
  });
  const recovered = (afterMs: number) =>
    1 - (consumedAt(afterMs) ?? Infinity) >= threshold;
  if (recovered(0)) {
    return { state: 'never', because: 'enough budget is left' };
  }
  const found = firstMoment(projection, recovered);
  return found === undefined
    ? {
        state: 'unknown',
        reason: {
          code: 'noTraffic',
          sentence: 'without traffic there is nothing to recover with',
        },
      }
    : at(now, found);
}

/** Consumed share after a time; undefined where the window holds no events then. */
function consumptionAfter(
  projection: Projection,
): (afterMs: number) => number | undefined {
  const { tiles, target, window, rates, now } = projection;
  const sums = prefixSums(tiles);
  const start = now.getTime() - window.seconds * 1000;
  const unseenMs = unseenOf(projection);
  const seenMs = window.seconds * 1000 - unseenMs;
  const meanPerMs = sums.after(start).total / seenMs;
  return afterMs => {
    const kept = sums.after(start + afterMs);
    const unseen = meanPerMs * Math.max(0, unseenMs - afterMs);
    const bad = kept.bad + (rates.badPerSecond * afterMs) / 1000;
    const total = kept.total + unseen + (rates.totalPerSecond * afterMs) / 1000;
    return total > 0 ? bad / (target.budget.value * total) : undefined;
  };
}

function unseenOf({ window, coverage }: Projection): number {
  const seen = coverage ? seenShare(coverage) : 1;
  return window.seconds * 1000 * (1 - seen);
}

/**
 * The first moment within a window at which something holds that does not hold
 * now. Between two moments at which a tile leaves, consumption only rises or
 * only falls, so looking at both ends of the span is enough.
 */
function firstMoment(
  projection: Projection,
  holds: (afterMs: number) => boolean,
): number | undefined {
  let before = 0;
  for (const after of changes(projection)) {
    const justBefore = Math.max(before, after - 1);
    if (holds(justBefore)) return crossing(before, justBefore, holds);
    if (holds(after)) return after;
    before = after;
  }
  return undefined;
}

/** When tiles leave the window, from now on; the last is the end of the window. */
function changes(projection: Projection): number[] {
  const { tiles, window, now } = projection;
  const windowMs = window.seconds * 1000;
  const leaving = tiles.map(tile => tile.at + windowMs - now.getTime());
  return [...leaving, unseenOf(projection), windowMs]
    .filter(after => after > 0 && after <= windowMs)
    .sort((a, b) => a - b);
}

/** Where between two moments it begins to hold, to the millisecond. */
function crossing(
  from: number,
  to: number,
  holds: (afterMs: number) => boolean,
): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function at(now: Date, afterMs: number): Forecast {
  return {
    state: 'at',
    at: new Date(now.getTime() + afterMs).toISOString(),
    seconds: afterMs / 1000,
  };
}
