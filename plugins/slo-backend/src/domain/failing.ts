import { rawKeyOf } from './identity';
import type { FailingRule, InstanceReading } from './reading';

type Answered = Extract<InstanceReading, { state: 'answered' }>;

/** The rule of an objective that fails, if there is one. */
export type FailingRules = (
  rawKeys: ReadonlySet<string>,
  id: string,
) => FailingRule | undefined;

/** Failing rules of all instances; a rule that names no entity goes by its id. */
export function failingRules(answered: readonly Answered[]): FailingRules {
  const byKey = new Map<string, FailingRule>();
  const byId = new Map<string, FailingRule>();
  for (const rule of answered.flatMap(reading => reading.failingRules)) {
    const { labels } = rule;
    if (labels.entity_ref === undefined) byId.set(labels.slo_id ?? '', rule);
    else byKey.set(rawKeyOf(labels), rule);
  }
  return (rawKeys, id) => {
    const raw = [...rawKeys].find(key => byKey.has(key));
    return raw === undefined ? byId.get(id) : byKey.get(raw);
  };
}
