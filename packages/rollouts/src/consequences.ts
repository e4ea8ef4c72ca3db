import { judge } from './actionRules';
import type { ActionContext, ActionName } from './actions';
import type { ReplicaSetObject } from './objects';
import type { RolloutObject } from './rolloutTypes';
import { currentStep, stepLabel, stepsOf } from './steps';
import { humanSeconds, imagesText } from './text';
import { canaryWeights, POD_HASH_LABEL } from './weights';

interface Scene {
  rollout: RolloutObject;
  newImage: string;
  stableImage: string;
  blueGreen: boolean;
}

const HOLDS_NEXT =
  'A pause that is kept holds the next version too, before its first step.';

function promoteSentences(scene: Scene): readonly string[] {
  if (scene.blueGreen) return switchSentences(scene);
  const { rollout } = scene;
  const from = Math.max(0, rollout.status?.currentStepIndex ?? 0);
  return stepsUntilPause(rollout, from + 1, scene.newImage);
}

function switchSentences({ newImage, rollout }: Scene): readonly string[] {
  const { strategy } = rollout.spec;
  if (strategy.kind !== 'blueGreen') return [];
  const analysis = strategy.postPromotionAnalysis.join(', ');
  return [
    `All traffic switches to ${newImage} at once.`,
    ...(analysis ? [`Then the analysis ${analysis} runs.`] : []),
    `The pods of the old version stay for ${humanSeconds(
      strategy.scaleDownDelaySeconds ?? 30,
    )}.`,
  ];
}

/** What the controller does from a step on until it waits again. */
function stepsUntilPause(
  rollout: RolloutObject,
  from: number,
  newImage: string,
): readonly string[] {
  const steps = stepsOf(rollout);
  const sentences: string[] = [];
  for (const step of steps.slice(from)) {
    if (step.kind === 'setWeight') {
      sentences.push(`The canary gets ${step.weight} % of the traffic.`);
    } else if (step.kind === 'pause') {
      sentences.push(
        step.duration.is === 'timed'
          ? `Then it pauses for ${humanSeconds(step.duration.seconds)}.`
          : 'Then it pauses until somebody chooses the next step.',
      );
      return sentences;
    } else {
      sentences.push(`Then: ${stepLabel(step)}.`);
    }
  }
  return [
    ...sentences,
    `That was the last step: all traffic goes to ${newImage}.`,
  ];
}

function promoteFullSentences(scene: Scene): readonly string[] {
  const { rollout, newImage, blueGreen } = scene;
  const from = Math.max(0, rollout.status?.currentStepIndex ?? 0);
  const left = stepsOf(rollout).slice(from).map(stepLabel);
  const skipped = left.length ? ` Skipped: ${listed(left)}.` : '';
  const window = rollout.spec.rollbackWindowRevisions ?? 0;
  return [
    `All traffic goes to ${newImage} as soon as all its pods are available, without further ${
      blueGreen ? 'approval' : 'steps'
    } or analysis.${skipped}`,
    ...(window > 0 || blueGreen
      ? []
      : ['Going back afterwards runs all steps again.']),
  ];
}

function abortSentences(scene: Scene): readonly string[] {
  const { rollout, newImage, stableImage, blueGreen } = scene;
  const { strategy, workloadRef } = rollout.spec;
  const delay =
    strategy.kind === 'none'
      ? undefined
      : strategy.abortScaleDownDelaySeconds ?? 30;
  const routed =
    blueGreen || (strategy.kind === 'canary' && strategy.trafficRouting);
  return [
    blueGreen
      ? `All traffic stays on, or goes back to, ${stableImage} at once.`
      : `All traffic goes back to ${stableImage} at once.`,
    ...(routed && delay
      ? [
          `The pods of the new version are removed after ${humanSeconds(
            delay,
          )}.`,
        ]
      : []),
    `Git still wants ${newImage}${
      workloadRef ? ` (in ${workloadRef.kind} ${workloadRef.name})` : ''
    }: the Rollout stays Degraded until it is retried or Git is reverted.`,
  ];
}

function retrySentences(scene: Scene): readonly string[] {
  const { rollout, newImage, blueGreen } = scene;
  if (blueGreen) {
    return [
      `The preview of ${newImage} is brought up again.`,
      ...(rollout.spec.paused
        ? []
        : [
            'While that is asked for, the Rollout is paused by hand for a moment: it would go live without an approval otherwise.',
          ]),
    ];
  }
  const begin = `${newImage} begins again at its first step.`;
  if (rollout.spec.paused) return [begin];
  return [begin, ...stepsUntilPause(rollout, 0, newImage)];
}

function pauseSentences(scene: Scene): readonly string[] {
  if (scene.blueGreen) {
    return [
      'The traffic stays where it is until somebody resumes.',
      HOLDS_NEXT,
    ];
  }
  const { actual } = canaryWeights(scene.rollout, []);
  const { strategy } = scene.rollout.spec;
  const share =
    strategy.kind === 'canary' && strategy.trafficRouting
      ? ` (${actual} %)`
      : '';
  return [
    `The canary keeps its share of the traffic${share} until somebody resumes; timed pauses do not end by themselves.`,
    HOLDS_NEXT,
  ];
}

function resumeSentences(scene: Scene): readonly string[] {
  const { rollout } = scene;
  const { status } = rollout;
  const manual = rollout.spec.paused ? ['The manual pause ends.'] : [];
  if (status?.abort) return manual;
  if ((status?.pauseConditions.length ?? 0) > 0) {
    return [...manual, ...promoteSentences(scene)];
  }
  const step = currentStep(rollout);
  return step && status?.currentPodHash !== status?.stableRS
    ? [...manual, `It goes on with the step: ${stepLabel(step)}.`]
    : manual;
}

const SENTENCES: Record<ActionName, (scene: Scene) => readonly string[]> = {
  promote: promoteSentences,
  promoteFull: promoteFullSentences,
  abort: abortSentences,
  retry: retrySentences,
  pause: pauseSentences,
  resume: resumeSentences,
  restart: () => [
    'The pods are replaced one after another, with the same version.',
    'The split of the traffic does not change.',
  ],
};

/**
 * What will happen when an action is taken now, in short sentences for the dialog. Give the ReplicaSets, so that the stable
 * image is named.
 *
 * @public
 */
export function consequences(
  action: ActionName,
  rollout: RolloutObject,
  context: ActionContext = {},
): readonly string[] {
  const answer = judge(action, rollout, context);
  if (!answer.possible) {
    return [answer.reason, ...(answer.instead ? [answer.instead] : [])];
  }
  const sentences = SENTENCES[action]({
    rollout,
    newImage: newImageOf(rollout, context.replicaSets),
    stableImage: stableImageOf(rollout, context.replicaSets),
    blueGreen: rollout.spec.strategy.kind === 'blueGreen',
  });
  return answer.note ? [...sentences, answer.note] : sentences;
}

function newImageOf(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[] | undefined,
): string {
  const { containers } = rollout.spec;
  const image =
    imagesText(containers) ||
    imageOf(rollout, rollout.status?.currentPodHash, replicaSets);
  return image || 'the new version';
}

function stableImageOf(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[] | undefined,
): string {
  const { stableRS } = rollout.status ?? {};
  return imageOf(rollout, stableRS, replicaSets) || 'the stable version';
}

function imageOf(
  rollout: RolloutObject,
  hash: string | undefined,
  replicaSets: readonly ReplicaSetObject[] = [],
): string {
  const set = replicaSets.find(
    ({ meta }) =>
      hash !== undefined &&
      meta.owner?.uid === rollout.meta.uid &&
      meta.labels[POD_HASH_LABEL] === hash,
  );
  return set ? imagesText(set.spec.containers) : '';
}

function listed(words: readonly string[]): string {
  return words.length <= 6
    ? words.join(', ')
    : `${words.slice(0, 5).join(', ')} and ${words.length - 5} more`;
}
