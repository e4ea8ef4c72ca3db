import type {
  ContainerState,
  ContainerStatus,
  DeploymentObject,
  Parsed,
  ParseOptions,
  PodObject,
  ReplicaSetObject,
} from '../objects';
import { readConditions, readContainers, readObject } from './meta';
import { compact, Fields } from './reading';

/**
 * Reads a Deployment.
 *
 * @public
 */
export function parseDeployment(
  raw: unknown,
  options?: ParseOptions,
): Parsed<DeploymentObject> {
  return readObject(
    raw,
    'Deployment',
    (fields, meta, reading): DeploymentObject => {
      const spec = fields.object('spec');
      const template = spec?.object('template');
      const status = fields.object('status');
      return compact({
        kind: 'Deployment',
        meta,
        spec: {
          replicas: spec?.whole('replicas') ?? 1,
          paused: spec?.flag('paused') ?? false,
          containers: readContainers(template?.object('spec')),
          templateLabels: template?.object('metadata')?.map('labels') ?? {},
          matchLabels: spec?.object('selector')?.map('matchLabels') ?? {},
        },
        status: status && readDeploymentStatus(status),
        problems: reading.problems,
      });
    },
    options,
  );
}

function readDeploymentStatus(
  status: Fields,
): NonNullable<DeploymentObject['status']> {
  return compact({
    observedGeneration: status.whole('observedGeneration'),
    replicas: status.count('replicas'),
    updatedReplicas: status.count('updatedReplicas'),
    readyReplicas: status.count('readyReplicas'),
    availableReplicas: status.count('availableReplicas'),
    conditions: readConditions(status),
  });
}

/**
 * Reads a ReplicaSet.
 *
 * @public
 */
export function parseReplicaSet(
  raw: unknown,
  options?: ParseOptions,
): Parsed<ReplicaSetObject> {
  return readObject(
    raw,
    'ReplicaSet',
    (fields, meta, reading): ReplicaSetObject => {
      const spec = fields.object('spec');
      const status = fields.object('status');
      return compact({
        kind: 'ReplicaSet',
        meta,
        spec: {
          replicas: spec?.whole('replicas') ?? 1,
          containers: readContainers(spec?.object('template')?.object('spec')),
        },
        status: status && readReplicaSetStatus(status),
        problems: reading.problems,
      });
    },
    options,
  );
}

function readReplicaSetStatus(
  status: Fields,
): NonNullable<ReplicaSetObject['status']> {
  return compact({
    observedGeneration: status.whole('observedGeneration'),
    replicas: status.count('replicas'),
    readyReplicas: status.count('readyReplicas'),
    availableReplicas: status.count('availableReplicas'),
    conditions: readConditions(status),
  });
}

/**
 * Reads a Pod.
 *
 * @public
 */
export function parsePod(
  raw: unknown,
  options?: ParseOptions,
): Parsed<PodObject> {
  return readObject(
    raw,
    'Pod',
    (fields, meta, reading): PodObject => {
      const spec = fields.object('spec');
      return {
        kind: 'Pod',
        meta,
        spec: compact({
          containers: readContainers(spec),
          initContainers: (spec?.list('initContainers') ?? []).map(
            container => ({
              name: container.shared('name') ?? '',
              image: container.shared('image') ?? '',
              sidecar: container.text('restartPolicy') === 'Always',
            }),
          ),
          nodeName: spec?.shared('nodeName'),
          readinessGates: spec?.list('readinessGates').length ?? 0,
        }),
        status: readPodStatus(fields.object('status')),
        problems: reading.problems,
      };
    },
    options,
  );
}

function readPodStatus(status: Fields | undefined): PodObject['status'] {
  if (!status) {
    return {
      conditions: [],
      containerStatuses: [],
      initContainerStatuses: [],
    };
  }
  return compact({
    phase: status.shared('phase'),
    reason: status.shared('reason'),
    message: status.text('message'),
    startTime: status.text('startTime'),
    conditions: readConditions(status).filter(
      // What is fine is not said again for every pod: it would double the memory.
      condition => condition.type === 'Ready' || condition.status !== 'True',
    ),
    containerStatuses: readContainerStatuses(status, 'containerStatuses'),
    initContainerStatuses: readContainerStatuses(
      status,
      'initContainerStatuses',
    ),
  });
}

function readContainerStatuses(
  status: Fields,
  key: string,
): readonly ContainerStatus[] {
  return status.list(key).map(container =>
    compact({
      name: container.shared('name') ?? '',
      image: container.shared('image') ?? '',
      imageID: container.shared('imageID'),
      ready: container.flag('ready') ?? false,
      started: container.flag('started'),
      restartCount: container.count('restartCount'),
      state: readState(container.object('state')) ?? { is: 'unknown' as const },
      lastState: readState(container.object('lastState')),
    }),
  );
}

function readState(state: Fields | undefined): ContainerState | undefined {
  const waiting = state?.object('waiting');
  if (waiting) {
    return compact({
      is: 'waiting' as const,
      reason: waiting.shared('reason'),
      message: waiting.text('message'),
    });
  }
  const terminated = state?.object('terminated');
  if (terminated) {
    return compact({
      is: 'terminated' as const,
      reason: terminated.shared('reason'),
      message: terminated.text('message'),
      exitCode: terminated.whole('exitCode') ?? 0,
      signal: terminated.whole('signal'),
      finishedAt: terminated.text('finishedAt'),
    });
  }
  const running = state?.object('running');
  if (running) {
    return compact({
      is: 'running' as const,
      startedAt: running.text('startedAt'),
    });
  }
  return undefined;
}
