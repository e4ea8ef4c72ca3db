import type { RuleGroup, RulesQuestion } from './Prometheus';

/** Applies the filters again: Prometheus 2.42 ignores those by name and group. */
export function filterRules(
  groups: readonly RuleGroup[],
  { type, names, groups: groupNames }: RulesQuestion,
): RuleGroup[] {
  const wantedNames = wanted(names);
  const wantedGroups = wanted(groupNames);
  if (!type && !wantedNames && !wantedGroups) return [...groups];
  return groups
    .filter(({ name }) => wantedGroups?.has(name) ?? true)
    .map(group => ({
      ...group,
      rules: group.rules.filter(
        rule =>
          (!type || rule.type === type) &&
          (wantedNames?.has(rule.name) ?? true),
      ),
    }))
    .filter(({ rules }) => rules.length > 0);
}

/** An empty list filters nothing, as in the API itself. */
function wanted(names: readonly string[] | undefined) {
  return names && names.length > 0 ? new Set(names) : undefined;
}
