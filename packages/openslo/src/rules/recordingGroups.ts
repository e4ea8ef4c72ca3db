import Big from 'big.js';
import { DAY, duration, type Duration } from '../duration';
import type { Objective } from '../objective';
import type { BurnAlert } from './burnAlerts';
import type { Counting } from './counting';
import type { RuleSettings } from './options';
import { series, TILE_SECONDS, type Recorded } from './recorded';
import type { RecordingRule, RuleGroup } from './ruleTypes';

/** What the groups of one objective are made from. */
export type RuleParts = {
  objective: Objective;
  settings: RuleSettings;
  counting: Counting;
  recorded: Recorded;
  alerts: readonly BurnAlert[];
};

/** The raw counters are read over at most this; longer ratios come from recorded series. */
const LONGEST_RAW_SECONDS = 3600;
const TILE = duration(TILE_SECONDS);
/** Error ratios that readers look for, whatever the window of the objective. */
const ALWAYS = [TILE, duration(3600), duration(6 * 3600)];

/** Error ratios over short and long windows. */
export function sliGroup(parts: RuleParts): RuleGroup {
  const { objective, settings, counting, recorded } = parts;
  const { labels } = recorded;
  return {
    name: `slo-sli:${objective.id}`,
    interval: settings.sliInterval.text,
    rules: [
      record(series.totalRate, totalOf(counting, 'rate'), labels),
      record(series.badRate, badOf(counting, 'rate'), labels),
      ...ratioWindows(parts).map(window =>
        record(series.errorRatio(window), ratioOf(parts, window), {
          ...labels,
          slo_window: window.text,
        }),
      ),
    ],
  };
}

/** Tiles: the range is the interval, so they neither overlap nor leave gaps. */
export function baseGroup({
  objective,
  counting,
  recorded,
}: RuleParts): RuleGroup {
  const { labels } = recorded;
  return {
    name: `slo-base:${objective.id}`,
    interval: TILE.text,
    rules: [
      record(series.totalTile, totalOf(counting, 'increase'), labels),
      record(series.badTile, badOf(counting, 'increase'), labels),
    ],
  };
}

/** The budget over the objective's window, from tiles. */
export function budgetGroup({
  objective,
  settings,
  recorded,
}: RuleParts): RuleGroup {
  const { id, target, window } = objective;
  const { labels, one, sumOverTime, countOverTime } = recorded;
  const { totalSum, badSum, errorRatio } = series;
  const tiles = window.seconds / TILE_SECONDS;
  const tileCount = countOverTime(series.totalTile, window);
  return {
    name: `slo-budget:${id}`,
    interval: settings.budgetInterval.text,
    rules: [
      record(totalSum(window), sumOverTime(series.totalTile, window), labels),
      record(badSum(window), sumOverTime(series.badTile, window), labels),
      record(
        errorRatio(window),
        `${one(badSum(window))} / (${one(totalSum(window))} > 0)`,
        { ...labels, slo_window: window.text },
      ),
      record(series.objective, `vector(${target.ratio})`, labels),
      record(series.budget, `vector(${target.budget})`, labels),
      record(series.days, `vector(${days(window)})`, labels),
      record(series.info, 'vector(1)', { ...labels, ...infoLabels(objective) }),
      record(series.burnRate, perBudget(recorded, TILE, target.budget), labels),
      record(
        series.consumed,
        perBudget(recorded, window, target.budget),
        labels,
      ),
      record(series.remaining, `1 - ${one(series.consumed)}`, labels),
      record(series.coverage, `clamp_max(${tileCount} / ${tiles}, 1)`, labels),
    ],
  };
}

function infoLabels({ target, window }: Objective): Record<string, string> {
  return {
    objective: target.percent,
    window: window.text,
    budgeting_method: 'Occurrences',
    weighting: 'events',
    generator: 'greenlight',
    version: '1',
  };
}

function perBudget(recorded: Recorded, window: Duration, budget: string) {
  return `${recorded.one(series.errorRatio(window))} / ${budget}`;
}

function days({ seconds }: Duration): string {
  return new Big(seconds).div(DAY).toFixed();
}

function ratioWindows({ alerts, objective }: RuleParts): Duration[] {
  const all = [
    ...ALWAYS,
    ...alerts.flatMap(({ short, long }) => [short, long]),
  ];
  const lengths = new Set(all.map(({ seconds }) => seconds));
  // The ratio over the whole window comes from the tiles.
  lengths.delete(objective.window.seconds);
  return [...lengths].sort((a, b) => a - b).map(duration);
}

function ratioOf({ counting, recorded }: RuleParts, window: Duration): string {
  const [bad, total] =
    window.seconds <= LONGEST_RAW_SECONDS
      ? [counting.bad('rate', window), counting.total('rate', window)]
      : [
          recorded.sumOverTime(series.badRate, window),
          recorded.sumOverTime(series.totalRate, window),
        ];
  return `clamp_max((${countable(bad)}) / (${total} > 0 < Inf), 1)`;
}

/**
 * A single NaN or infinite sample would make every sum over the window NaN, for
 * as long as the window is. It is left out, and the other half of the pair with
 * it: a missing tile is a gap in the coverage, half a tile would be a wrong ratio.
 */
function totalOf(counting: Counting, per: 'rate' | 'increase'): string {
  const total = countable(counting.total(per, TILE));
  return `(${total}) and (${countable(counting.bad(per, TILE))})`;
}

function badOf(counting: Counting, per: 'rate' | 'increase'): string {
  const bad = countable(counting.bad(per, TILE));
  return `(${bad}) and (${countable(counting.total(per, TILE))})`;
}

function countable(query: string): string {
  return `${query} >= 0 < Inf`;
}

function record(
  name: string,
  expr: string,
  labels: Record<string, string>,
): RecordingRule {
  return { record: name, expr, labels };
}
