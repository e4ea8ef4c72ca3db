import Big from 'big.js';
import { duration, type Duration } from '../duration';
import type { Objective } from '../objective';
import type { BurnAlert } from './burnAlerts';
import { presence } from './counting';
import { series, TILE_SECONDS } from './recorded';
import type { RuleParts } from './recordingGroups';
import type { AlertingRule, RuleGroup } from './ruleTypes';

const TILE = duration(TILE_SECONDS);
const BUDGET_FOR = '5m';
const INVALID_FOR = '5m';
const ABSENT_AT_LEAST = 180;
/** Extrapolation makes a part look slightly greater than the whole. */
const TOLERANCE = '1.01';

/** Alerts of one objective. */
export function alertGroup(parts: RuleParts): RuleGroup {
  const { objective, settings, alerts } = parts;
  return {
    name: `slo-alerts:${objective.id}`,
    interval: settings.sliInterval.text,
    rules: [
      ...alerts.map(alert => burnAlert(parts, alert)),
      exhausted(parts),
      low(parts),
      absent(parts),
      invalid(parts),
    ],
  };
}

function burnAlert(parts: RuleParts, alert: BurnAlert): AlertingRule {
  const { objective, settings, recorded } = parts;
  const { severity, long, short, factor, threshold } = alert;
  const above = (window: Duration) =>
    `${recorded.one(series.errorRatio(window))} > ${threshold}`;
  const events = recorded.sumOverTime(series.totalTile, long);
  return {
    alert: 'SLOErrorBudgetBurn',
    expr: `${above(short)} and ${above(long)} and ${events} >= ${
      settings.minEvents
    }`,
    labels: { ...recorded.labels, severity, slo_window: long.text },
    annotations: annotations(objective, {
      summary: `burns its error budget at more than ${factor} times the rate that its window allows`,
      description: `{{ $value | humanizePercentage }} of its events failed over the last ${
        short.text
      }, and more than ${percentOf(threshold)} over ${
        long.text
      }. The objective is ${objective.target.percent}% over ${
        objective.window.text
      }.`,
    }),
  };
}

/** A young objective's missing history counts as free of errors; otherwise its first failures would use up a month. */
function spent({ recorded }: RuleParts): string {
  return `${recorded.one(series.consumed)} * ${recorded.one(series.coverage)}`;
}

function enoughEvents({ objective, settings, recorded }: RuleParts): string {
  const sum = recorded.one(series.totalSum(objective.window));
  return `${sum} >= ${settings.minEvents}`;
}

function exhausted(parts: RuleParts): AlertingRule {
  return budgetAlert(parts, {
    alert: 'SLOErrorBudgetExhausted',
    condition: '>= 1',
    summary: 'has used up its error budget',
  });
}

function low(parts: RuleParts): AlertingRule {
  const { lowBudget } = parts.settings;
  const from = new Big(1).minus(lowBudget).toFixed();
  return budgetAlert(parts, {
    alert: 'SLOErrorBudgetLow',
    condition: `>= ${from} < 1`,
    summary: `has ${percentOf(lowBudget)} or less of its error budget left`,
  });
}

function budgetAlert(
  parts: RuleParts,
  what: { alert: string; condition: string; summary: string },
): AlertingRule {
  const { objective, recorded } = parts;
  const { target, window } = objective;
  return {
    alert: what.alert,
    expr: `${spent(parts)} ${what.condition} and ${enoughEvents(parts)}`,
    for: BUDGET_FOR,
    labels: { ...recorded.labels, severity: 'ticket' },
    annotations: annotations(objective, {
      summary: what.summary,
      description: `{{ $value | humanizePercentage }} of the budget is spent. The objective is ${target.percent}% over ${window.text}; time before it was recorded counts as free of errors.`,
    }),
  };
}

function absent(parts: RuleParts): AlertingRule {
  const { objective, recorded } = parts;
  return {
    alert: 'SLOMetricAbsent',
    expr: `absent(sum(${presence(objective.indicator.total, TILE)}))`,
    for: absentFor(parts).text,
    labels: { ...recorded.labels, severity: 'page' },
    annotations: annotations(objective, {
      summary: 'cannot be measured: its metric is gone',
      description:
        'No series counts its events. Nobody can tell whether it works, and no burn alert can fire.',
    }),
  };
}

/**
 * A metric that is gone may be an outage. It alerts after the time in which a
 * total outage would have set off the fastest burn alert.
 */
function absentFor({ alerts }: RuleParts): Duration {
  const [fastest] = alerts;
  const outage = fastest
    ? new Big(fastest.threshold).times(fastest.long.seconds).toNumber()
    : 0;
  const wholeMinutes = Math.ceil(outage / 60) * 60;
  return duration(Math.max(wholeMinutes, ABSENT_AT_LEAST));
}

function invalid({ objective, counting, recorded }: RuleParts): AlertingRule {
  const total = counting.total('rate', TILE);
  const part = counting.part('rate', TILE);
  const uncountable = (query: string) =>
    `(${query} unless ${query} >= 0 < Inf)`;
  const faults = [
    uncountable(total),
    uncountable(part),
    `(${part} > ${total} * ${TOLERANCE})`,
    ...(objective.indicator.part.kind === 'bucket'
      ? [`(${total} unless ${part})`]
      : []),
  ];
  return {
    alert: 'SLOMetricInvalid',
    expr: faults.join(' or '),
    for: INVALID_FOR,
    labels: { ...recorded.labels, severity: 'ticket' },
    annotations: annotations(objective, {
      summary: 'cannot be measured: its metric makes no sense',
      description: whatIsInvalid(objective),
    }),
  };
}

function whatIsInvalid({ indicator }: Objective): string {
  const common = `A count is not a number, infinite or negative, or more ${indicator.counts} events are counted than there are events`;
  return indicator.part.kind === 'bucket'
    ? `${common}, or the histogram has no bucket with the bound ${indicator.part.le}.`
    : `${common}.`;
}

function annotations(
  { name, entityRef, environment, runbookUrl }: Objective,
  what: { summary: string; description: string },
): Record<string, string> {
  const where = environment ? `${entityRef}, ${environment}` : entityRef;
  return {
    summary: `${name} (${where}) ${what.summary}`,
    description: `${where}: ${what.description}`,
    ...(runbookUrl && { runbook_url: runbookUrl }),
  };
}

function percentOf(ratio: string): string {
  return `${new Big(ratio).times(100).toFixed()}%`;
}
