import type { ActionName } from './action';
import type { WorkloadRef } from './service';

/**
 * `sent`: written to the audit, the patch is under way. `accepted`: the
 * controller saw it. `in-effect`: its status shows the effect. `ignored`: the
 * controller will not do it, and why. `not-acknowledged`: nothing was seen
 * within the deadline. `refused`: no patch was sent. `failed`: the cluster
 * did not take the patch. @public
 */
export type ReceiptState =
  | 'sent'
  | 'accepted'
  | 'in-effect'
  | 'ignored'
  | 'not-acknowledged'
  | 'refused'
  | 'failed';

/** Proof that an action took effect, or the reason why it did not. @public */
export type Receipt = {
  id: string;
  action: ActionName;
  entityRef: string;
  environment: string;
  target: WorkloadRef;
  /** User who asked. */
  by: string;
  reason?: string;
  state: ReceiptState;
  /** Why it stands so now, in a sentence. */
  because: string;
  /**
   * Every state it went through, once each, oldest first: when it was reached
   * (ISO) and for which reason.
   */
  history: { state: ReceiptState; at: string; because: string }[];
};

/** States after which a receipt does not change any more. @public */
export function isFinal(state: ReceiptState): boolean {
  return state !== 'sent' && state !== 'accepted';
}
