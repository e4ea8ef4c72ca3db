import {
  isGenerationObserved,
  isRestartPending,
  isWorkloadObserved,
} from './phase';
import type {
  PauseCondition,
  RolloutObject,
  RolloutStatusFields,
} from './rolloutTypes';
import { currentStep } from './steps';
import { humanSeconds } from './text';

/**
 * A pause of the controller (or by a person) and how long it lasts.
 *
 * @public
 */
export type Pause = {
  /** `CanaryPauseStep`, `BlueGreenPause`, `InconclusiveAnalysisRun`, …, or `Manual`. */
  reason: string;
  since?: string;
  /** Seconds until the controller goes on by itself; undefined when a person has to act. */
  remainingSeconds?: number;
  /** A phrase for people. */
  message: string;
};

/**
 * What is going on with a Rollout, beside its phase.
 *
 * @public
 */
export type RolloutFacts = {
  /** Whether two versions are being exchanged; unknown while the controller has not named both hashes. */
  inFlight: boolean | 'unknown';
  /** Whether the newest version is the stable one; unknown while the controller has not named both hashes. */
  fullyPromoted: boolean | 'unknown';
  /** The spec as it is now has been seen by the controller. */
  observed: boolean;
  /** Deletion was asked for. */
  deleting: boolean;
  /** The update was aborted, by a person or by an analysis. */
  aborted?: { message: string; at?: string };
  /** `spec.paused`: stays until somebody resumes, also over later versions. */
  manualPause?: { heldBeforeFirstStep: boolean; message: string };
  /** Every pause in effect, the manual one last. */
  pauses: readonly Pause[];
  /** A full promotion was asked for and is not finished. */
  promoteFullPending: boolean;
  /** An abort was asked for, and the controller ignores it while a full promotion is pending. */
  abortIgnored: boolean;
  /** A restart of the pods was asked for and is not finished. */
  restartPending: boolean;
};

/**
 * Reads the facts of a Rollout at a moment.
 *
 * @public
 */
export function rolloutFacts(rollout: RolloutObject, now: Date): RolloutFacts {
  const { status } = rollout;
  const fullyPromoted = isFullyPromoted(rollout);
  const inFlight = fullyPromoted === 'unknown' ? 'unknown' : !fullyPromoted;
  const promoteFullPending = status?.promoteFull ?? false;
  const manualPause = manualPauseOf(rollout);
  return {
    inFlight,
    fullyPromoted,
    observed: isGenerationObserved(rollout) && isWorkloadObserved(rollout),
    deleting: rollout.meta.deletionTimestamp !== undefined,
    ...(status?.abort && !promoteFullPending
      ? { aborted: abortOf(status) }
      : {}),
    ...(manualPause ? { manualPause } : {}),
    pauses: pausesOf(rollout, now),
    promoteFullPending,
    abortIgnored: Boolean(status?.abort && promoteFullPending),
    restartPending: isRestartPending(rollout),
  };
}

/** Missing hashes are unknown, not equal. */
export function isFullyPromoted(rollout: RolloutObject): boolean | 'unknown' {
  const { currentPodHash, stableRS } = rollout.status ?? {};
  if (!currentPodHash || !stableRS) return 'unknown';
  return currentPodHash === stableRS;
}

function abortOf(
  status: RolloutStatusFields,
): NonNullable<RolloutFacts['aborted']> {
  const condition = status.conditions.find(c => c.reason === 'RolloutAborted');
  const message =
    condition?.message ?? status.message ?? 'the update was aborted';
  return status.abortedAt ? { message, at: status.abortedAt } : { message };
}

function manualPauseOf(rollout: RolloutObject): RolloutFacts['manualPause'] {
  if (!rollout.spec.paused) return undefined;
  const { status } = rollout;
  const heldBeforeFirstStep =
    rollout.spec.strategy.kind === 'canary' &&
    rollout.spec.strategy.steps.length > 0 &&
    isFullyPromoted(rollout) === false &&
    !status?.abort &&
    (status?.currentStepIndex ?? 0) === 0 &&
    status?.pauseConditions.length === 0;
  return {
    heldBeforeFirstStep,
    message: heldBeforeFirstStep
      ? 'held before the first step by a manual pause; it does not start until somebody resumes'
      : 'paused by hand until somebody resumes; the next version will be held too',
  };
}

function pausesOf(rollout: RolloutObject, now: Date): readonly Pause[] {
  const pauses = (rollout.status?.pauseConditions ?? []).map(condition =>
    controllerPauseOf(condition, rollout, now),
  );
  const manual = manualPauseOf(rollout);
  return manual
    ? [...pauses, { reason: 'Manual', message: manual.message }]
    : pauses;
}

function controllerPauseOf(
  condition: PauseCondition,
  rollout: RolloutObject,
  now: Date,
): Pause {
  const since = condition.startTime ? { since: condition.startTime } : {};
  const { reason } = condition;
  const limit = pauseLimit(reason, rollout);
  if (typeof limit === 'string') return { reason, ...since, message: limit };
  const started = Date.parse(condition.startTime ?? '');
  if (rollout.spec.paused || Number.isNaN(started)) {
    const message = `a pause of ${humanSeconds(limit)}`;
    return { reason, ...since, message };
  }
  const passed = (now.getTime() - started) / 1000;
  const remainingSeconds = Math.max(0, Math.ceil(limit - passed));
  const message = `a pause of ${humanSeconds(limit)}, ${humanSeconds(
    remainingSeconds,
  )} left`;
  return { reason, ...since, remainingSeconds, message };
}

/** Seconds that a pause lasts, or in words why it lasts until a person acts. */
function pauseLimit(reason: string, rollout: RolloutObject): number | string {
  const { strategy } = rollout.spec;
  if (reason === 'InconclusiveAnalysisRun') {
    return 'an analysis could not decide; a person has to';
  }
  if (reason === 'InconclusiveExperiment') {
    return 'an experiment could not decide; a person has to';
  }
  if (reason === 'BlueGreenPause' && strategy.kind === 'blueGreen') {
    return strategy.autoPromotionEnabled && strategy.autoPromotionSeconds
      ? strategy.autoPromotionSeconds
      : 'the preview waits until somebody promotes it';
  }
  const step = currentStep(rollout);
  if (reason === 'CanaryPauseStep' && step?.kind === 'pause') {
    const { duration } = step;
    if (duration.is === 'timed') return duration.seconds;
    if (duration.is === 'untilPromoted') {
      return 'waits until somebody chooses the next step';
    }
    return `the duration "${duration.text}" cannot be read`;
  }
  return 'waits until somebody acts';
}
