import {
  burnDown,
  burnOfRatio,
  burnPairs,
  judgePair,
  recoveryAt,
  rollingExhaustion,
  unknownBurn,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  Burn,
  Forecast,
  Measured,
  ObjectiveDetail,
  ObjectiveSummary,
  Point,
  Tile,
  UnknownReason,
} from '@greenlight/backstage-plugin-slo-common';
import type { DetailReading, Line } from './detailReading';
import { explain } from './explain';

/** Promotions to prod want a fifth of the budget, so that is where one is back (slo.md d.4). */
export const RECOVERY_THRESHOLD = 0.2;
const HOUR = 3600;
const MOST_POINTS = 240;

type Answered = Extract<DetailReading, { state: 'answered' }>;

/** One objective with its past. */
export function detailOf(input: {
  summary: ObjectiveSummary;
  reading: DetailReading | undefined;
  now: Date;
  linkTo: (query: string) => string | undefined;
}): ObjectiveDetail {
  const { summary, reading, now, linkTo } = input;
  const past = pastOf(summary, reading);
  const { objective } = summary;
  const burns = burnsOf(summary, reading);
  const pairs = burnPairs(objective.window).map(plan =>
    judgePair({
      plan,
      target: objective.target,
      long: burnOver(burns, plan.long),
      short: burnOver(burns, plan.short),
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
  return { ...detail, explanations: explain(detail, linkTo) };
}

type Past = Measured<{ tiles: Tile[]; stepSeconds: number }>;

function pastOf(
  { objective, budget }: ObjectiveSummary,
  reading: DetailReading | undefined,
): Past {
  const unknown = (reason: UnknownReason): Past => ({
    state: 'unknown',
    reason,
  });
  if (!reading || reading.state === 'down') {
    return unknown({
      code: 'prometheusDown',
      sentence: reading
        ? `Prometheus ${reading.instance} does not answer: ${reading.reason}`
        : 'its Prometheus is not configured any more',
    });
  }
  if (reading.warnings.length > 0) {
    return unknown({
      code: 'partial',
      sentence: `Prometheus ${
        reading.instance
      } answered in part: ${reading.warnings.join('; ')}`,
    });
  }
  const tiles = tilesOf(reading, objective.id);
  if (tiles.length === 0) {
    return unknown(
      budget.state === 'unknown'
        ? budget.reason
        : { code: 'neverSeen', sentence: 'no tiles were found' },
    );
  }
  return { state: 'measured', tiles, stepSeconds: reading.stepSeconds };
}

/** The line of an objective: of the indicator that still has events, if it was changed. */
function lineOf(lines: readonly Line[], id: string): Line | undefined {
  return lines
    .filter(({ labels }) => labels.slo_id === id)
    .sort(
      (a, b) => (b.points.at(-1)?.[0] ?? 0) - (a.points.at(-1)?.[0] ?? 0),
    )[0];
}

function tilesOf({ bad, total }: Answered, id: string): Tile[] {
  const totals = lineOf(total, id);
  const bads = new Map(
    lineOf(
      bad.filter(({ labels }) => labels.spec_hash === totals?.labels.spec_hash),
      id,
    )?.points ?? [],
  );
  // A span without its bad events is not a span without errors.
  return (totals?.points ?? []).flatMap(([at, value]) => {
    const failed = bads.get(at);
    return failed === undefined || !Number.isFinite(value + failed)
      ? []
      : [{ at, bad: Math.min(failed, value), total: value }];
  });
}

function burnsOf(
  { objective, burns, budget }: ObjectiveSummary,
  reading: DetailReading | undefined,
): Burn[] {
  if (!reading || reading.state === 'down' || budget.state === 'unknown') {
    return burns;
  }
  const known = new Map(burns.map(burn => [burn.window, burn]));
  for (const { labels, value } of reading.ratios) {
    const window = labels.slo_window ?? '';
    if (labels.slo_id !== objective.id || window === '' || known.has(window)) {
      continue;
    }
    known.set(
      window,
      burnOfRatio({ target: objective.target, window, errorRatio: value }),
    );
  }
  return [...known.values()];
}

function burnOver(burns: readonly Burn[], window: string): Burn {
  return (
    burns.find(burn => burn.window === window) ??
    unknownBurn(window, {
      code: 'noTraffic',
      sentence: `no error ratio over ${window} is recorded`,
    })
  );
}

function forecastsOf(
  { objective, budget, burns }: ObjectiveSummary,
  past: Past,
  now: Date,
): { rollingExhaustion: Forecast; recovery: Forecast } {
  const [fast] = burns;
  const reason =
    (budget.state === 'unknown' && budget.reason) ||
    (past.state === 'unknown' && past.reason) ||
    (fast?.state === 'unknown' && fast.reason);
  if (reason || past.state === 'unknown' || fast?.state !== 'measured') {
    const unknown: Forecast = {
      state: 'unknown',
      reason: reason || {
        code: 'noTraffic',
        sentence: 'the burn rate is unknown',
      },
    };
    return { rollingExhaustion: unknown, recovery: unknown };
  }
  const { events } = fast;
  const totalPerSecond = (events?.total ?? 0) / HOUR;
  const projection = {
    tiles: past.tiles,
    target: objective.target,
    window: objective.window,
    now,
    rates: { totalPerSecond, badPerSecond: totalPerSecond * fast.errorRatio },
  };
  return {
    rollingExhaustion: rollingExhaustion(projection),
    recovery: recoveryAt({ ...projection, threshold: RECOVERY_THRESHOLD }),
  };
}

function chartsOf(
  { objective }: ObjectiveSummary,
  past: Past,
  now: Date,
): Pick<ObjectiveDetail, 'burnDown' | 'burnHistory'> {
  if (past.state === 'unknown') return { burnDown: past, burnHistory: past };
  const { tiles, stepSeconds } = coarser(past, objective.window.seconds);
  const budget = objective.target.budget.value;
  return {
    burnDown: {
      state: 'measured',
      stepSeconds,
      ...burnDown({
        tiles,
        target: objective.target,
        window: objective.window,
        now,
      }),
    },
    burnHistory: {
      state: 'measured',
      stepSeconds,
      points: tiles.map(
        ({ at, bad, total }): Point => [
          at,
          total > 0 ? bad / total / budget : null,
        ],
      ),
    },
  };
}

/** Adds neighboring spans up until a chart can show them. */
function coarser(
  past: { tiles: readonly Tile[]; stepSeconds: number },
  windowSeconds: number,
): { tiles: Tile[]; stepSeconds: number } {
  const times = Math.ceil(windowSeconds / past.stepSeconds / MOST_POINTS);
  const stepMs = past.stepSeconds * times * 1000;
  const newest = past.tiles.at(-1)?.at ?? 0;
  const sums = new Map<number, Tile>();
  for (const tile of past.tiles) {
    const at = newest - Math.floor((newest - tile.at) / stepMs) * stepMs;
    const sum = sums.get(at) ?? { at, bad: 0, total: 0 };
    sums.set(at, {
      at,
      bad: sum.bad + tile.bad,
      total: sum.total + tile.total,
    });
  }
  return {
    tiles: [...sums.values()].sort((a, b) => a.at - b.at),
    stepSeconds: stepMs / 1000,
  };
}
