import type { UnknownReason } from '@greenlight/backstage-plugin-slo-common';
import { gist } from './quoted';
import type { FailingRule } from './reading';

/** A tile is written every five minutes; after three missed ones it is old. */
export const TILE_SECONDS = 300;
const OLD_MS = 3 * TILE_SECONDS * 1000;
const MINUTE = 60_000;

type Ages = { readonly newestAt?: number; readonly evaluatedAt: number };

/** Whether tiles are still written. Both times are of the clock of the same Prometheus. */
export function isFresh({ newestAt, evaluatedAt }: Ages): boolean {
  return (
    newestAt !== undefined &&
    isTime(newestAt) &&
    evaluatedAt - newestAt <= OLD_MS
  );
}

/** A moment for a sentence, in UTC: the day only where it is another one. */
export function moment(at: number, now: number): string {
  const iso = new Date(at).toISOString();
  const time = `${iso.slice(11, 16)} UTC`;
  const today = new Date(now).toISOString().slice(0, 10);
  return iso.startsWith(today) ? time : `${iso.slice(0, 10)} ${time}`;
}

/** That a rule fails, in Prometheus' own words. */
export function ruleFailed({ rule, error }: FailingRule): UnknownReason {
  const sentence = `the rule ${gist(rule)} fails: ${gist(error)}`;
  return { code: 'ruleFailed', sentence };
}

/** Why there is no new tile: a rule that fails, or nothing to count. */
export function staleness({
  newestAt,
  evaluatedAt,
  failing,
}: Ages & { failing: FailingRule | undefined }): UnknownReason {
  if (failing) return ruleFailed(failing);
  if (newestAt === undefined || !isTime(newestAt)) {
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

/** The largest time that a Date can hold. */
const LAST = 8.64e15;

/** Whether a number is a time that can be shown. */
export function isTime(at: number): boolean {
  return Math.abs(at) <= LAST;
}

/** A note on clocks that differ, which makes ages wrong. */
export function clockNotes(
  instance: string,
  { newestAt = -Infinity, evaluatedAt }: Ages,
  now: number,
): string[] {
  const notes: string[] = [];
  const ahead = evaluatedAt - now;
  if (Math.abs(ahead) >= MINUTE) {
    notes.push(
      `The clock of Prometheus ${instance} is ${Math.round(
        Math.abs(ahead) / MINUTE,
      )} min ${
        ahead > 0 ? 'ahead of' : 'behind'
      } the portal's; ages may be wrong by so much.`,
    );
  }
  if (newestAt - evaluatedAt >= MINUTE) {
    notes.push(
      `Its newest data carries a time in the future (${moment(
        newestAt,
        evaluatedAt,
      )}): the clock of who records it is ahead.`,
    );
  }
  return notes;
}
