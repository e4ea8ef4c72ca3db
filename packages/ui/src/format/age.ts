import { formatSpan } from './duration';

/** Clocks of two machines differ by this much without anybody noticing. */
const SKEW_MS = 5_000;

/** Milliseconds of an ISO time; undefined for what is no time. @public */
export function parseTime(
  time: string | number | undefined,
): number | undefined {
  if (time === undefined) return undefined;
  const ms = typeof time === 'number' ? time : Date.parse(time);
  return Number.isFinite(ms) ? ms : undefined;
}

/** Writes an age: `just now`, `9 s ago`, `in 3 min`. @public */
export function formatAge(
  at: string | number | undefined,
  now: number,
): string {
  const ms = parseTime(at);
  if (ms === undefined) return 'at an unknown time';
  const age = now - ms;
  if (age < -SKEW_MS) return `in ${formatSpan(age)}`;
  if (age < 1_000) return 'just now';
  return `${formatSpan(age)} ago`;
}

/** Writes a time in full with its zone: `25 Nov 2026, 14:02:07 GMT+1`. @public */
export function formatTime(
  at: string | number | undefined,
  timeZone?: string,
): string {
  const ms = parseTime(at);
  if (ms === undefined) return 'unknown time';
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(ms);
}
