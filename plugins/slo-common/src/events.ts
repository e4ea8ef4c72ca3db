import type { ObjectiveStatus } from './budget';

/** Topic of Backstage's events service for crossed thresholds. @public */
export const sloThresholdTopic = 'slo.threshold';

/**
 * What an objective has spent, as a level: the thresholds of the error-budget
 * policy. @public
 */
export type BudgetLevel =
  | 'ok'
  | 'half'
  | 'critical'
  | 'emergency'
  | 'exhausted';

/**
 * Lower bounds of consumption per level, as shares of the budget: 0.8 and 0.95
 * are the two of the rollback policy.
 *
 * @public
 */
export const budgetLevels: ReadonlyArray<{ level: BudgetLevel; from: number }> =
  [
    { level: 'exhausted', from: 1 },
    { level: 'emergency', from: 0.95 },
    { level: 'critical', from: 0.8 },
    { level: 'half', from: 0.5 },
    { level: 'ok', from: Number.NEGATIVE_INFINITY },
  ];

/** Payload of an event: an objective went from one level to another. @public */
export type SloThresholdEvent = {
  objectiveId: string;
  entityRef: string;
  environment: string;
  name: string;
  from: BudgetLevel;
  to: BudgetLevel;
  status: ObjectiveStatus;
  consumed: number;
  /** ISO time of the newest base tile. */
  newestAt: string;
  /** ISO time of the reading that saw it. */
  at: string;
};
