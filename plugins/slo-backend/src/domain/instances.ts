import type { InstanceState } from '@greenlight/backstage-plugin-slo-common';
import type { InstanceReading } from './reading';
import type { Snapshot } from './snapshot';

type Answered = Extract<InstanceReading, { state: 'answered' }>;

/** What each instance warned of: a part of its answers may be missing. */
export function partialOf(
  answered: readonly Answered[],
): ReadonlyMap<string, string> {
  return new Map(
    answered.flatMap(({ instance, warnings }) =>
      warnings.length > 0 ? [[instance, warnings.join('; ')] as const] : [],
    ),
  );
}

/** Why instances do not answer. */
export function downOf(
  readings: readonly InstanceReading[],
): ReadonlyMap<string, string> {
  return new Map(
    readings.flatMap(reading =>
      reading.state === 'down' ? [[reading.instance, reading.reason]] : [],
    ),
  );
}

/** How an instance answers, for pages. */
export function stateOf(
  reading: InstanceReading,
  before: Snapshot | undefined,
): InstanceState {
  const name = reading.instance;
  const known = before?.instances.find(one => one.name === name)?.readAt;
  if (reading.state === 'down') {
    return {
      name,
      state: 'down',
      reason: reading.reason,
      ...(known !== undefined && { readAt: known }),
    };
  }
  const said = [...reading.warnings, ...reading.failed];
  if (said.length === 0) {
    return { name, state: 'live', readAt: new Date(reading.at).toISOString() };
  }
  const readAt =
    reading.warnings.length > 0 ? known : new Date(reading.at).toISOString();
  return {
    name,
    state: 'partial',
    reason: said.join('; '),
    ...(readAt !== undefined && { readAt }),
  };
}
