import type { FakeCluster, FakeObject } from '@greenlight/cluster/testing';

type Fields = Record<string, unknown>;

const ref = { kind: 'Rollout', namespace: 'production', name: 'checkout' };

function reconciled(object: FakeObject): FakeObject | undefined {
  const spec = object.spec as Fields;
  const status = object.status as Fields;
  const next: Fields = {
    ...status,
    observedGeneration: String(object.metadata.generation),
  };
  if (status.abort === false) {
    delete next.abort;
    delete next.abortedAt;
  }
  const aborted = status.abort === true;
  if (aborted) {
    Object.assign(next, {
      phase: 'Degraded',
      message: 'RolloutAborted: Rollout aborted update to revision 2',
      abortedAt: status.abortedAt ?? '2026-11-25T10:00:01Z',
    });
  } else if (spec.paused === true) {
    Object.assign(next, { phase: 'Paused', message: 'manually paused' });
  } else {
    Object.assign(next, {
      phase: 'Paused',
      message: 'BlueGreenPause',
      controllerPause: true,
      pauseConditions: [
        { reason: 'BlueGreenPause', startTime: '2026-11-25T10:00:02Z' },
      ],
    });
  }
  return JSON.stringify(next) === JSON.stringify(status)
    ? undefined
    : { ...object, status: next };
}

/**
 * Acts on the blue-green Rollout as the controller does, as far as a retry
 * needs it. Answers a function that ends it.
 */
export function startController(cluster: FakeCluster): () => void {
  const timer = setInterval(() => {
    const object = cluster.get(ref);
    const next = object && reconciled(object);
    if (next) cluster.put(next);
  }, 3);
  return () => clearInterval(timer);
}
