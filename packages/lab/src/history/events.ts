import { demoProfile } from '../traffic/demoTraffic.ts';
import { arrivals, type Instant } from '../traffic/modelRhythm.ts';
import type { Past } from './pasts.ts';

/** All events and bad ones in the five minutes before an instant. */
export interface Events {
  at: Instant;
  total: number;
  bad: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TILE = 300_000;

/** How much worse or better than usual a day is. Five days make one on average, so that every 30 days spend the same. */
const MOODS = [0.7, 0.9, 1.4, 0.8, 1.2];

/** Events per tile from one instant (exclusive) to another (inclusive), in whole numbers; nothing where the objective was not recorded. */
export function tiles(
  past: Past,
  span: { from: Instant; to: Instant; start: Instant },
): Events[] {
  let [total, bad] = [0, 0];
  return instants(span, TILE)
    .filter(at => isRecorded(past, at, span.start))
    .map(at => {
      const events = eventsBefore(past, at, span.start);
      const whole = {
        at,
        total: Math.floor(total + events.total) - Math.floor(total),
        bad: Math.floor(bad + events.bad) - Math.floor(bad),
      };
      total += events.total;
      bad += events.bad;
      return whole;
    });
}

/** Events per second over five minutes, at every step. */
export function rates(
  past: Past,
  span: { from: Instant; to: Instant; start: Instant },
  stepSeconds: number,
): Events[] {
  return instants(span, stepSeconds * 1000)
    .filter(at => isRecorded(past, at, span.start))
    .map(at => {
      const { total, bad } = eventsBefore(past, at, span.start);
      return { at, total: total / (TILE / 1000), bad: bad / (TILE / 1000) };
    });
}

/** The multiples of a step in a span. */
function instants(
  { from, to }: { from: Instant; to: Instant },
  step: number,
): Instant[] {
  const first = Math.floor(from / step) + 1;
  const last = Math.floor(to / step);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => (first + index) * step,
  );
}

function isRecorded(past: Past, at: Instant, start: Instant): boolean {
  const { youngHours, goneHours } = past;
  const hoursAgo = (start - at) / HOUR;
  return (
    (youngHours === undefined || hoursAgo < youngHours) &&
    (goneHours === undefined || hoursAgo >= goneHours)
  );
}

function eventsBefore(past: Past, at: Instant, start: Instant): Events {
  const profile = demoProfile(past.service, past.environment);
  const requests = arrivals(past.service, at - TILE, at);
  const total = (profile?.requestsPerSecond ?? 0) * past.share * requests;
  return { at, total, bad: total * badRatio(past, at, start) };
}

function badRatio(past: Past, at: Instant, start: Instant): number {
  const now = demoProfile(past.service, past.environment)?.[past.bad] ?? 0;
  const { change } = past;
  if (change && start - at < change.hours * HOUR) return now;
  const mood = MOODS[Math.floor((at - 1) / DAY) % MOODS.length] ?? 1;
  return (change?.before ?? now) * mood;
}
