import type { ContainerState, ContainerStatus, PodObject } from './objects';
import type { PodNode } from './treeTypes';

/** A pod with the word for its state that kubectl prints. */
export function podNode(pod: PodObject): PodNode {
  const init = initReason(pod);
  const main = init === undefined ? mainReason(pod) : undefined;
  const reason = deletionReason(pod) ?? init ?? main?.reason ?? '';
  const ready = main?.ready ?? 0;
  const containers = pod.spec.containers.length;
  const message = messageOf(pod);
  return {
    uid: pod.meta.uid,
    name: pod.meta.name,
    reason,
    status: podStatus(reason, ready, containers),
    ...(message ? { message } : {}),
    ready,
    containers,
    restarts:
      init === undefined
        ? restartsOf(pod.status.containerStatuses)
        : restartsOf(pod.status.initContainerStatuses),
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    ...(pod.meta.creationTimestamp
      ? { createdAt: pod.meta.creationTimestamp }
      : {}),
    images: pod.spec.containers.map(({ name, image }) => {
      const running = pod.status.containerStatuses.find(c => c.name === name);
      return running?.imageID
        ? { name, image, imageID: running.imageID }
        : { name, image };
    }),
  };
}

function restartsOf(statuses: readonly ContainerStatus[]): number {
  return statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
}

function deletionReason({ meta, status }: PodObject): string | undefined {
  if (meta.deletionTimestamp === undefined) return undefined;
  return status.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
}

/** What the first init container that is not done waits for; undefined once all are. */
function initReason({ spec, status }: PodObject): string | undefined {
  for (const [index, container] of status.initContainerStatuses.entries()) {
    const { state } = container;
    if (state.is === 'terminated' && state.exitCode === 0) continue;
    if (state.is === 'terminated') return `Init:${endReason(state)}`;
    const declared = spec.initContainers.find(c => c.name === container.name);
    if (declared?.sidecar && container.started) {
      if (container.ready) continue;
      return undefined;
    }
    if (
      state.is === 'waiting' &&
      state.reason &&
      state.reason !== 'PodInitializing'
    ) {
      return `Init:${state.reason}`;
    }
    return `Init:${index}/${spec.initContainers.length}`;
  }
  return undefined;
}

function endReason(
  state: Extract<ContainerState, { is: 'terminated' }>,
): string {
  if (state.reason) return state.reason;
  return state.signal ? `Signal:${state.signal}` : `ExitCode:${state.exitCode}`;
}

/** The first container with something to say wins, hence from the last to the first. */
function mainReason({ status }: PodObject): { reason: string; ready: number } {
  let reason = status.reason || status.phase || '';
  let ready = 0;
  for (const { state, ready: isReady } of [
    ...status.containerStatuses,
  ].reverse()) {
    if (state.is === 'waiting' && state.reason) reason = state.reason;
    else if (state.is === 'terminated') reason = endReason(state);
    else if (isReady && state.is === 'running') ready += 1;
  }
  if (reason === 'Completed' && ready > 0) reason = 'Running';
  return { reason, ready };
}

const PROGRESSING = new Set(['Pending', 'Terminating', 'ContainerCreating']);
const DEGRADED = new Set([
  'Failed',
  'Evicted',
  'OOMKilled',
  'InvalidImageName',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'RegistryUnavailable',
]);

function podStatus(
  reason: string,
  ready: number,
  containers: number,
): PodNode['status'] {
  if (reason === 'Running') {
    return ready < containers ? 'Progressing' : 'Healthy';
  }
  if (reason === 'Completed') return 'Healthy';
  const word = reason.replace(/^Init:/, '');
  const bad =
    DEGRADED.has(word) ||
    /^(?:Signal:|ExitCode:|Err)/.test(word) ||
    word.endsWith('Error');
  if (bad) return 'Degraded';
  const busy = PROGRESSING.has(reason) || reason.startsWith('Init:');
  return busy ? 'Progressing' : 'Unknown';
}

function messageOf({ status }: PodObject): string | undefined {
  const statuses = [
    ...status.initContainerStatuses,
    ...status.containerStatuses,
  ];
  for (const { name, state, lastState } of statuses) {
    if (state.is !== 'waiting' && state.is !== 'terminated') continue;
    if (state.message) return `${name}: ${state.message}`;
    if (state.is === 'waiting' && lastState?.is === 'terminated') {
      return `${name}: ended with exit code ${lastState.exitCode}${
        lastState.reason ? ` (${lastState.reason})` : ''
      }`;
    }
  }
  const unscheduled = status.conditions.find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  );
  return status.message ?? unscheduled?.message;
}
