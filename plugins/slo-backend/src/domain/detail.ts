import {
  burnDown,
  burnPairs,
  judgePair,
  recoveryAt,
  rollingExhaustion,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  Forecast,
  ObjectiveDetail,
  ObjectiveSummary,
  Point,
  UnknownReason,
} from '@greenlight/backstage-plugin-slo-common';
import { burnOver, burnsByWindow } from './burnWindows';
import type { DetailReading } from './detailReading';
import { explain } from './explain';
import { explainForeign } from './foreign/explainForeign';
import { pastOf } from './past';
import type { Past } from './past';
import { coarser, hourlySums } from './tileSums';

/** Promotions to prod want a fifth of the budget, so that is where one is back (slo.md d.4). */
export const RECOVERY_THRESHOLD = 0.2;
const HOUR = 3600;
const MOST_POINTS = 240;

/** One objective with its past. */
export function detailOf(input: {
  summary: ObjectiveSummary;
  readings: ReadonlyMap<string, DetailReading>;
  now: Date;
  linkTo: (query: string) => string | undefined;
}): ObjectiveDetail {
  const { summary, readings, now, linkTo } = input;
  const { objective } = summary;
  const past = pastOf(summary, readings, now);
  const burns = burnsByWindow(summary, readings, past);
  const pairs = burnPairs(objective.window).map(plan =>
    judgePair({
      plan,
      target: objective.target,
      long: burnOver(summary, burns, plan.long),
      short: burnOver(summary, burns, plan.short),
    }),
  );
  const detail = {
    ...summary,
    burnsByWindow: burns,
    pairs,
    ...forecastsOf(summary, past, now),
    recoveryThreshold: RECOVERY_THRESHOLD,
    ...chartsOf(summary, past, now),
  };
  const explained =
    objective.source === 'greenlight' ? explain : explainForeign;
  return { ...detail, explanations: explained(detail, linkTo) };
}

function reasonOf(
  known: { state: 'measured' } | { state: 'unknown'; reason: UnknownReason },
): UnknownReason | undefined {
  return known.state === 'unknown' ? known.reason : undefined;
}

const RATE_UNKNOWN: UnknownReason = {
  code: 'noTraffic',
  sentence: 'the burn rate over the last hour is unknown',
};

function forecastsOf(
  { objective, budget, burns }: ObjectiveSummary,
  past: Past,
  now: Date,
): { rollingExhaustion: Forecast; recovery: Forecast } {
  const [fast] = burns;
  if (
    budget.state !== 'measured' ||
    past.state !== 'measured' ||
    fast?.state !== 'measured'
  ) {
    const reason =
      reasonOf(budget) ?? reasonOf(past) ?? (fast && reasonOf(fast));
    const unknown: Forecast = {
      state: 'unknown',
      reason: reason ?? RATE_UNKNOWN,
    };
    return { rollingExhaustion: unknown, recovery: unknown };
  }
  const totalPerSecond = (fast.events?.total ?? 0) / HOUR;
  const projection = {
    tiles: past.tiles,
    target: objective.target,
    window: objective.window,
    coverage: budget.coverage,
    now,
    rates: { totalPerSecond, badPerSecond: totalPerSecond * fast.errorRatio },
  };
  return {
    rollingExhaustion: rollingExhaustion(projection),
    recovery: recoveryAt({ ...projection, threshold: RECOVERY_THRESHOLD }),
  };
}

function chartsOf(
  { objective, budget }: ObjectiveSummary,
  past: Past,
  now: Date,
): Pick<ObjectiveDetail, 'burnDown' | 'burnHistory'> {
  if (past.state === 'unknown') return { burnDown: past, burnHistory: past };
  const { target, window } = objective;
  const { tiles, stepSeconds } = coarser(past, window.seconds, MOST_POINTS);
  const coverage = budget.state === 'measured' ? budget.coverage : undefined;
  return {
    burnDown: {
      state: 'measured',
      stepSeconds,
      ...burnDown({ tiles, target, window, now, coverage }),
    },
    burnHistory: {
      state: 'measured',
      stepSeconds: past.stepSeconds,
      points: hourlySums(past.tiles, past.stepSeconds).map(
        ({ at, bad, total }): Point => [
          at,
          total > 0 ? bad / total / target.budget.value : null,
        ],
      ),
    },
  };
}
