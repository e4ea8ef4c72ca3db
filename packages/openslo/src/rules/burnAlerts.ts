import Big from 'big.js';
import type { Target } from '../target';
import type { BurnWindow } from '../windows';

/** A pair with the error ratio above which it alerts. */
export type BurnAlert = BurnWindow & {
  /** factor · budget, as decimal text. */
  threshold: string;
};

export type BurnAlerts = { alerts: BurnAlert[]; warnings: string[] };

/**
 * A burn rate is at most 1/budget, so a pair whose threshold would be an error
 * ratio of 1 or more can never fire. Half of the greatest burn rate takes its
 * place, as long as that is faster than spending just the budget.
 */
export function burnAlerts(
  target: Target,
  windows: readonly BurnWindow[],
): BurnAlerts {
  const budget = new Big(target.budget);
  const answer: BurnAlerts = { alerts: [], warnings: [] };
  for (const window of windows) {
    const threshold = budget.times(window.factor);
    if (threshold.lt(1)) {
      answer.alerts.push({ ...window, threshold: threshold.toFixed() });
      continue;
    }
    const { alert, warning } = substitute(window, budget);
    if (alert) answer.alerts.push(alert);
    answer.warnings.push(warning);
  }
  return answer;
}

function substitute(
  window: BurnWindow,
  budget: Big,
): { alert?: BurnAlert; warning: string } {
  const { severity, long, short, factor } = window;
  const never = `The ${severity} alert for ${long.text}/${
    short.text
  } can never fire: a burn rate of ${factor} needs an error ratio of ${budget
    .times(factor)
    .toFixed()}`;
  const half = new Big('0.5').div(budget).round(4);
  if (half.lte(1)) {
    return { warning: `${never}. It is left out.` };
  }
  return {
    alert: {
      ...window,
      factor: half.toFixed(),
      threshold: half.times(budget).toFixed(),
    },
    warning: `${never}. It fires at a burn rate of ${half.toFixed()} instead, when half of the events fail.`,
  };
}
