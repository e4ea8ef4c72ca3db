import Big from 'big.js';
import { DAY, duration, type Duration } from './duration';

/**
 * A pair of windows that must both burn before an alert fires. The long one
 * shows that it matters, the short one that it still goes on.
 *
 * @public
 */
export type BurnWindow = {
  severity: 'page' | 'ticket';
  long: Duration;
  /** A twelfth of the long one. */
  short: Duration;
  /** Burn rate above which it alerts, as decimal text: `14.4`. */
  factor: string;
};

/**
 * What burn windows depend on besides the objective's window.
 *
 * @public
 */
export type BurnWindowsOptions = {
  /** Between two scrapes, in seconds; a short window holds four of them. Default 30. */
  scrapeIntervalSeconds?: number;
};

const MINUTE = 60;
const HOUR = 3600;

/** Chapter 5 of the SRE workbook: how much of a month's budget goes within which time. */
const PAIRS_OF_A_MONTH = [
  { severity: 'page', percent: 2, long: HOUR, factor: '14.4' },
  { severity: 'page', percent: 5, long: 6 * HOUR, factor: '6' },
  { severity: 'ticket', percent: 10, long: DAY, factor: '3' },
  { severity: 'ticket', percent: 10, long: 3 * DAY, factor: '1' },
] as const;

const LONG_AT_LEAST = 10 * MINUTE;
const SHORT_AT_LEAST = 2 * MINUTE;
const SHORTS_PER_LONG = 12;
const FACTOR_DECIMALS = 4;

/**
 * The burn rate at which a share of the budget is gone within a window:
 * b/100 · P/L. 2 % of 30 days within an hour are 14.4.
 *
 * @returns decimal text with at most four decimals
 *
 * @public
 */
export function burnFactor(options: {
  budgetPercent: number;
  /** The objective's window. */
  windowSeconds: number;
  longSeconds: number;
}): string {
  return new Big(options.budgetPercent)
    .div(100)
    .times(options.windowSeconds)
    .div(options.longSeconds)
    .round(FACTOR_DECIMALS)
    .toFixed();
}

/**
 * The four pairs for an objective's window. From 28 to 31 days they are those of
 * the SRE workbook, with the factors that spend the same shares. For other
 * windows the pairs shrink or grow with it, and the factors stay 14.4, 6, 3, 1:
 * a week with pairs of a month would have factors below 1.
 *
 * @public
 */
export function burnWindows(
  window: Duration,
  { scrapeIntervalSeconds = 30 }: BurnWindowsOptions = {},
): BurnWindow[] {
  const isMonth = window.seconds >= 28 * DAY && window.seconds <= 31 * DAY;
  const scale = isMonth ? 1 : window.seconds / (30 * DAY);
  const shortest = Math.max(SHORT_AT_LEAST, 4 * scrapeIntervalSeconds);
  return PAIRS_OF_A_MONTH.map(({ severity, percent, long, factor }) => ({
    severity,
    long: duration(Math.max(wholeMinutes(long * scale), LONG_AT_LEAST)),
    short: duration(
      Math.max(wholeMinutes((long * scale) / SHORTS_PER_LONG), shortest),
    ),
    factor: isMonth
      ? burnFactor({
          budgetPercent: percent,
          windowSeconds: window.seconds,
          longSeconds: long,
        })
      : factor,
  }));
}

function wholeMinutes(seconds: number): number {
  return Math.round(seconds / MINUTE) * MINUTE;
}
