import type { Burn, UnknownReason } from '../budget';
import type { Objective } from '../objective';
import { wrongEvents } from './budgetOf';

/**
 * Burn rate from an error ratio: e/B (slo.md d.1). 1 spends exactly the budget
 * within the objective's window.
 *
 * @public
 */
export function burnOfRatio(input: {
  target: Objective['target'];
  window: string;
  errorRatio: number | undefined;
  /** Lower bound of the error ratio, where its events are known. */
  errorRatioAtLeast?: number;
}): Burn {
  const { target, window, errorRatio, errorRatioAtLeast } = input;
  if (errorRatio === undefined) {
    return unknownBurn(window, {
      code: 'noTraffic',
      sentence: `no events within ${window}`,
    });
  }
  if (!Number.isFinite(errorRatio) || errorRatio < 0 || errorRatio > 1) {
    return unknownBurn(window, {
      code: 'invalidData',
      sentence: `the error ratio over ${window} is ${errorRatio}, which is no share`,
    });
  }
  const budget = target.budget.value;
  return {
    state: 'measured',
    window,
    rate: errorRatio / budget,
    errorRatio,
    ...(errorRatioAtLeast !== undefined && {
      atLeast: errorRatioAtLeast / budget,
    }),
  };
}

/**
 * Burn rate from the events of a window.
 *
 * @public
 */
export function burnOf(input: {
  target: Objective['target'];
  window: string;
  bad: number;
  total: number;
  errorRatioAtLeast?: number;
}): Burn {
  const { bad, total, window } = input;
  const wrong = wrongEvents({ bad, total });
  if (wrong) return unknownBurn(window, wrong);
  const counted = Math.min(Math.max(bad, 0), total);
  const errorRatio = total === 0 ? undefined : counted / total;
  const burn = burnOfRatio({ ...input, errorRatio });
  return burn.state === 'measured'
    ? { ...burn, events: { bad: counted, total } }
    : burn;
}

/** A burn rate that cannot be said. @public */
export function unknownBurn(window: string, reason: UnknownReason): Burn {
  return { state: 'unknown', window, reason };
}
