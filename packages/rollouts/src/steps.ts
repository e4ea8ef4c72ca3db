import type { CanaryStep, RolloutObject } from './rolloutTypes';
import { humanSeconds } from './text';

/**
 * One step with its place in the order.
 *
 * @public
 */
export type StepView = {
  index: number;
  step: CanaryStep;
  /** `10 %`, `pause 5 min`, `pause`, `analysis success-rate`, … */
  label: string;
  state: 'done' | 'current' | 'ahead';
  /** The traffic that the canary is to have at this step; of all traffic, {@link CanaryWeights.max}. */
  weight: number;
};

/**
 * Where a canary is in its steps.
 *
 * @public
 */
export type StepPosition = {
  /** Absent while the controller has not named one, or without steps. */
  index?: number;
  total: number;
  /** As the Argo Rollouts CLI prints it, `2/8`; empty without steps or index. */
  text: string;
  /** All steps are behind. */
  finished: boolean;
  steps: readonly StepView[];
};

/**
 * Where a canary is in its steps, and all of them. Blue-green has none.
 *
 * @public
 */
export function stepPosition(rollout: RolloutObject): StepPosition {
  const steps = stepsOf(rollout);
  const said = rollout.status?.currentStepIndex;
  const index =
    said === undefined || steps.length === 0
      ? undefined
      : Math.min(Math.max(0, said), steps.length);
  const views: StepView[] = [];
  let weight = 0;
  for (const [at, step] of steps.entries()) {
    if (step.kind === 'setWeight') weight = step.weight;
    views.push({
      index: at,
      step,
      label: stepLabel(step),
      state: stateAt(at, index),
      weight,
    });
  }
  return {
    ...(index === undefined ? {} : { index }),
    total: steps.length,
    text: index === undefined ? '' : `${said}/${steps.length}`,
    finished: index !== undefined && index >= steps.length,
    steps: views,
  };
}

function stateAt(at: number, index: number | undefined): StepView['state'] {
  if (index === undefined || at > index) return 'ahead';
  return at < index ? 'done' : 'current';
}

/** `step 3 of 8` for the index 2, as people count; `all 8 steps done` when they are behind. */
export function stepWords(index: number, total: number): string {
  return index < total
    ? `step ${index + 1} of ${total}`
    : `all ${total} steps done`;
}

/** The steps of a canary; none for other strategies. */
export function stepsOf(rollout: RolloutObject): readonly CanaryStep[] {
  const { strategy } = rollout.spec;
  return strategy.kind === 'canary' ? strategy.steps : [];
}

/** The step that the controller works on; undefined when all are behind or there are none. */
export function currentStep(rollout: RolloutObject): CanaryStep | undefined {
  return stepsOf(rollout)[Math.max(0, rollout.status?.currentStepIndex ?? 0)];
}

/**
 * A step in a few words: `10 %`, `pause 5 min`, `analysis success-rate`.
 *
 * @public
 */
export function stepLabel(step: CanaryStep): string {
  switch (step.kind) {
    case 'setWeight':
      return `${step.weight} %`;
    case 'pause':
      if (step.duration.is === 'timed') {
        return `pause ${humanSeconds(step.duration.seconds)}`;
      }
      return step.duration.is === 'unreadable'
        ? `pause (${step.duration.text}?)`
        : 'pause';
    case 'analysis':
    case 'experiment':
      return [step.kind, step.templates.join(', ')].filter(Boolean).join(' ');
    case 'setCanaryScale':
      return scaleLabel(step);
    case 'setHeaderRoute':
      return `${step.removes ? 'remove ' : ''}header route ${step.name}`;
    case 'setMirrorRoute':
      return step.percentage === undefined
        ? `mirror route ${step.name}`
        : `mirror ${step.percentage} % (${step.name})`;
    case 'plugin':
      return `plugin ${step.name}`;
    default:
      return `unknown step ${step.word}`;
  }
}

function scaleLabel(
  step: Extract<CanaryStep, { kind: 'setCanaryScale' }>,
): string {
  if (step.weight !== undefined) return `scale to ${step.weight} %`;
  if (step.replicas !== undefined) return `scale to ${step.replicas} pods`;
  return step.matchTrafficWeight ? 'scale with the traffic' : 'scale';
}
