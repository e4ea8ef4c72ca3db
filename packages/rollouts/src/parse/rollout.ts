import type { ObjectMeta, Parsed, ParseOptions } from '../objects';
import type { RolloutObject, RolloutStrategy } from '../rolloutTypes';
import { readContainers, readObject } from './meta';
import { compact, Fields, Reading } from './reading';
import { readRolloutStatus } from './rolloutStatus';
import { readBlueGreen, readCanary } from './strategy';

/**
 * Reads a Rollout of Argo Rollouts, also one without status, strategy or template.
 *
 * @public
 */
export function parseRollout(
  raw: unknown,
  options?: ParseOptions,
): Parsed<RolloutObject> {
  return readObject(raw, 'Rollout', readRollout, options);
}

function readRollout(
  fields: Fields,
  meta: ObjectMeta,
  reading: Reading,
): RolloutObject {
  const spec = fields.object('spec');
  const template = spec?.object('template');
  const status = fields.object('status');
  return compact({
    kind: 'Rollout' as const,
    meta,
    spec: compact({
      replicas: spec?.whole('replicas') ?? 1,
      paused: spec?.flag('paused') ?? false,
      restartAt: spec?.text('restartAt'),
      workloadRef: readWorkloadRef(spec?.object('workloadRef')),
      containers: readContainers(template?.object('spec')),
      templateLabels: template?.object('metadata')?.map('labels') ?? {},
      rollbackWindowRevisions: spec
        ?.object('rollbackWindow')
        ?.whole('revisions'),
      progressDeadlineSeconds: spec?.whole('progressDeadlineSeconds'),
      progressDeadlineAbort: spec?.flag('progressDeadlineAbort') ?? false,
      strategy: readStrategy(spec?.object('strategy'), reading),
    }),
    status: status && readRolloutStatus(status),
    problems: reading.problems,
  });
}

function readWorkloadRef(
  fields: Fields | undefined,
): RolloutObject['spec']['workloadRef'] {
  const name = fields?.text('name');
  if (!fields || !name) return undefined;
  return compact({
    kind: fields.shared('kind') ?? 'Deployment',
    name,
    apiVersion: fields.shared('apiVersion'),
  });
}

function readStrategy(
  fields: Fields | undefined,
  reading: Reading,
): RolloutStrategy {
  const canary = fields?.object('canary');
  if (canary) return readCanary(canary);
  const blueGreen = fields?.object('blueGreen');
  if (blueGreen) return readBlueGreen(blueGreen);
  reading.problem('spec.strategy has neither canary nor blueGreen');
  return { kind: 'none' };
}
