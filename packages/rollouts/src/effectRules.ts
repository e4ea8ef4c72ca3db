import type { ActionContext, ActionName } from './actions';
import type { Effect } from './effect';
import { isFullyPromoted } from './facts';
import { isGenerationObserved, rolloutStatus, sameTime } from './phase';
import { isRollbackWithinWindow } from './rollbackWindow';
import type { RolloutObject, RolloutStatusFields } from './rolloutTypes';
import { stepsOf, stepWords } from './steps';

interface Change {
  before: RolloutObject;
  after: RolloutObject;
  was: RolloutStatusFields;
  is: RolloutStatusFields;
  context: ActionContext;
}

/** How each action is told from the status. Fields that our own patches write prove nothing by themselves. */
export const EFFECT_RULES: Record<ActionName, (change: Change) => Effect> = {
  promote: judgePromote,
  promoteFull: judgePromoteFull,
  abort: judgeAbort,
  retry: judgeRetry,
  pause: judgePause,
  resume: judgeResume,
  restart: judgeRestart,
};

function judgePromote(change: Change): Effect {
  const { after, was, is } = change;
  if (is.abort) {
    return was.abort
      ? ignored('The update is aborted; the controller takes no step.')
      : superseded('The update was aborted meanwhile.');
  }
  if (becamePromoted(change)) return done('The new version is the stable one.');
  if (
    after.spec.strategy.kind === 'blueGreen' &&
    is.blueGreen.activeSelector === is.currentPodHash
  ) {
    return done('The active service selects the new version.');
  }
  const from = was.currentStepIndex ?? 0;
  const to = is.currentStepIndex ?? 0;
  if (was.pauseConditions.length === 0) return judgeSkippedStep(change);
  const inconclusive = was.canary.stepAnalysis?.status === 'Inconclusive';
  if (to > from && !inconclusive) {
    return done(passed(from, to, stepsOf(after).length));
  }
  if (to > from) return judgeSkippedStep(change);
  return is.pauseConditions.length === 0 && !is.controllerPause
    ? accepted('The controller has ended its pause.')
    : notYet('The controller has not ended its pause yet.');
}

function passed(from: number, to: number, total: number): string {
  const step = `Step ${from + 1} of ${total} is done`;
  return to < total
    ? `${step}; it is at ${stepWords(to, total)} now.`
    : `${step}, and with it all steps.`;
}

/** Our patch wrote the next index itself, so more than that has to be seen. */
function judgeSkippedStep({ before, after, was, is }: Change): Effect {
  const to = is.currentStepIndex ?? 0;
  const wanted = (was.currentStepIndex ?? 0) + 1;
  const total = stepsOf(after).length;
  if (to < wanted) return notYet('It has not gone on to the next step yet.');
  const controllerActed =
    to > wanted ||
    is.pauseConditions.length > 0 ||
    is.canary.stepAnalysis?.name !== was.canary.stepAnalysis?.name ||
    is.canary.weights?.canary.weight !== was.canary.weights?.canary.weight ||
    is.canary.experiment !== was.canary.experiment ||
    rolloutStatus(after).message !== rolloutStatus(before).message;
  return controllerActed
    ? done(
        to < total
          ? `The controller works on ${stepWords(to, total)} now.`
          : `The controller has all ${total} steps behind it.`,
      )
    : accepted(
        to < total
          ? `The status names ${stepWords(to, total)} as the next.`
          : `The status says: ${stepWords(to, total)}.`,
      );
}

function judgePromoteFull(change: Change): Effect {
  const { after, was, is } = change;
  if (becamePromoted(change)) return done('The new version is the stable one.');
  if (isFullyPromoted(change.before) === true) {
    return ignored('The newest version was the stable one already.');
  }
  if (is.abort && !is.promoteFull) {
    return was.abort
      ? ignored('The update is aborted.')
      : superseded('The update was aborted meanwhile.');
  }
  if (!is.promoteFull) {
    return notYet('The status does not show the request yet.');
  }
  const steps = stepsOf(after).length;
  const skipped = steps > 0 && is.currentStepIndex === steps;
  const pauseEnded =
    was.pauseConditions.length > 0 &&
    is.pauseConditions.length === 0 &&
    !is.controllerPause;
  return skipped || pauseEnded
    ? accepted(
        'The controller skips the rest; it waits until all pods of the new version are available.',
      )
    : notYet('The request is in the status; the controller has not acted yet.');
}

function judgeAbort(change: Change): Effect {
  const { before, after, is, context } = change;
  if (becamePromoted(change)) {
    return superseded('The update was finished before the abort arrived.');
  }
  // The controller takes an abort beside a full promotion away at its next round; until then it stands there without effect.
  const moved = after.meta.resourceVersion !== before.meta.resourceVersion;
  if (is.promoteFull && (is.abort || moved)) {
    return ignored('Finish now is pending, and the controller prefers it.');
  }
  if (isRollbackWithinWindow(after, context.replicaSets) === true) {
    return ignored(
      'This is a rollback within the rollback window, of which the controller drops every abort.',
    );
  }
  if (!is.abort || !is.abortedAt) {
    return notYet('The controller has not acknowledged the abort yet.');
  }
  const traffic = is.canary.weights?.canary.weight ?? 0;
  const live =
    is.blueGreen.activeSelector !== undefined &&
    is.blueGreen.activeSelector === is.currentPodHash;
  if (rolloutStatus(after).phase !== 'Degraded' || traffic > 0 || live) {
    return accepted(`The controller aborted it at ${is.abortedAt}.`);
  }
  return done(
    `Aborted at ${is.abortedAt}; all traffic is on the stable version.`,
  );
}

function judgeRetry({ after, was, is }: Change): Effect {
  if (is.abort) {
    return is.abortedAt !== undefined && !sameTime(is.abortedAt, was.abortedAt)
      ? superseded('It was retried and then aborted again.')
      : notYet('It is still aborted.');
  }
  const { phase } = rolloutStatus(after);
  if (is.abortedAt !== undefined) {
    return notYet('The controller has not begun again yet.');
  }
  return phase === 'Progressing' || phase === 'Paused' || phase === 'Healthy'
    ? done(`It has begun again and is ${phase}.`)
    : accepted('The controller has taken the abort back.');
}

function judgePause({ after }: Change): Effect {
  if (!after.spec.paused) return notYet('The spec is not paused yet.');
  if (!isGenerationObserved(after)) {
    return notYet('The controller has not seen the pause yet.');
  }
  return rolloutStatus(after).phase === 'Paused'
    ? done('The controller says that it is paused.')
    : accepted('The controller has seen the pause.');
}

function judgeResume({ before, after, was, is }: Change): Effect {
  if (after.spec.paused) return notYet('The spec is still paused.');
  if (!isGenerationObserved(after)) {
    return notYet('The controller has not seen the change yet.');
  }
  if (is.controllerPause && is.pauseConditions.length === 0) {
    return notYet('The controller has not ended its pause yet.');
  }
  const samePause =
    was.pauseConditions.length > 0 &&
    is.pauseConditions.length > 0 &&
    (is.currentStepIndex ?? 0) === (was.currentStepIndex ?? 0) &&
    sameTime(
      is.pauseConditions[0]?.startTime,
      was.pauseConditions[0]?.startTime,
    );
  if (samePause) return notYet('The pause of the step is still in effect.');
  const { phase, message } = rolloutStatus(after);
  if (message === 'manually paused') {
    return notYet('The controller still says that it is paused by hand.');
  }
  return before.spec.paused || is.pauseConditions.length === 0
    ? done(`It goes on and is ${phase}.`)
    : done('It went on to its next pause.');
}

function judgeRestart({ before, after, is }: Change): Effect {
  const { restartAt } = after.spec;
  if (restartAt === undefined || sameTime(restartAt, before.spec.restartAt)) {
    return notYet('The spec does not ask for a restart yet.');
  }
  if (sameTime(restartAt, is.restartedAt)) {
    return done(`The controller has restarted the pods of ${restartAt}.`);
  }
  return isGenerationObserved(after)
    ? accepted('The controller is restarting the pods.')
    : notYet('The controller has not seen the request yet.');
}

function becamePromoted({ before, after }: Change): boolean {
  return isFullyPromoted(after) === true && isFullyPromoted(before) !== true;
}

function notYet(because: string): Effect {
  return { state: 'not-yet', because };
}

function accepted(because: string): Effect {
  return { state: 'accepted', because };
}

function done(because: string): Effect {
  return { state: 'in-effect', because };
}

function ignored(because: string): Effect {
  return { state: 'ignored', because };
}

function superseded(because: string): Effect {
  return { state: 'superseded', because };
}
