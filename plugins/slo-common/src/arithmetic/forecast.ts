import type { BudgetFigures, Burn, Forecast } from '../budget';
import type { Objective } from '../objective';
import { prefixSums, type Tile } from './tiles';

/** Beyond this nobody plans; also what a Date can hold is far away. */
const HORIZON_WINDOWS = 100;

/**
 * Naive exhaustion: R·P/burn seconds from now, at the rate of the burn window
 * (slo.md d.1). Not P/burn, which assumes a full budget.
 *
 * @public
 */
export function naiveExhaustion(input: {
  budget: Pick<BudgetFigures, 'remaining'>;
  burn: Burn;
  window: Objective['window'];
  now: Date;
}): Forecast {
  const { budget, burn, window, now } = input;
  if (budget.remaining <= 0) return { state: 'gone' };
  if (burn.state === 'unknown') {
    return { state: 'unknown', reason: burn.reason };
  }
  if (burn.rate <= 0) {
    return { state: 'never', because: `nothing fails within ${burn.window}` };
  }
  const seconds = (budget.remaining * window.seconds) / burn.rate;
  return seconds > HORIZON_WINDOWS * window.seconds
    ? {
        state: 'never',
        because: `at the rate of the last ${burn.window} it lasts more than ${HORIZON_WINDOWS} windows`,
      }
    : at(now, seconds);
}

/** Events per second that are expected from now on. @public */
export type Rates = { badPerSecond: number; totalPerSecond: number };

/** @public */
export type Projection = {
  tiles: readonly Tile[];
  target: Objective['target'];
  window: Objective['window'];
  rates: Rates;
  now: Date;
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
  const { window, rates, target } = projection;
  if (consumedAt(0) >= 1) return { state: 'gone' };
  const found = firstStep(projection, after => consumedAt(after) >= 1);
  if (found !== undefined) return at(projection.now, found);
  const burn =
    rates.totalPerSecond > 0
      ? rates.badPerSecond / rates.totalPerSecond / target.budget.value
      : 0;
  return {
    state: 'never',
    because:
      burn < 1
        ? 'at this rate old errors leave the window faster than new ones come'
        : `at this rate it is not gone within ${window.text}`,
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
  const { threshold, rates } = projection;
  const consumedAt = consumptionAfter({
    ...projection,
    rates: { ...rates, badPerSecond: 0 },
  });
  const recovered = (after: number) => 1 - consumedAt(after) >= threshold;
  if (recovered(0)) {
    return { state: 'never', because: 'enough budget is left' };
  }
  const found = firstStep(projection, recovered);
  return found === undefined
    ? {
        state: 'unknown',
        reason: {
          code: 'noTraffic',
          sentence: 'without traffic there is nothing to recover with',
        },
      }
    : at(projection.now, found);
}

/** Consumed share after a number of seconds; 0 where no events are expected. */
function consumptionAfter(
  projection: Projection,
): (afterSeconds: number) => number {
  const { tiles, target, window, rates, now } = projection;
  const sums = prefixSums(tiles);
  const nowSeconds = now.getTime() / 1000;
  return afterSeconds => {
    const from = nowSeconds - window.seconds + afterSeconds;
    const kept = sums.after(from);
    const ahead = Math.min(afterSeconds, window.seconds);
    const bad = kept.bad + rates.badPerSecond * ahead;
    const total = kept.total + rates.totalPerSecond * ahead;
    return total > 0 ? bad / (target.budget.value * total) : 0;
  };
}

/** First step within a window at which something holds; steps are tiles' ends. */
function firstStep(
  { tiles, window, now }: Projection,
  holds: (afterSeconds: number) => boolean,
): number | undefined {
  const nowSeconds = now.getTime() / 1000;
  const leaving = tiles
    .map(tile => tile.at / 1000 + window.seconds - nowSeconds)
    .filter(after => after > 0 && after <= window.seconds)
    .sort((a, b) => a - b);
  let before = 0;
  for (const after of [...leaving, window.seconds]) {
    // Between two steps nothing leaves the window: the crossing may lie inside.
    const justBefore = Math.max(before, after - 1e-3);
    if (holds(justBefore)) return crossing(before, justBefore, holds);
    if (holds(after)) return after;
    before = after;
  }
  return undefined;
}

function crossing(
  from: number,
  to: number,
  holds: (afterSeconds: number) => boolean,
): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function at(now: Date, seconds: number): Forecast {
  return {
    state: 'at',
    at: new Date(now.getTime() + seconds * 1000).toISOString(),
    seconds,
  };
}
