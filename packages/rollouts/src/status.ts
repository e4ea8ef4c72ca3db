import type { DeploymentObject } from './objects';
import type { RolloutObject } from './rolloutTypes';

/**
 * The words for the state of a workload. Unknown is an answer, never a pass.
 *
 * @public
 */
export type Phase =
  | 'Healthy'
  | 'Progressing'
  | 'Paused'
  | 'Degraded'
  | 'Unknown';

/**
 * The state of a workload, and why.
 *
 * @public
 */
export interface WorkloadStatus {
  phase: Phase;
  /** The controller's words or ours; empty when there is nothing to say. */
  message: string;
}

/**
 * A pause of the controller (or by a person) and how long it lasts.
 *
 * @public
 */
export interface Pause {
  /** `CanaryPauseStep`, `BlueGreenPause`, `InconclusiveAnalysisRun`, … or `Manual`. */
  reason: string;
  since?: string;
  /** Seconds until the controller goes on by itself; undefined when a person has to act. */
  remainingSeconds?: number;
  /** A sentence for people. */
  message: string;
}

/**
 * What is going on with a Rollout, beside its phase.
 *
 * @public
 */
export interface RolloutFacts {
  /** Whether two versions are being exchanged; unknown while the controller has not named both hashes. */
  inFlight: boolean | 'unknown';
  fullyPromoted: boolean | 'unknown';
  /** The spec as it is now has been seen by the controller. */
  observed: boolean;
  deleting: boolean;
  aborted?: { message: string; at?: string };
  /** `spec.paused`: stays until somebody resumes. */
  manualPause?: {
    /** It holds this version before its first step: it was kept from an earlier version. */
    heldBeforeFirstStep: boolean;
    message: string;
  };
  pauses: readonly Pause[];
  promoteFullPending: boolean;
  /** Abort was asked for but the controller ignores it while `promoteFull` is pending. */
  abortIgnored: boolean;
  restartPending: boolean;
}

/** {@inheritDoc WorkloadStatus} @public */
export declare function rolloutStatus(rollout: RolloutObject): WorkloadStatus;
/** @public */
export declare function deploymentStatus(
  deployment: DeploymentObject,
): WorkloadStatus;
/** @public */
export declare function rolloutFacts(
  rollout: RolloutObject,
  now: Date,
): RolloutFacts;
