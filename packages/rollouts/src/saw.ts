import { z } from 'zod/v4';
import type { ActionName } from './actions';
import { rolloutStatus } from './phase';
import type { RolloutObject } from './rolloutTypes';
import { stepsOf, stepWords } from './steps';
import { imagesText } from './text';

/**
 * Schema of {@link Saw}, for the place where a request comes in.
 *
 * @public
 */
export const sawSchema: z.ZodType<Saw> = z.strictObject({
  uid: z.string().min(1).max(253),
  podHash: z.string().max(253).nullable(),
  stablePodHash: z.string().max(253).nullable(),
  step: z.int().nullable(),
  phase: z.enum(['Healthy', 'Progressing', 'Paused', 'Degraded', 'Unknown']),
  generation: z.int().nullable(),
  aborted: z.boolean(),
  paused: z.boolean(),
});

/**
 * What a person saw when they asked for an action. JSON-safe: it travels with the request.
 *
 * @public
 */
export type Saw = {
  uid: string;
  podHash: string | null;
  stablePodHash: string | null;
  step: number | null;
  phase: 'Healthy' | 'Progressing' | 'Paused' | 'Degraded' | 'Unknown';
  /** For the record; it changes with every scaling and is not compared. */
  generation: number | null;
  aborted: boolean;
  paused: boolean;
};

/**
 * Whether a Rollout is still as it was seen; if not, a sentence on what is there now.
 *
 * @public
 */
export type StillAsSeen = { same: true } | { same: false; now: string };

/**
 * What a person sees of a Rollout, to be sent along with an action.
 *
 * @public
 */
export function whatOnePersonSaw(rollout: RolloutObject): Saw {
  const { status, spec, meta } = rollout;
  return {
    uid: meta.uid,
    podHash: status?.currentPodHash ?? null,
    stablePodHash: status?.stableRS ?? null,
    step: status?.currentStepIndex ?? null,
    phase: rolloutStatus(rollout).phase,
    generation: meta.generation ?? null,
    aborted: status?.abort ?? false,
    paused: spec.paused || (status?.pauseConditions.length ?? 0) > 0,
  };
}

type Compared = Exclude<keyof Saw, 'uid' | 'generation'>;

const ALL: readonly Compared[] = [
  'podHash',
  'stablePodHash',
  'aborted',
  'step',
  'paused',
  'phase',
];

/** What an action depends on. An abort is not refused because a timed step passed while the hand moved. */
const MATTERS: Record<ActionName, readonly Compared[]> = {
  promote: ALL,
  promoteFull: ['podHash', 'stablePodHash', 'aborted'],
  abort: ['podHash', 'stablePodHash'],
  retry: ['podHash', 'stablePodHash', 'aborted'],
  pause: ['podHash', 'stablePodHash', 'aborted'],
  resume: ['podHash', 'stablePodHash', 'aborted', 'step', 'paused'],
  restart: ['podHash'],
};

/**
 * Whether a request rests on what is still there: two clicks then never take two steps, and a full promotion never hits a
 * version that was not seen. With an action, only what that action depends on is compared.
 *
 * @public
 */
export function stillAsSeen(
  saw: Saw,
  rollout: RolloutObject,
  action?: ActionName,
): StillAsSeen {
  const is = whatOnePersonSaw(rollout);
  if (is.uid !== saw.uid) {
    return {
      same: false,
      now: 'This is another Rollout now: it was deleted and made again.',
    };
  }
  const fields = action ? MATTERS[action] : ALL;
  const moved = fields.find(field => is[field] !== saw[field]);
  if (!moved) return { same: true };
  const total = stepsOf(rollout).length;
  return {
    same: false,
    now: `${change(moved, saw, is, total)} ${now(rollout, is, total)}`,
  };
}

function change(field: Compared, saw: Saw, is: Saw, total: number): string {
  switch (field) {
    case 'podHash':
      return 'The version in flight changed since you looked.';
    case 'stablePodHash':
      return 'The stable version changed since you looked.';
    case 'aborted':
      return is.aborted
        ? 'The update was aborted since you looked.'
        : 'The update was retried since you looked.';
    case 'step':
      return `The step changed since you looked: it was ${seenStep(
        saw,
        total,
      )}.`;
    case 'paused':
      return is.paused
        ? 'It was paused since you looked.'
        : 'It went on since you looked.';
    default:
      return `It was ${saw.phase} when you looked.`;
  }
}

function seenStep({ step }: Saw, total: number): string {
  if (step === null) return 'at no step';
  return step < total ? stepWords(step, total) : `after all ${total} steps`;
}

function now(rollout: RolloutObject, is: Saw, total: number): string {
  const images = imagesText(rollout.spec.containers);
  const version = images || (is.podHash ?? 'an unknown version');
  const step =
    is.step === null || total === 0 ? '' : `, ${stepWords(is.step, total)}`;
  return `Now: ${version}, ${is.phase}${step}.`;
}
