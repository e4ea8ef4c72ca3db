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
import type { Combined } from './combine';
import { lowerBound } from './evidence';
import {
  TILE_SECONDS,
  clockNotes,
  isFresh,
  isTime,
  ruleFailed,
  staleness,
} from './freshness';
import type { FailingRule } from './reading';
import type { Counted } from './share';

/** One objective from what was recorded of it. */
export function summarize(input: {
  objective: Objective;
  combined: Combined | undefined;
  failing: FailingRule | undefined;
  alerts: FiringAlert[];
  known: ObjectiveSummary | undefined;
  now: number;
}): ObjectiveSummary {
  const { objective, combined, failing, alerts, known, now } = input;
  const missing = (reason: UnknownReason) =>
    unmeasured({ objective, reason, alerts, known, combined });
  if (!combined) {
    return missing(failing ? ruleFailed(failing) : neverSummed(objective));
  }
  if (!isFresh(combined)) return missing(staleness({ ...combined, failing }));
  if (combined.bad === undefined || combined.total === undefined) {
    return missing(failing ? ruleFailed(failing) : neverSummed(objective));
  }
  const budget = budgetFrom(objective, combined);
  const fast = burnFrom(objective, '1h', combined.ratio1h, combined.hour);
  const slow = burnFrom(objective, '6h', combined.ratio6h, combined.sixHours);
  return {
    objective,
    ...statusOf({ budget, fast, alerts }),
    budget,
    burns: [fast, slow],
    exhaustion: exhaustionOf(budget, fast, objective, now),
    alerts,
    notes: notesOf(objective, combined, now),
    ...(budget.state === 'unknown' && lastKnownOf(known)),
  };
}

/** One objective that cannot be measured now, with what was known before. */
export function unmeasured(input: {
  objective: Objective;
  reason: UnknownReason;
  known: ObjectiveSummary | undefined;
  alerts?: FiringAlert[];
  combined?: Combined;
}): ObjectiveSummary {
  const { objective, reason, known, alerts = [], combined } = input;
  return {
    objective,
    status: 'unknown',
    because: reason.sentence,
    budget: unknownBudget(reason),
    burns: [unknownBurn('1h', reason), unknownBurn('6h', reason)],
    exhaustion: { state: 'unknown', reason },
    alerts,
    notes: combined?.notes ?? [],
    ...lastKnownOf(known, combined?.newestAt),
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
        isTime(newestAt) && {
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

/** The recorded coverage, where it is one: a fresh tile is never less than one tile. */
function coverageOf({ coverage }: Combined, { window }: Objective) {
  const least = TILE_SECONDS / 2 / window.seconds;
  return coverage !== undefined && coverage >= least
    ? Math.min(1, coverage)
    : undefined;
}

function budgetFrom(objective: Objective, combined: Combined): Budget {
  const { bad = NaN, total = NaN, newestAt = NaN } = combined;
  const { window, target } = objective;
  // A coverage that is not recorded must not make a loss small; a note says so.
  const ratio = coverageOf(combined, objective) ?? 1;
  return budgetOf({
    target,
    window,
    bad,
    total,
    coverage: { ratio, seenSeconds: ratio * window.seconds },
    newestAt: new Date(newestAt).toISOString(),
  });
}

/**
 * The recorded ratio where there is one, which is newer than the last tile; the
 * events of the tiles say how much it proves. That is only worked out of a burn
 * faster than even spending: of a slower one there is nothing to prove, and it
 * is most of the work for thousands of objectives.
 */
function burnFrom(
  { target }: Objective,
  window: string,
  ratio: number | undefined,
  { bad, total }: Counted,
): Burn {
  if (bad === undefined || total === undefined) {
    return burnOfRatio({ target, window, errorRatio: ratio });
  }
  const counted = burnOf({ target, window, bad, total });
  const burn =
    ratio === undefined
      ? counted
      : burnOfRatio({ target, window, errorRatio: ratio });
  if (burn.state === 'unknown' || counted.state === 'unknown') return burn;
  const proven = burn.rate > 1 ? lowerBound(bad, total) : undefined;
  return {
    ...burn,
    events: counted.events,
    ...(proven !== undefined && {
      atLeast: Math.min(proven / target.budget.value, burn.rate),
    }),
  };
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

function notesOf(
  objective: Objective,
  combined: Combined,
  now: number,
): string[] {
  const [part] = combined.parts;
  return [
    ...combined.notes,
    ...(coverageOf(combined, objective) === undefined
      ? ['How much of the window was seen is not recorded.']
      : []),
    ...clockNotes(part?.instance ?? '', combined, now),
  ];
}
