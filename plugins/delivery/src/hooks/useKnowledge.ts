import { useNow } from '@greenlight/ui';
import type { Knowledge } from '../view/freshness';
import type { LiveDelivery } from './useDelivery';

/** Staleness and the age of receipts are looked at this often. */
const LOOK_MS = 5_000;

/** How well the page knows an answer, told by the server's clock. */
export function useKnowledge(live: LiveDelivery): Knowledge {
  const now = useNow(LOOK_MS);
  const { confirmedAt = 0, error, offsetMs } = live;
  return {
    now: now + offsetMs,
    confirmedAt: confirmedAt + offsetMs,
    ...(error && { error: error.message }),
  };
}
