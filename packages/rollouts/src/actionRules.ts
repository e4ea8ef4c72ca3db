import type { ActionAnswer, ActionContext, ActionName } from './actions';
import { isFullyPromoted } from './facts';
import {
  isGenerationObserved,
  isRestartPending,
  isWorkloadObserved,
} from './phase';
import { isRollbackWithinWindow } from './rollbackWindow';
import type { RolloutObject, RolloutStatusFields } from './rolloutTypes';
import { stepsOf } from './steps';

/** A Rollout of which the controller has named both versions. */
interface Known {
  rollout: RolloutObject;
  status: RolloutStatusFields;
  promoted: boolean;
  observed: boolean;
  context: ActionContext;
}

const ABORTED = 'The update is aborted, so nothing would move.';
const RETRY_OR_REVERT = 'Retry it, or revert in Git.';
const NOT_OBSERVED =
  'The controller has not seen the latest change yet, so it is not known which version this would act on.';
const ALREADY_FINISHING = 'Finish now was asked for and is under way.';
const ALSO_RESUMES = 'This ends the manual pause too.';

function judgePromote(known: Known): ActionAnswer {
  const { rollout, status } = known;
  const early = notPromotable(known);
  if (early) return early;
  if (status.pauseConditions.length > 0) {
    return yes(rollout.spec.paused ? ALSO_RESUMES : undefined);
  }
  if (rollout.spec.paused) {
    return no(
      'It is paused by hand, not at a step.',
      'Resume it: it then goes on with its steps.',
    );
  }
  if (status.controllerPause) {
    return no('The next step was asked for and is being taken.');
  }
  if (rollout.spec.strategy.kind === 'blueGreen') {
    return no(
      'The preview does not wait for an approval now.',
      'Wait until its pods are ready.',
    );
  }
  return judgeRunningStep(known);
}

function judgeRunningStep({ rollout, status }: Known): ActionAnswer {
  const steps = stepsOf(rollout);
  if (steps.length === 0) {
    return no('This canary has no steps.', 'Finish now skips the waiting.');
  }
  const step = steps[Math.max(0, status.currentStepIndex ?? 0)];
  if (!step) {
    return no(
      'All steps are done; it ends by itself once all pods are available.',
    );
  }
  return yes('This skips the step that is running now.');
}

function judgePromoteFull(known: Known): ActionAnswer {
  const early = notPromotable(known);
  return early ?? yes(known.rollout.spec.paused ? ALSO_RESUMES : undefined);
}

function notPromotable(known: Known): ActionAnswer | undefined {
  const { rollout, status, promoted, observed } = known;
  if (!observed) return no(NOT_OBSERVED, 'Wait a moment.');
  if (promoted) {
    return no(
      'Nothing to promote: the newest version is the stable one.',
      rollout.spec.paused ? 'Resume ends the manual pause.' : undefined,
    );
  }
  if (status.promoteFull) return no(ALREADY_FINISHING);
  return status.abort ? no(ABORTED, RETRY_OR_REVERT) : undefined;
}

function judgeAbort(known: Known): ActionAnswer {
  const { rollout, status, promoted, observed, context } = known;
  if (promoted) {
    return no(
      'Nothing to abort: no update is in flight.',
      'To go back to an older version, revert in Git.',
    );
  }
  if (status.abort && !status.promoteFull) return no('It is aborted already.');
  const window = isRollbackWithinWindow(rollout, context.replicaSets);
  if (window === true) {
    return no(
      'This is a rollback within the rollback window, and the controller ignores an abort of it.',
      'Set the version that you want in Git.',
    );
  }
  if (status.promoteFull) {
    return yes('This takes Finish now back; an abort alone would be ignored.');
  }
  if (window === 'unknown') {
    return yes(
      'If this is a rollback within the rollback window, the controller ignores it.',
    );
  }
  return yes(
    observed
      ? undefined
      : 'The controller has not seen the latest change yet; if that changes the version, the abort is lost.',
  );
}

function judgeRetry({
  rollout,
  status,
  promoted,
  observed,
}: Known): ActionAnswer {
  if (promoted || !status.abort) {
    return no('Nothing to retry: the update is not aborted.');
  }
  if (status.promoteFull) {
    return no(`${ALREADY_FINISHING} The controller ignored the abort.`);
  }
  if (!observed) return no(NOT_OBSERVED, 'Wait a moment.');
  return yes(
    rollout.spec.paused
      ? 'It stays paused by hand until somebody resumes.'
      : undefined,
  );
}

function judgePause({ rollout, status, promoted }: Known): ActionAnswer {
  if (rollout.spec.paused) return no('It is paused by hand already.');
  if (promoted) return no('Nothing to pause: no update is in flight.');
  if (status.abort && !status.promoteFull) {
    return no('The update is aborted: nothing moves.', RETRY_OR_REVERT);
  }
  return yes();
}

function judgeResume({
  rollout,
  status,
  promoted,
  observed,
}: Known): ActionAnswer {
  const atPause = status.pauseConditions.length > 0;
  if (!rollout.spec.paused && !atPause) return no('It is not paused.');
  if (status.abort && !status.promoteFull) {
    return rollout.spec.paused
      ? yes('It stays aborted.')
      : no(ABORTED, RETRY_OR_REVERT);
  }
  if (promoted) return yes();
  if (!observed) return no(NOT_OBSERVED, 'Wait a moment.');
  return yes(
    atPause
      ? 'This ends the pause of the step too, as Next step does.'
      : undefined,
  );
}

function judgeRestart({ rollout }: Known): ActionAnswer {
  if (isRestartPending(rollout)) {
    return no('A restart was asked for and is under way.');
  }
  return rollout.spec.replicas === 0
    ? no('It has no pods: its replicas are 0.')
    : yes();
}

const RULES: Record<ActionName, (known: Known) => ActionAnswer> = {
  promote: judgePromote,
  promoteFull: judgePromoteFull,
  abort: judgeAbort,
  retry: judgeRetry,
  pause: judgePause,
  resume: judgeResume,
  restart: judgeRestart,
};

/** Whether one action is possible. */
export function judge(
  action: ActionName,
  rollout: RolloutObject,
  context: ActionContext,
): ActionAnswer {
  const { status } = rollout;
  if (rollout.meta.deletionTimestamp !== undefined) {
    return no('The Rollout is being deleted.');
  }
  if (rollout.spec.strategy.kind === 'none') {
    return no(
      'The Rollout has neither a canary nor a blue-green strategy, so the controller does nothing with it.',
      'Mend its spec in Git.',
    );
  }
  const invalid = status?.conditions.find(c => c.type === 'InvalidSpec');
  if (invalid) {
    return no(
      'The controller refuses the spec and does nothing.',
      `Mend it in Git; the controller says: ${invalid.message ?? 'no reason'}`,
    );
  }
  const promoted = isFullyPromoted(rollout);
  if (!status || promoted === 'unknown') {
    return no(
      'The controller has not said yet which versions are new and stable.',
      'Wait until the first version is out.',
    );
  }
  const observed = isGenerationObserved(rollout) && isWorkloadObserved(rollout);
  return RULES[action]({ rollout, status, promoted, observed, context });
}

function yes(note?: string): ActionAnswer {
  return note === undefined ? { possible: true } : { possible: true, note };
}

function no(reason: string, instead?: string): ActionAnswer {
  return instead === undefined
    ? { possible: false, reason }
    : { possible: false, reason, instead };
}
