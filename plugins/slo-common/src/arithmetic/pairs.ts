import type { Burn } from '../budget';
import type { BurnPair } from '../detail';
import type { Objective } from '../objective';
import { windowText } from './window';

/** Windows and threshold of an alert on the burn rate. @public */
export type PairPlan = {
  severity: 'page' | 'ticket';
  long: string;
  short: string;
  longSeconds: number;
  shortSeconds: number;
  factor: number;
  /** Share of the period's budget that is gone when it fires. */
  budgetShare: number;
};

/** What goes within which time: SRE workbook, chapter 5, for a month. */
const MONTHLY = [
  { severity: 'page', budgetShare: 0.02, longSeconds: 3600, factor: 14.4 },
  { severity: 'page', budgetShare: 0.05, longSeconds: 21_600, factor: 6 },
  { severity: 'ticket', budgetShare: 0.1, longSeconds: 86_400, factor: 3 },
  { severity: 'ticket', budgetShare: 0.1, longSeconds: 259_200, factor: 1 },
] as const;
const DAY = 86_400;
const MONTH = 30 * DAY;
const LONG_AT_LEAST = 600;
const SHORT_AT_LEAST = 120;
const SHORTS_PER_LONG = 12;

/**
 * Factor of the burn rate that spends a share of the budget within a window:
 * f = share · P / L. 2 % in 1 h of 30 d is 14.4.
 *
 * @returns rounded to four decimals
 *
 * @public
 */
export function burnFactor(input: {
  budgetShare: number;
  periodSeconds: number;
  longSeconds: number;
}): number {
  const { budgetShare, periodSeconds, longSeconds } = input;
  return fourDecimals((budgetShare * periodSeconds) / longSeconds);
}

/**
 * The four pairs of an objective's window. From 28 to 31 days the windows are
 * Google's and the factors follow the period; otherwise the windows are scaled
 * with the period and the factors stay 14.4, 6, 3, 1. The short window is a
 * twelfth of the long one; they are at least 2 and 10 minutes.
 *
 * @public
 */
export function burnPairs(window: Objective['window']): PairPlan[] {
  const { seconds: periodSeconds } = window;
  const isMonth = periodSeconds >= 28 * DAY && periodSeconds <= 31 * DAY;
  const scale = isMonth ? 1 : periodSeconds / MONTH;
  return MONTHLY.map(({ severity, budgetShare, ...monthly }) => {
    const scaled = monthly.longSeconds * scale;
    const longSeconds = Math.max(LONG_AT_LEAST, wholeMinutes(scaled));
    const shortSeconds = Math.max(
      SHORT_AT_LEAST,
      wholeMinutes(scaled / SHORTS_PER_LONG),
    );
    return {
      severity,
      long: windowText(longSeconds),
      short: windowText(shortSeconds),
      longSeconds,
      shortSeconds,
      ...(isMonth
        ? {
            budgetShare,
            factor: burnFactor({ budgetShare, periodSeconds, longSeconds }),
          }
        : {
            budgetShare: (monthly.factor * longSeconds) / periodSeconds,
            factor: monthly.factor,
          }),
    };
  });
}

/**
 * What a pair says now: it fires when both windows burn faster than the
 * factor. A total outage burns at 1/B; where that does not exceed the factor,
 * half of it takes the factor's place, and where that is no more than even
 * spending, the pair never fires.
 *
 * @public
 */
export function judgePair(input: {
  plan: PairPlan;
  long: Burn;
  short: Burn;
  target: Objective['target'];
}): BurnPair {
  const { plan, long, short, target } = input;
  const { severity } = plan;
  const factor = reachableFactor(plan.factor, target.budget.value);
  const budgetShare =
    (plan.budgetShare * (factor ?? plan.factor)) / plan.factor;
  return {
    severity,
    factor: factor ?? plan.factor,
    budgetShare,
    long,
    short,
    ...(factor === undefined
      ? neverFires(plan.factor, target.budget.value)
      : verdict(factor, long, short)),
  };
}

function reachableFactor(factor: number, budget: number): number | undefined {
  // Sums of binary fractions: 14.4 · 0.0694444… is not above 1.
  if (factor * budget < 1 - 1e-9) return factor;
  const half = fourDecimals(0.5 / budget);
  return half > 1 ? half : undefined;
}

function neverFires(
  factor: number,
  budget: number,
): Pick<BurnPair, 'state' | 'because'> {
  return {
    state: 'neverFires',
    because: `even a total outage burns at ${round(
      1 / budget,
    )}, not above ${round(factor)}`,
  };
}

function verdict(
  factor: number,
  long: Burn,
  short: Burn,
): Pick<BurnPair, 'state' | 'because'> {
  // One quiet window is enough to know that the pair does not fire.
  for (const burn of [long, short]) {
    if (burn.state === 'measured' && burn.rate <= factor) {
      return {
        state: 'quiet',
        because: `${round(burn.rate)} over ${burn.window} is not above ${round(
          factor,
        )}`,
      };
    }
  }
  for (const burn of [long, short]) {
    if (burn.state === 'unknown') {
      return {
        state: 'unknown',
        because: `unknown over ${burn.window}: ${burn.reason.sentence}`,
      };
    }
  }
  return {
    state: 'firing',
    because: `above ${round(factor)} over ${long.window} and ${short.window}`,
  };
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function fourDecimals(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function wholeMinutes(seconds: number): number {
  return Math.round(seconds / 60) * 60;
}
