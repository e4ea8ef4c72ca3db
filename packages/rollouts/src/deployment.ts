import type { DeploymentObject } from './objects';
import { progressing } from './phase';
import type { WorkloadStatus } from './phase';

/**
 * The state of a plain Deployment, by the rules of `kubectl rollout status`.
 *
 * @public
 */
export function deploymentStatus(deployment: DeploymentObject): WorkloadStatus {
  const { meta, spec, status } = deployment;
  if (!status || (status.observedGeneration ?? 0) < (meta.generation ?? 0)) {
    return progressing('waiting for deployment spec update to be observed');
  }
  const failure = failureOf(status.conditions);
  if (failure) return { phase: 'Degraded', message: failure };
  if (spec.paused) return { phase: 'Paused', message: 'manually paused' };
  if (status.updatedReplicas < spec.replicas) {
    return progressing(
      `${status.updatedReplicas} of ${spec.replicas} new replicas have been updated`,
    );
  }
  if (status.replicas > status.updatedReplicas) {
    const old = status.replicas - status.updatedReplicas;
    return progressing(`${old} old replicas are pending termination`);
  }
  if (status.availableReplicas < status.updatedReplicas) {
    return progressing(
      `${status.availableReplicas} of ${status.updatedReplicas} updated replicas are available`,
    );
  }
  return { phase: 'Healthy', message: '' };
}

function failureOf(
  conditions: NonNullable<DeploymentObject['status']>['conditions'],
): string | undefined {
  for (const { type, status, reason, message } of conditions) {
    const timedOut =
      type === 'Progressing' && reason === 'ProgressDeadlineExceeded';
    const failed = type === 'ReplicaFailure' && status === 'True';
    if (timedOut || failed) {
      return `${reason ?? type}: ${message ?? ''}`;
    }
  }
  return undefined;
}
