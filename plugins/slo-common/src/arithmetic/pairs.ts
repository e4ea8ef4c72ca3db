import type { Burn } from '../budget';
import type { BurnPair } from '../detail';
import type { Objective } from '../objective';

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

/** Share of the budget, long window in seconds, severity: SRE workbook, chapter 5. */
const GOOGLE: ReadonlyArray<{
  severity: 'page' | 'ticket';
  budgetShare: number;
  longSeconds: number;
}> = [
  { severity: 'page', budgetShare: 0.02, longSeconds: 3600 },
  { severity: 'page', budgetShare: 0.05, longSeconds: 6 * 3600 },
  { severity: 'ticket', budgetShare: 0.1, longSeconds: 86_400 },
  { severity: 'ticket', budgetShare: 0.1, longSeconds: 3 * 86_400 },
];
const DAY = 86_400;
const MONTH = 30 * DAY;
const FACTORS = [14.4, 6, 3, 1];

/**
 * Factor of the burn rate that spends a share of the budget within a window:
 * f = share · P / L. 2 % in 1 h of 30 d is 14.4.
 *
 * @public
 */
export function burnFactor(input: {
  budgetShare: number;
  periodSeconds: number;
  longSeconds: number;
}): number {
  const { budgetShare, periodSeconds, longSeconds } = input;
  return Number(((budgetShare * periodSeconds) / longSeconds).toPrecision(12));
}

/**
 * The four pairs of an objective's window. From 28 to 31 days the windows are
 * Google's and the factors follow the period; otherwise the windows are scaled
 * with the period and the factors stay 14.4, 6, 3, 1. The short window is a
 * twelfth of the long one, at least two minutes.
 *
 * @public
 */
export function burnPairs(window: Objective['window']): PairPlan[] {
  const scale =
    window.seconds >= 28 * DAY && window.seconds <= 31 * DAY
      ? 1
      : window.seconds / MONTH;
  return GOOGLE.map(({ severity, budgetShare, longSeconds }, index) => {
    const long = wholeMinutes(longSeconds * scale);
    const short = Math.max(120, wholeMinutes(long / 12));
    return {
      severity,
      budgetShare,
      long: windowText(long),
      short: windowText(short),
      longSeconds: long,
      shortSeconds: short,
      factor:
        scale === 1
          ? burnFactor({
              budgetShare,
              periodSeconds: window.seconds,
              longSeconds: long,
            })
          : FACTORS[index] ?? 1,
    };
  });
}

/**
 * What a pair says now: it fires when both windows burn faster than the
 * factor. A factor that even a total outage cannot reach (f·B ≥ 1) never
 * fires.
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
  const { severity, factor, budgetShare } = plan;
  return {
    severity,
    factor,
    budgetShare,
    long,
    short,
    ...verdict(plan, long, short, target),
  };
}

function verdict(
  { factor }: PairPlan,
  long: Burn,
  short: Burn,
  target: Objective['target'],
): Pick<BurnPair, 'state' | 'because'> {
  if (factor * target.budget.value >= 1) {
    return {
      state: 'neverFires',
      because: `even a total outage burns at ${round(
        1 / target.budget.value,
      )}, not above ${round(factor)}`,
    };
  }
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

function wholeMinutes(seconds: number): number {
  return Math.max(60, Math.round(seconds / 60) * 60);
}

function windowText(seconds: number): string {
  if (seconds % DAY === 0) return `${seconds / DAY}d`;
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return `${seconds / 60}m`;
}
