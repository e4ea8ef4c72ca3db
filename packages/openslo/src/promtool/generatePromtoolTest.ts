import type { Objective } from '../objective';
import { generateRules } from '../rules/generateRules';
import { ruleSettings, type GenerateRulesOptions } from '../rules/options';
import type { AlertingRule } from '../rules/ruleTypes';
import { cases } from './cases';
import type { PromtoolTest } from './testTypes';
import { exporter } from './traffic';

/**
 * What a promtool test is generated for.
 *
 * @public
 */
export type PromtoolTestOptions = GenerateRulesOptions & {
  /** Path of the rule file, from the folder of the test file. */
  ruleFile: string;
};

/**
 * A test, or why there is none.
 *
 * @public
 */
export type GeneratedPromtoolTest =
  | { state: 'generated'; test: PromtoolTest }
  | { state: 'impossible'; because: string };

/**
 * Generates the unit test that the rules of an objective ship with: healthy, half
 * spent, an outage whose alert fires and resolves, no traffic, and counters that
 * are gone. Takes the options that the rules were generated with.
 *
 * @public
 */
export function generatePromtoolTest(
  objective: Objective,
  options: PromtoolTestOptions,
): GeneratedPromtoolTest {
  const { indicator, id } = objective;
  const source = exporter(indicator);
  if (!source) return { state: 'impossible', because: why(objective) };
  const { groups } = generateRules(objective, options);
  const absent = groups
    .flatMap(({ rules }) => rules)
    .filter((rule): rule is AlertingRule => 'alert' in rule)
    .find(({ alert }) => alert === 'SLOMetricAbsent');
  if (!absent) throw new Error(`${id} has no rule SLOMetricAbsent.`);
  const settings = ruleSettings(options);
  return {
    state: 'generated',
    test: {
      rule_files: [options.ruleFile],
      // promtool evaluates every group at this interval, whatever its own is; tiles need theirs.
      evaluation_interval: '5m',
      group_eval_order: groups.map(({ name }) => name),
      tests: cases({ objective, settings, exporter: source, absent }),
    },
  };
}

function why({ indicator }: Objective): string {
  const { part, total } = indicator;
  return part.kind === 'query' || total.kind === 'query'
    ? 'Its indicator is a query, so it is not known which counters to make up for a test.'
    : 'No labels were found that its selectors match: their regular expressions are too intricate to try.';
}
