import type {
  InstanceState,
  Reading,
} from '@greenlight/backstage-plugin-slo-common';
import { oneLine, parseTime } from '@greenlight/ui';
import type { Polled } from '@greenlight/ui';

/** What is not known to be so any more, since when and why. */
export type StaleView = { lastSeen?: number; reason: string };

/**
 * Whether an answer is old: because the portal does not answer, or because
 * the portal has not read Prometheus for too long.
 */
export function answerStale(
  polled: Pick<Polled<Reading>, 'value' | 'error' | 'readAt'>,
  now: number,
): StaleView | undefined {
  const { value, error, readAt } = polled;
  if (!value) return undefined;
  if (error) return { lastSeen: readAt, reason: oneLine(error.message) };
  if (readAt !== undefined && now - readAt > value.staleAfterMs) {
    return { lastSeen: readAt, reason: 'the portal does not answer' };
  }
  const read = parseTime(value.readAt);
  const answered = parseTime(value.at);
  if (
    read !== undefined &&
    answered !== undefined &&
    answered - read > value.staleAfterMs
  ) {
    return { lastSeen: read, reason: 'Prometheus has not been read since' };
  }
  return undefined;
}

/** A Prometheus that does not answer as it should. */
export type InstanceNotice = { name: string; text: string };

const says: Record<InstanceState['state'], string> = {
  live: 'answers',
  partial: 'answered in part',
  down: 'does not answer',
  notRead: 'has not been read yet',
};

/** Instances that people have to know about. */
export function instanceNotices(
  instances: readonly InstanceState[],
): InstanceNotice[] {
  return instances
    .filter(({ state }) => state !== 'live')
    .map(({ name, state, reason }) => ({
      name,
      text: oneLine(
        `Prometheus ${name} ${says[state]}${reason ? `: ${reason}` : ''}`,
      ),
    }));
}
