import { stringify } from 'yaml';
import type { PromtoolTest } from './promtool/testTypes';
import type { RuleFile } from './rules/ruleTypes';

const LAYOUT = {
  lineWidth: 0,
  aliasDuplicateObjects: false,
  singleQuote: true,
} as const;

/**
 * Rules as the text of a rule file.
 *
 * @public
 */
export function toYaml({ groups }: RuleFile): string {
  return stringify({ groups }, LAYOUT);
}

/**
 * A promtool test as the text of its file.
 *
 * @public
 */
export function promtoolTestToYaml(test: PromtoolTest): string {
  return stringify(test, LAYOUT);
}
