import { stringify } from 'yaml';
import type { RuleFile } from './rules/ruleTypes';

const LAYOUT = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/**
 * Rules as the text of a rule file.
 *
 * @public
 */
export function toYaml({ groups }: RuleFile): string {
  return stringify({ groups }, LAYOUT);
}
