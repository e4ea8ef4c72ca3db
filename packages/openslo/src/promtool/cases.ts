import Big from 'big.js';
import { duration } from '../duration';
import type { Objective } from '../objective';
import { burnAlerts } from '../rules/burnAlerts';
import type { RuleSettings } from '../rules/options';
import { series, TILE_SECONDS } from '../rules/recorded';
import type { AlertingRule } from '../rules/ruleTypes';
import { burnWindows } from '../windows';
import { checks } from './checks';
import type { PromtoolCase } from './testTypes';
import type { Exporter, Spell } from './traffic';

export type CaseParts = {
  objective: Objective;
  settings: RuleSettings;
  exporter: Exporter;
  /** The rule `SLOMetricAbsent`, as it was generated. */
  absent: AlertingRule;
};

const TILE_MINUTES = TILE_SECONDS / 60;
const HEALTHY_MINUTES = 120;
const NOBODY = '0';

/** Every situation that the rules of an objective are tested in. */
export function cases(parts: CaseParts): PromtoolCase[] {
  return [
    healthy(parts),
    halfSpent(parts),
    ...outage(parts),
    noTraffic(parts),
    gone(parts),
    ...withoutBucket(parts),
  ];
}

function healthy(parts: CaseParts): PromtoolCase {
  const { objective } = parts;
  const perMinute = eventsPerMinute(parts);
  const at = HEALTHY_MINUTES;
  const { target, window } = objective;
  const total = perMinute * at;
  const tiles = window.seconds / TILE_SECONDS;
  const spells = [{ minutes: at, good: `${perMinute}`, bad: NOBODY }];
  const check = checks(objective, at);
  return {
    ...situation('Events and no series of bad ones: nothing is spent', {
      input: parts.exporter.seriesOf(spells),
    }),
    promql_expr_test: [
      check.rounded(series.totalTile, perMinute * TILE_MINUTES),
      check.rounded(series.badTile, 0),
      check.rounded(series.totalSum(window), total),
      check.rounded(series.badSum(window), 0),
      check.rounded(series.errorRatio(duration(3600)), 0),
      check.rounded(series.errorRatio(window), 0),
      check.rounded(series.burnRate, 0),
      check.rounded(series.consumed, 0),
      check.rounded(series.remaining, 1),
      check.rounded(series.coverage, at / TILE_MINUTES, tiles),
      check.exact(series.objective, Number(target.ratio)),
      check.exact(series.budget, Number(target.budget)),
      check.labels(),
      check.noAlert(),
    ],
  };
}

function halfSpent(parts: CaseParts): PromtoolCase {
  const { objective } = parts;
  const at = HEALTHY_MINUTES;
  const perMinute = new Big(eventsPerMinute(parts));
  const bad = perMinute.times(objective.target.budget).div(2);
  const spell = {
    minutes: at,
    good: perMinute.minus(bad).toFixed(),
    bad: bad.toFixed(),
  };
  const check = checks(objective, at);
  return {
    ...situation('Half as many bad events as allowed: half of the budget', {
      input: parts.exporter.seriesOf([spell]),
    }),
    promql_expr_test: [
      check.rounded(series.burnRate, 50, 100),
      check.rounded(series.consumed, 50, 100),
      check.rounded(series.remaining, 50, 100),
      check.noAlert(),
    ],
  };
}

/** All events fail for as long as the long window of the fastest alert is. */
function outage(parts: CaseParts): PromtoolCase[] {
  const { objective, settings } = parts;
  const windows = burnWindows(objective.window, settings);
  const [fastest] = burnAlerts(objective.target, windows).alerts;
  if (!fastest) return [];
  const perMinute = `${eventsPerMinute(parts)}`;
  const lasts = wholeTiles(fastest.long.seconds);
  const recovers = wholeTiles(fastest.short.seconds) + 2 * TILE_MINUTES;
  const ends = HEALTHY_MINUTES + lasts;
  const spells: Spell[] = [
    { minutes: HEALTHY_MINUTES, good: perMinute, bad: NOBODY },
    { minutes: lasts, good: NOBODY, bad: perMinute },
    { minutes: recovers, good: perMinute, bad: NOBODY },
  ];
  const alert = {
    alertname: 'SLOErrorBudgetBurn',
    severity: fastest.severity,
    slo_window: fastest.long.text,
  };
  return [
    {
      ...situation('All events fail: the fastest alert fires, and resolves', {
        input: parts.exporter.seriesOf(spells),
      }),
      promql_expr_test: [
        checks(objective, HEALTHY_MINUTES).noAlert(),
        checks(objective, ends).rounded(series.errorRatio(fastest.long), 1),
        checks(objective, ends).firing(alert, true),
        checks(objective, ends + recovers).firing(alert, false),
      ],
    },
  ];
}

function noTraffic(parts: CaseParts): PromtoolCase {
  const { objective } = parts;
  const at = HEALTHY_MINUTES;
  const check = checks(objective, at);
  const spell = { minutes: at, good: NOBODY, bad: NOBODY };
  return {
    ...situation('Counters and no events: sums are 0, ratios are not there', {
      input: parts.exporter.seriesOf([spell]),
    }),
    promql_expr_test: [
      check.rounded(series.totalTile, 0),
      check.rounded(series.totalSum(objective.window), 0),
      check.rounded(series.badSum(objective.window), 0),
      check.missing(series.errorRatio(duration(3600))),
      check.missing(series.errorRatio(objective.window)),
      check.missing(series.consumed),
      check.missing(series.remaining),
      check.noAlert(),
    ],
  };
}

function gone(parts: CaseParts): PromtoolCase {
  const { objective, absent } = parts;
  const waits = wholeTiles(secondsOf(absent.for));
  const without = waits + 4 * TILE_MINUTES;
  const spells: Spell[] = [
    {
      minutes: HEALTHY_MINUTES,
      good: `${eventsPerMinute(parts)}`,
      bad: NOBODY,
    },
    { minutes: without, gone: true },
  ];
  const at = HEALTHY_MINUTES + without;
  return {
    ...situation('The counters are gone: nothing is recorded, and it alerts', {
      input: parts.exporter.seriesOf(spells),
    }),
    alert_rule_test: [
      {
        eval_time: `${at}m`,
        alertname: absent.alert,
        exp_alerts: [
          { exp_labels: absent.labels, exp_annotations: absent.annotations },
        ],
      },
    ],
    promql_expr_test: [
      checks(objective, at).missing(series.totalTile),
      checks(objective, at).missing(series.badTile),
      checks(objective, at).missing(series.errorRatio(duration(TILE_SECONDS))),
    ],
  };
}

/** A bound that the histogram does not have must not pass for an outage or for health. */
function withoutBucket(parts: CaseParts): PromtoolCase[] {
  const { objective } = parts;
  if (objective.indicator.part.kind !== 'bucket') return [];
  const at = HEALTHY_MINUTES;
  const spell = {
    minutes: at,
    good: `${eventsPerMinute(parts)}`,
    bad: NOBODY,
  };
  const check = checks(objective, at);
  return [
    {
      ...situation('A histogram without the bucket: nothing is recorded', {
        input: parts.exporter.totalOnly([spell]),
      }),
      promql_expr_test: [
        check.missing(series.totalTile),
        check.missing(series.badTile),
        check.missing(series.consumed),
        check.firing({ alertname: 'SLOMetricInvalid' }, true),
      ],
    },
  ];
}

function situation(
  name: string,
  { input }: { input: PromtoolCase['input_series'] },
) {
  return { name, interval: '1m', input_series: input };
}

/** Enough that no alert stays silent for the lack of events. */
function eventsPerMinute({ settings }: CaseParts): number {
  return Math.max(100, settings.minEvents);
}

/** Minutes of as many whole tiles as are needed. */
function wholeTiles(seconds: number): number {
  return Math.ceil(seconds / TILE_SECONDS) * TILE_MINUTES;
}

function secondsOf(text = ''): number {
  const units: Record<string, number> = { d: 86_400, h: 3600, m: 60, s: 1 };
  return [...text.matchAll(/(\d+)(\w)/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0),
    0,
  );
}
