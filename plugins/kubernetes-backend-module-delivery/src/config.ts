import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Slots of the Kubernetes plugin through which clusters can be handed over. */
export const slots = ['objectsProvider', 'router'] as const;

export type Slot = (typeof slots)[number];

const PATH = 'kubernetes.delivery.handOver';
const CHOICES = ['auto', ...slots];

/** The slots to try, in order. */
export function readSlots(config: Config): readonly Slot[] {
  const chosen: unknown = config.getOptional(PATH) ?? 'auto';
  if (chosen === 'auto') {
    return slots;
  }
  const slot = slots.find(name => name === chosen);
  if (!slot) {
    throw new InputError(
      `${PATH} is ${JSON.stringify(chosen)}: write one of ${CHOICES.join(
        ', ',
      )}, or leave it out for auto.`,
    );
  }
  return [slot];
}
