import type {
  ActionName,
  Receipt,
  ReceiptState,
  Saw,
  WorkloadRef,
} from '@greenlight/backstage-plugin-delivery-common';
import type { PatchStep, RolloutObject } from '@greenlight/rollouts';

/**
 * How far an action has got. `sending`: the patch of the step may or may not
 * have reached the cluster. `waiting`: it was taken, and something has to be
 * observed before the next one. `following`: all were taken. `undoing`: the
 * sequence cannot go on, what it changed is taken back. `done`: nothing follows.
 */
export type ActionStage =
  | 'sending'
  | 'waiting'
  | 'following'
  | 'undoing'
  | 'done';

/** An action as the database keeps it: audit row, receipt and progress in one. */
export type ActionRecord = {
  readonly id: string;
  readonly action: ActionName;
  readonly entityRef: string;
  readonly environment: string;
  readonly target: WorkloadRef & { readonly kind: 'Rollout' };
  readonly uid: string;
  readonly by: string;
  readonly reason?: string;
  readonly askedAt: string;
  /** Until then the controller must have acted. */
  readonly deadline: string;
  readonly saw: Saw;
  /** The Rollout as it was right before the first patch. */
  readonly before: RolloutObject;
  readonly plan: readonly PatchStep[];
  readonly step: number;
  readonly stage: ActionStage;
  /** Resource version after the last patch: anything older is from before it. */
  readonly since?: string;
  /** When the last step was taken by the cluster. */
  readonly patchedAt?: string;
  /** How often the controller was nudged since then. */
  readonly nudges?: number;
  readonly state: ReceiptState;
  readonly because: string;
  readonly history: Receipt['history'];
};

/** What moves a record on; the rest of it never changes. */
export type Progress = Partial<
  Pick<
    ActionRecord,
    'step' | 'stage' | 'since' | 'deadline' | 'patchedAt' | 'nudges'
  >
> & { readonly state?: ReceiptState; readonly because?: string };

/** A record after progress. Its history has one line for each change of the state; a better reason for the same state is the receipt's own. */
export function advanced(
  record: ActionRecord,
  progress: Progress,
  now: Date,
): ActionRecord {
  const state = progress.state ?? record.state;
  const because = progress.because ?? record.because;
  return {
    ...record,
    ...progress,
    state,
    because,
    history:
      state === record.state
        ? record.history
        : [...record.history, { state, at: now.toISOString(), because }],
  };
}

/** What keeps two actions on one object apart. An abort has a place of its own: nothing may hold it up. */
export function openKey(
  record: Pick<ActionRecord, 'action' | 'target' | 'uid'>,
): string {
  const lane = record.action === 'abort' ? 'abort' : 'action';
  return `${lane}/${record.target.cluster}/${record.uid}`;
}

/** The record as people may see it. */
export function toReceipt(record: ActionRecord): Receipt {
  return {
    id: record.id,
    action: record.action,
    entityRef: record.entityRef,
    environment: record.environment,
    target: record.target,
    by: record.by,
    reason: record.reason,
    state: record.state,
    because: record.because,
    history: [...record.history],
  };
}
