import type { ActionName } from '../actions';
import type { ArgoCdActionName } from './actions';

/**
 * A situation in which Argo CD and this package answer differently.
 *
 * @public
 */
export type Difference = {
  /** Stable name of the row. */
  id: string;
  situation: string;
  /** What is asked: one action of both, or the health. */
  about:
    | { kind: 'action'; argoCd: ArgoCdActionName; ours: ActionName }
    | { kind: 'health' };
  argoCd: string;
  ours: string;
  why: string;
  /** A Rollout in which they differ; a test computes both answers from it. */
  example: Readonly<Record<string, unknown>>;
};

interface Example {
  spec?: Readonly<Record<string, unknown>>;
  status?: Readonly<Record<string, unknown>>;
  metadata?: Readonly<Record<string, unknown>>;
}

const CANARY = {
  canary: { steps: [{ setWeight: 10 }, { pause: {} }, { setWeight: 50 }] },
};
const BLUE_GREEN = {
  blueGreen: { activeService: 'active', autoPromotionEnabled: false },
};
const PAUSED_AT_STEP = {
  controllerPause: true,
  pauseConditions: [
    { reason: 'CanaryPauseStep', startTime: '2026-11-25T10:00:00Z' },
  ],
};

function example({ spec, status, metadata }: Example) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name: 'checkout',
      namespace: 'production',
      uid: 'uid-of-checkout',
      generation: 4,
      ...metadata,
    },
    spec: { replicas: 3, strategy: CANARY, ...spec },
    status: {
      observedGeneration: '4',
      currentPodHash: 'new',
      stableRS: 'old',
      currentStepIndex: 1,
      phase: 'Progressing',
      ...status,
    },
  };
}

const ABORTED = example({
  status: { abort: true, abortedAt: '2026-11-25T10:00:00Z', phase: 'Degraded' },
});

/**
 * Where this package is stricter than Argo CD, or says more; each row is tested against both.
 *
 * @public
 */
export const differences: readonly Difference[] = [
  {
    id: 'promote-aborted',
    situation: 'the update is aborted, somebody asks for the next step',
    about: { kind: 'action', argoCd: 'skip-current-step', ours: 'promote' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'The controller takes no step while aborted; the request would look done and change nothing.',
    example: ABORTED,
  },
  {
    id: 'promote-full-aborted',
    situation: 'the update is aborted, somebody asks to finish it',
    about: { kind: 'action', argoCd: 'promote-full', ours: 'promoteFull' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'A version that was stopped for a reason would go to all traffic by one click. Retry first, which begins at the first step.',
    example: ABORTED,
  },
  {
    id: 'promote-full-unobserved',
    situation: 'the controller has not seen the latest spec',
    about: { kind: 'action', argoCd: 'promote-full', ours: 'promoteFull' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'It is not known which version it would act on: the request is lost, or hits a version that nobody has seen.',
    example: example({ metadata: { generation: 5 } }),
  },
  {
    id: 'promote-full-twice',
    situation: 'a full promotion is pending',
    about: { kind: 'action', argoCd: 'promote-full', ours: 'promoteFull' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'It was asked for already; a second time changes nothing.',
    example: example({ status: { promoteFull: true } }),
  },
  {
    id: 'step-unpausing',
    situation: 'the next step was asked for a moment ago',
    about: { kind: 'action', argoCd: 'skip-current-step', ours: 'promote' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'Two clicks must never skip two steps.',
    example: example({ status: { controllerPause: true } }),
  },
  {
    id: 'step-not-in-flight',
    situation: 'no update is in flight, and the step index is not at its end',
    about: { kind: 'action', argoCd: 'skip-current-step', ours: 'promote' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'There is nothing to promote; the index alone says nothing.',
    example: example({ status: { stableRS: 'new', phase: 'Healthy' } }),
  },
  {
    id: 'step-manual-pause',
    situation: 'paused by hand between two pauses',
    about: { kind: 'action', argoCd: 'skip-current-step', ours: 'promote' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'The step that is held would be skipped without having run. Resume lets it run.',
    example: example({ spec: { paused: true }, status: { phase: 'Paused' } }),
  },
  {
    id: 'promote-blue-green-waiting',
    situation: 'the preview of a blue-green update waits for its approval',
    about: { kind: 'action', argoCd: 'skip-current-step', ours: 'promote' },
    argoCd: 'disabled',
    ours: 'possible',
    why: 'Argo CD calls this resume; people look for a promotion.',
    example: example({
      spec: { strategy: BLUE_GREEN },
      status: {
        controllerPause: true,
        pauseConditions: [{ reason: 'BlueGreenPause' }],
        phase: 'Paused',
      },
    }),
  },
  {
    id: 'resume-hidden-pause',
    situation: 'paused by hand, and the list of pauses is there but empty',
    about: { kind: 'action', argoCd: 'resume', ours: 'resume' },
    argoCd: 'disabled',
    ours: 'possible',
    why: 'The empty list hides the manual pause from Argo CD.',
    example: example({
      spec: { paused: true },
      status: { pauseConditions: [], phase: 'Paused' },
    }),
  },
  {
    id: 'resume-aborted',
    situation: 'aborted while it was at a pause',
    about: { kind: 'action', argoCd: 'resume', ours: 'resume' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'Nothing moves while aborted.',
    example: example({
      status: { ...PAUSED_AT_STEP, abort: true, phase: 'Degraded' },
    }),
  },
  {
    id: 'abort-over-full-promotion',
    situation: 'an abort was ignored because a full promotion is pending',
    about: { kind: 'action', argoCd: 'abort', ours: 'abort' },
    argoCd: 'disabled',
    ours: 'possible',
    why: 'Ours takes the full promotion back in the same patch, and then the controller obeys.',
    example: example({ status: { promoteFull: true, abort: true } }),
  },
  {
    id: 'retry-ignored-abort',
    situation: 'an abort was ignored because a full promotion is pending',
    about: { kind: 'action', argoCd: 'retry', ours: 'retry' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'The update was never stopped, so there is nothing to retry.',
    example: example({ status: { promoteFull: true, abort: true } }),
  },
  {
    id: 'unknown-stable',
    situation: 'the controller has not named the stable version',
    about: { kind: 'action', argoCd: 'abort', ours: 'abort' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'Without a stable version there is nothing to go back to.',
    example: example({ status: { stableRS: undefined } }),
  },
  {
    id: 'deleting',
    situation: 'the Rollout is being deleted',
    about: { kind: 'action', argoCd: 'restart', ours: 'restart' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'It would have no effect.',
    example: example({
      metadata: { deletionTimestamp: '2026-11-25T10:00:00Z' },
    }),
  },
  {
    id: 'restart-twice',
    situation: 'a restart is under way',
    about: { kind: 'action', argoCd: 'restart', ours: 'restart' },
    argoCd: 'enabled',
    ours: 'refused',
    why: 'It would begin anew and take longer.',
    example: example({ spec: { restartAt: '2026-11-25T10:00:00Z' } }),
  },
  {
    id: 'unknown-phase',
    situation: 'the controller writes a phase that is not known',
    about: { kind: 'health' },
    argoCd: 'Baking: in the oven',
    ours: 'Unknown: the controller says "Baking": in the oven',
    why: 'A word that nobody knows must not look like a state.',
    example: example({ status: { phase: 'Baking', message: 'in the oven' } }),
  },
  {
    id: 'paused-word',
    situation: 'paused at a step',
    about: { kind: 'health' },
    argoCd: 'Suspended: CanaryPauseStep',
    ours: 'Paused: CanaryPauseStep',
    why: 'One word for one state, the one of the controller.',
    example: example({
      status: {
        ...PAUSED_AT_STEP,
        phase: 'Paused',
        message: 'CanaryPauseStep',
      },
    }),
  },
  {
    id: 'unpausing-health',
    situation: 'the next step was asked for a moment ago',
    about: { kind: 'health' },
    argoCd: 'Suspended: CanaryPauseStep',
    ours: 'Progressing: waiting for rollout to unpause',
    why: 'The phase in the status is older than the request, as the Argo Rollouts CLI knows.',
    example: example({
      status: {
        controllerPause: true,
        phase: 'Paused',
        message: 'CanaryPauseStep',
      },
    }),
  },
];
