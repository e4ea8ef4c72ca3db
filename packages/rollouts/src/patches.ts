import { judge } from './actionRules';
import type { ActionContext, ActionName } from './actions';
import { isGenerationObserved, rolloutStatus } from './phase';
import type { RolloutObject, RolloutStatusFields } from './rolloutTypes';
import { stepsOf } from './steps';

/**
 * A JSON merge patch.
 *
 * @public
 */
export type MergePatch = Readonly<Record<string, unknown>>;

/**
 * What has to be read back before the next step of a plan may be sent; ask {@link isObserved}.
 * `pauseObserved`: the controller has seen the spec that is paused. `retriedAndPaused`: the abort is gone and the pause holds.
 *
 * @public
 */
export type WaitFor = 'pauseObserved' | 'retriedAndPaused';

/**
 * One patch of a plan, of type `application/merge-patch+json`.
 *
 * @public
 */
export type PatchStep = {
  /** `status`: to the subresource; undefined: to the resource itself. */
  subresource?: 'status';
  body: MergePatch;
  /**
   * To be sent to the resource itself when the subresource answers 404, as with resource definitions before v1.0.
   * It contains the next `skipNext` steps, which are then left out.
   */
  fallback?: { body: MergePatch; skipNext: number };
  /** To be observed after this step, before the next one. */
  waitFor?: WaitFor;
  /** When a plan cannot go on, the steps that were sent are undone in reverse order, each by this. */
  undo?: { subresource?: 'status'; body: MergePatch; says: string };
};

/**
 * The patches of an action in order, or why there are none.
 *
 * @public
 */
export type PatchPlan =
  | { steps: readonly PatchStep[] }
  | { refused: string; instead?: string };

const UNPAUSE: MergePatch = { spec: { paused: false } };

/**
 * The exact patches of an action, status first and spec after it. What is not possible now is refused.
 *
 * @public
 */
export function patchPlan(
  action: ActionName,
  rollout: RolloutObject,
  options: { now: Date } & ActionContext,
): PatchPlan {
  const answer = judge(action, rollout, options);
  if (!answer.possible) {
    const { reason, instead } = answer;
    return instead ? { refused: reason, instead } : { refused: reason };
  }
  const { status } = rollout;
  if (!status) throw new Error('An action without a status was not refused');
  return {
    steps: stepsOfAction(action, { rollout, status, now: options.now }),
  };
}

interface Scene {
  rollout: RolloutObject;
  status: RolloutStatusFields;
  now: Date;
}

function stepsOfAction(action: ActionName, scene: Scene): readonly PatchStep[] {
  switch (action) {
    case 'promote':
      return withUnpause(scene, promoteStatus(scene), promoteFallback(scene));
    case 'promoteFull':
      return withUnpause(scene, { promoteFull: true });
    case 'abort':
      return [statusStep(abortStatus(scene))];
    case 'retry':
      return retrySteps(scene);
    case 'pause':
      return [{ body: { spec: { paused: true } } }];
    case 'resume':
      return scene.status.pauseConditions.length > 0
        ? withUnpause(scene, { pauseConditions: null })
        : [{ body: UNPAUSE }];
    default:
      return [{ body: { spec: { restartAt: utcSeconds(scene.now) } } }];
  }
}

function promoteStatus({ rollout, status }: Scene): MergePatch {
  const next = nextIndex(rollout);
  if (status.pauseConditions.length === 0) {
    return { pauseConditions: null, currentStepIndex: next };
  }
  // The controller would stay at a step whose analysis could not decide.
  const undecided =
    rollout.spec.strategy.kind === 'canary' &&
    stepsOf(rollout).length > 0 &&
    status.canary.stepAnalysis?.status === 'Inconclusive' &&
    status.controllerPause;
  return undecided
    ? { pauseConditions: null, controllerPause: false, currentStepIndex: next }
    : { pauseConditions: null };
}

function promoteFallback({ rollout, status }: Scene): MergePatch {
  return status.pauseConditions.length === 0
    ? { pauseConditions: null, currentStepIndex: nextIndex(rollout) }
    : { pauseConditions: null };
}

function nextIndex(rollout: RolloutObject): number {
  const index = Math.max(0, rollout.status?.currentStepIndex ?? 0);
  return Math.min(index + 1, stepsOf(rollout).length);
}

function abortStatus({ status }: Scene): MergePatch {
  // An abort beside a pending full promotion is ignored by the controller.
  return status.promoteFull
    ? { abort: true, promoteFull: false }
    : { abort: true };
}

/**
 * A retry of a blue-green update whose preview is still up would go live at once, without its pause. Hence it is held by
 * hand while it is retried.
 */
function retrySteps({ rollout }: Scene): readonly PatchStep[] {
  const retry = statusStep({ abort: false });
  if (rollout.spec.strategy.kind !== 'blueGreen') return [retry];
  const again: PatchStep['undo'] = {
    subresource: 'status',
    body: { status: { abort: true } },
    says: 'The update was aborted again.',
  };
  if (rollout.spec.paused) return [{ ...retry, undo: again }];
  return [
    {
      body: { spec: { paused: true } },
      waitFor: 'pauseObserved',
      undo: { body: UNPAUSE, says: 'The pause for the retry was taken back.' },
    },
    { ...retry, waitFor: 'retriedAndPaused', undo: again },
    { body: UNPAUSE },
  ];
}

function statusStep(fields: MergePatch): PatchStep {
  const body = { status: fields };
  return { subresource: 'status', body, fallback: { body, skipNext: 0 } };
}

function withUnpause(
  { rollout }: Scene,
  status: MergePatch,
  fallback: MergePatch = status,
): readonly PatchStep[] {
  const { paused } = rollout.spec;
  const step: PatchStep = {
    subresource: 'status',
    body: { status },
    fallback: {
      body: { spec: { paused: false }, status: fallback },
      skipNext: paused ? 1 : 0,
    },
  };
  return paused ? [step, { body: UNPAUSE }] : [step];
}

/**
 * Whether the Rollout shows what a step of a plan waits for.
 *
 * @public
 */
export function isObserved(waitFor: WaitFor, rollout: RolloutObject): boolean {
  const held = rollout.spec.paused && isGenerationObserved(rollout);
  if (waitFor === 'pauseObserved') return held;
  const { phase } = rolloutStatus(rollout);
  return (
    held &&
    rollout.status?.abort === false &&
    (phase === 'Paused' || phase === 'Progressing')
  );
}

/** RFC 3339 in UTC without fractions, as Kubernetes writes times. */
function utcSeconds(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}
