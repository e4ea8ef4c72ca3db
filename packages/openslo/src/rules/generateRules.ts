import { formatMatchers } from '../matchers';
import type { Indicator, Objective } from '../objective';
import { burnWindows } from '../windows';
import { alertGroup } from './alertGroup';
import { burnAlerts } from './burnAlerts';
import { counting } from './counting';
import { ruleSettings, type GenerateRulesOptions } from './options';
import { recorded } from './recorded';
import { baseGroup, budgetGroup, sliGroup } from './recordingGroups';
import type { RuleFile } from './ruleTypes';

/**
 * Rules, and what an author should know of them.
 *
 * @public
 */
export type GeneratedRules = RuleFile & { warnings: string[] };

/**
 * Generates the recording rules and alerts of an objective: four groups of at
 * most 20 rules each. Events are counted in tiles of five minutes and summed, so
 * each event weighs the same; a ratio is never averaged.
 *
 * @public
 */
export function generateRules(
  objective: Objective,
  options: GenerateRulesOptions = {},
): GeneratedRules {
  const settings = ruleSettings(options);
  const { scrapeIntervalSeconds, replicaLabels } = settings;
  const windows = burnWindows(objective.window, { scrapeIntervalSeconds });
  const { alerts, warnings } = burnAlerts(objective.target, windows);
  const parts = {
    objective,
    settings,
    alerts,
    counting: counting(objective.indicator, replicaLabels),
    recorded: recorded(objective),
  };
  return {
    groups: [
      sliGroup(parts),
      baseGroup(parts),
      budgetGroup(parts),
      alertGroup(parts),
    ],
    warnings: [
      ...warnings,
      ...indicatorWarnings(objective.indicator),
      ...replicaWarnings(objective.indicator, replicaLabels),
    ],
  };
}

function indicatorWarnings({ counts, part, total }: Indicator): string[] {
  if (part.kind !== 'counter' || total.kind !== 'counter') return [];
  if (part.metric !== total.metric) return [];
  const narrower = part.matchers.map(matcher => formatMatchers([matcher]));
  const missing = total.matchers
    .map(matcher => formatMatchers([matcher]))
    .filter(matcher => !narrower.includes(matcher));
  if (missing.length > 0) {
    return [
      `${counts} is not narrowed to ${missing.join(
        ', ',
      )} as total is, so it may count events that total does not.`,
    ];
  }
  return part.matchers.length === total.matchers.length
    ? [`${counts} and total count the same events.`]
    : [];
}

function replicaWarnings(
  { part, total }: Indicator,
  replicaLabels: readonly string[],
): string[] {
  const isQuery = part.kind === 'query' || total.kind === 'query';
  return isQuery && replicaLabels.length > 0
    ? [
        `Replicas that differ by ${replicaLabels.join(
          ', ',
        )} are not told apart in a query: take the mean of them in the query itself.`,
      ]
    : [];
}
