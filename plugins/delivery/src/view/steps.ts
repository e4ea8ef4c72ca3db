import type {
  RolloutProgress,
  StepView,
} from '@greenlight/backstage-plugin-delivery-common';
import { middleTruncate } from '@greenlight/ui';

/** One step as the bar draws it. */
export type StepMark = {
  index: number;
  label: string;
  state: StepView['state'];
  word: 'done' | 'now' | 'to come';
};

/** Steps of a canary as far as they are drawn. */
export type DrawnSteps = {
  steps: StepMark[];
  /** Steps that are not drawn, on either side. */
  hidden: { before: number; after: number };
};

const MOST_STEPS = 12;
const stepWords = { done: 'done', current: 'now', next: 'to come' } as const;

/** The steps around the one it is at, as many as fit. */
export function drawnSteps(progress: RolloutProgress): DrawnSteps {
  const { steps, step = 0 } = progress;
  const first = Math.max(
    0,
    Math.min(step - Math.floor(MOST_STEPS / 2), steps.length - MOST_STEPS),
  );
  const drawn = steps.slice(first, first + MOST_STEPS);
  return {
    steps: drawn.map(({ index, label, state }) => ({
      index,
      label: middleTruncate(label, 24),
      state,
      word: stepWords[state] ?? 'to come',
    })),
    hidden: { before: first, after: steps.length - first - drawn.length },
  };
}
