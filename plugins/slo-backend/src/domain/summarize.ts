import {
  budgetOf,
  burnOfRatio,
  burnOf,
  naiveExhaustion,
  statusOf,
  unknownBudget,
  unknownBurn,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  Budget,
  BudgetFigures,
  Burn,
  FiringAlert,
  Objective,
  ObjectiveSummary,
  UnknownReason,
} from '@greenlight/backstage-plugin-slo-common';
import { combine } from './combine';
import type { Combined } from './combine';
import { lowerBound } from './evidence';
import { clockNote, staleness } from './freshness';
import type { FailingRule } from './reading';
import type { Counted, Share } from './share';

/** One objective from what was recorded of it. */
export function summarize(input: {
  objective: Objective;
  shares: readonly Share[];
  failing: FailingRule | undefined;
  alerts: FiringAlert[];
  known: ObjectiveSummary | undefined;
  now: number;
}): ObjectiveSummary {
  const { objective, shares, failing, alerts, known, now } = input;
  const combined = combine(shares, objective.window.text);
  const stale = staleness({
    newestAt: combined?.newestAt,
    evaluatedAt: combined?.evaluatedAt ?? now,
    failing,
  });
  if (!combined || stale) {
    const reason = stale ?? neverSummed(objective);
    return unmeasured(objective, reason, known, combined?.newestAt);
  }
  const budget = budgetFrom(objective, combined);
  const burns = [
    burnFrom(objective, '1h', combined.ratio1h, combined.hour),
    burnFrom(objective, '6h', combined.ratio6h, combined.sixHours),
  ];
  const [fast = unknownBurn('1h', neverSummed(objective))] = burns;
  return {
    objective,
    ...statusOf({ budget, fast, alerts }),
    budget,
    burns,
    exhaustion: exhaustionOf(budget, fast, objective, now),
    alerts,
    notes: notesOf(combined, now),
    ...(budget.state === 'unknown' && lastKnownOf(known)),
  };
}

/** One objective that cannot be measured now, with what was known before. */
export function unmeasured(
  objective: Objective,
  reason: UnknownReason,
  known: ObjectiveSummary | undefined,
  newestAt?: number,
): ObjectiveSummary {
  return {
    objective,
    status: 'unknown',
    because: reason.sentence,
    budget: unknownBudget(reason),
    burns: [unknownBurn('1h', reason), unknownBurn('6h', reason)],
    exhaustion: { state: 'unknown', reason },
    alerts: [],
    notes: [],
    ...lastKnownOf(known, newestAt),
  };
}

function lastKnownOf(
  known: ObjectiveSummary | undefined,
  newestAt?: number,
): { lastKnown?: BudgetFigures } {
  if (known?.budget.state !== 'measured') {
    return known?.lastKnown ? { lastKnown: known.lastKnown } : {};
  }
  const { state, ...figures } = known.budget;
  return {
    lastKnown: {
      ...figures,
      ...(newestAt !== undefined &&
        Number.isFinite(newestAt) && {
          newestAt: new Date(newestAt).toISOString(),
        }),
    },
  };
}

function neverSummed({ window }: Objective): UnknownReason {
  return {
    code: 'neverSeen',
    sentence: `no sum over ${window.text} has been recorded yet`,
  };
}

function budgetFrom(objective: Objective, combined: Combined): Budget {
  const { bad, total, coverage, newestAt = NaN } = combined;
  if (bad === undefined || total === undefined) {
    return unknownBudget(neverSummed(objective));
  }
  const { window, target } = objective;
  const ratio =
    coverage !== undefined && coverage >= 0 ? Math.min(1, coverage) : 0;
  return budgetOf({
    target,
    window,
    bad,
    total,
    coverage: { ratio, seenSeconds: ratio * window.seconds },
    newestAt: new Date(newestAt).toISOString(),
  });
}

/** The recorded ratio where there is one; else the events of the tiles. */
function burnFrom(
  { target }: Objective,
  window: string,
  ratio: number | undefined,
  { bad, total }: Counted,
): Burn {
  const known = bad !== undefined && total !== undefined;
  const errorRatioAtLeast = known ? lowerBound(bad, total) : undefined;
  if (ratio === undefined && known) {
    return burnOf({ target, window, bad, total, errorRatioAtLeast });
  }
  const burn = burnOfRatio({
    target,
    window,
    errorRatio: ratio,
    errorRatioAtLeast,
  });
  return burn.state === 'measured' && known
    ? { ...burn, events: { bad, total } }
    : burn;
}

function exhaustionOf(
  budget: Budget,
  burn: Burn,
  { window }: Objective,
  now: number,
): ObjectiveSummary['exhaustion'] {
  return budget.state === 'unknown'
    ? { state: 'unknown', reason: budget.reason }
    : naiveExhaustion({ budget, burn, window, now: new Date(now) });
}

function notesOf(combined: Combined, now: number): string[] {
  const [instance = ''] = combined.instances;
  const clock = clockNote(instance, combined.evaluatedAt, now);
  const uncovered =
    combined.coverage === undefined
      ? ['How much of the window was seen is not recorded.']
      : [];
  return [...combined.notes, ...uncovered, ...(clock ? [clock] : [])];
}
