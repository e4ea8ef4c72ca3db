import type { FiringAlert } from '@greenlight/backstage-plugin-slo-common';
import { rawKeyOf } from './identity';
import type { InstanceReading } from './reading';
import type { Sample } from './sample';

/** Firing alerts by the key of their objective, labels as they are. */
export type AlertsByKey = ReadonlyMap<string, readonly Sample[]>;

type Answered = Extract<InstanceReading, { state: 'answered' }>;

/** Sorts the firing alerts of all instances by objective. */
export function alertsByKey(answered: readonly Answered[]): AlertsByKey {
  const found = new Map<string, Sample[]>();
  for (const sample of answered.flatMap(({ samples }) => samples.alerts)) {
    const key = rawKeyOf(sample.labels);
    const others = found.get(key);
    if (others) others.push(sample);
    else found.set(key, [sample]);
  }
  return found;
}

const LONGEST = 100;

/** A label as it may stand on a page. */
export function readable(text: string | undefined): string {
  return (text ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .slice(0, LONGEST);
}

/** The alerts of one objective, each once: replicas fire the same. */
export function alertsOf(
  rawKeys: ReadonlySet<string>,
  alerts: AlertsByKey,
): FiringAlert[] {
  const samples = [...rawKeys].flatMap(key => alerts.get(key) ?? []);
  const found = samples.map(({ labels }) => ({
    name: readable(labels.alertname),
    severity: readable(labels.severity) || 'alert',
    ...(labels.slo_window && { window: readable(labels.slo_window) }),
  }));
  return [...new Map(found.map(one => [JSON.stringify(one), one])).values()];
}
