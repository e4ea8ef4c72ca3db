import type { UnknownReason } from '@greenlight/backstage-plugin-slo-common';
import type { FailingRule } from './reading';

/** A tile is written every five minutes; after three missed ones it is old. */
export const TILE_SECONDS = 300;
const OLD_MS = 3 * TILE_SECONDS * 1000;
const MINUTE = 60_000;

/** A moment for a sentence, in UTC: the day only where it is another one. */
export function moment(at: number, now: number): string {
  const iso = new Date(at).toISOString();
  const time = `${iso.slice(11, 16)} UTC`;
  const today = new Date(now).toISOString().slice(0, 10);
  return iso.startsWith(today) ? time : `${iso.slice(0, 10)} ${time}`;
}

/**
 * Why the data of an objective cannot be trusted: a rule that fails, or no new
 * tile for three intervals. Undefined where it is fresh. Both times are of the
 * clock of the same Prometheus.
 */
export function staleness(input: {
  newestAt: number | undefined;
  evaluatedAt: number;
  failing: FailingRule | undefined;
}): UnknownReason | undefined {
  const { newestAt, evaluatedAt, failing } = input;
  const fresh = newestAt !== undefined && evaluatedAt - newestAt <= OLD_MS;
  if (failing) {
    return {
      code: 'ruleFailed',
      sentence: `the rule ${failing.rule} fails: ${failing.error}`,
    };
  }
  if (fresh) return undefined;
  if (newestAt === undefined || !Number.isFinite(newestAt)) {
    return {
      code: 'neverSeen',
      sentence: 'no events have been recorded yet',
    };
  }
  return {
    code: 'noSeries',
    sentence: `no series since ${moment(newestAt, evaluatedAt)}`,
    since: new Date(newestAt).toISOString(),
  };
}

/** A note on clocks that differ, which makes ages wrong. */
export function clockNote(
  instance: string,
  evaluatedAt: number,
  now: number,
): string | undefined {
  const ahead = evaluatedAt - now;
  if (Math.abs(ahead) < MINUTE) return undefined;
  const minutes = Math.round(Math.abs(ahead) / MINUTE);
  return `The clock of Prometheus ${instance} is ${minutes} min ${
    ahead > 0 ? 'ahead of' : 'behind'
  } the portal's; ages may be wrong by so much.`;
}
