import { parseRollout } from '@greenlight/rollouts';
import type { RolloutObject } from '@greenlight/rollouts';
import type { ActionRecord } from '../../domain/actionRecord';
import { sawOf } from '../../domain/saw';
import { aWaitingCanary } from './manifests';
import type { Manifest } from './manifests';

/** A Rollout as it is read from an object of an API server. */
export function rolloutOf(manifest: Manifest): RolloutObject {
  const parsed = parseRollout(manifest);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

/** Ada's promotion of the waiting canary, about to be sent at ten o'clock. */
export function aRecord(change: Partial<ActionRecord> = {}): ActionRecord {
  const before = change.before ?? rolloutOf(aWaitingCanary());
  const because = 'Written to the audit';
  return {
    id: 'action-1',
    action: 'promote',
    entityRef: 'component:default/checkout',
    environment: 'prod',
    target: {
      cluster: 'lab',
      namespace: 'production',
      kind: 'Rollout',
      name: 'checkout',
    },
    uid: before.meta.uid,
    by: 'user:default/ada',
    askedAt: '2026-11-25T10:00:00.000Z',
    deadline: '2026-11-25T10:00:30.000Z',
    // As it comes out of JSON, without fields that are undefined.
    saw: JSON.parse(JSON.stringify(sawOf(before))),
    before,
    plan: [
      {
        subresource: 'status',
        body: { status: { pauseConditions: null } },
      },
    ],
    step: 0,
    stage: 'sending',
    state: 'sent',
    because,
    history: [{ state: 'sent', at: '2026-11-25T10:00:00.000Z', because }],
    ...change,
  };
}
