import type { ReplicaSetObject } from './objects';
import type { RolloutObject } from './rolloutTypes';
import { POD_HASH_LABEL } from './weights';

const EXPERIMENT = 'experiment.argoproj.io/name';

/**
 * Whether the update in flight is a rollback inside `spec.rollbackWindow`. The controller then skips all steps and
 * drops every abort. Unknown without the ReplicaSets, whose ages decide.
 *
 * @public
 */
export function isRollbackWithinWindow(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[] | undefined,
): boolean | 'unknown' {
  const revisions = rollout.spec.rollbackWindowRevisions ?? 0;
  if (revisions <= 0) return false;
  if (!replicaSets) return 'unknown';
  const own = replicaSets.filter(
    ({ meta }) => meta.owner?.uid === rollout.meta.uid,
  );
  const { currentPodHash, stableRS } = rollout.status ?? {};
  const born = (hash: string | undefined) => {
    const set = own.find(
      ({ meta }) => hash && meta.labels[POD_HASH_LABEL] === hash,
    );
    return Date.parse(set?.meta.creationTimestamp ?? '');
  };
  const newest = born(currentPodHash);
  const stable = born(stableRS);
  if (Number.isNaN(newest) || Number.isNaN(stable)) return 'unknown';
  if (newest >= stable) return false;
  const between = own.filter(({ meta }) => {
    const at = Date.parse(meta.creationTimestamp ?? '');
    return !(EXPERIMENT in meta.annotations) && newest < at && at < stable;
  });
  return between.length < revisions;
}
