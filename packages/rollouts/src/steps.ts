import type { CanaryStep, RolloutObject } from './rolloutTypes';

/**
 * One step with its place in the order.
 *
 * @public
 */
export interface StepView {
  index: number;
  step: CanaryStep;
  /** `10 %`, `pause 5 min`, `pause`, `analysis success-rate`, … */
  label: string;
  state: 'done' | 'current' | 'ahead';
  /** The traffic in percent that the canary is to have once this step is reached. */
  weight: number;
}

/**
 * Where a canary is in its steps.
 *
 * @public
 */
export interface StepPosition {
  /** Absent while the controller has not named one, or without steps. */
  index?: number;
  total: number;
  /** As the Argo Rollouts CLI prints it, `2/8`; empty without steps or index. */
  text: string;
  /** All steps are behind. */
  finished: boolean;
  steps: readonly StepView[];
}

/** @public */
export declare function stepPosition(rollout: RolloutObject): StepPosition;
/** @public */
export declare function stepLabel(step: CanaryStep): string;
