import { bad, good, quote, type Read } from './read';

/**
 * A length of time as Prometheus writes it, and in seconds.
 *
 * @public
 */
export type Duration = { text: string; seconds: number };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const OPENSLO_UNITS: Readonly<Record<string, number>> = {
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: WEEK,
};

const SHORTEST_WINDOW = DAY;
const LONGEST_WINDOW = 365 * DAY;

/** Seconds as Prometheus writes them: 20160 → `5h36m`, 2592000 → `30d`. */
export function duration(seconds: number): Duration {
  const units: Array<[string, number]> = [
    ['d', DAY],
    ['h', HOUR],
    ['m', MINUTE],
    ['s', 1],
  ];
  let left = seconds;
  let text = '';
  for (const [unit, length] of units) {
    const count = Math.floor(left / length);
    if (count > 0) text += `${count}${unit}`;
    left -= count * length;
  }
  return { text: text || '0s', seconds };
}

/**
 * Reads the length of a rolling window: a whole number with m, h, d or w, from
 * one day to 365.
 *
 * @public
 */
export function parseWindow(text: string): Read<Duration> {
  const [, count, unit = ''] = /^([1-9]\d{0,5})([A-Za-z])$/.exec(text) ?? [];
  if (/^[MQY]$/.test(unit)) {
    return bad(
      `${quote(
        text,
      )} has no fixed length, and calendar windows are not supported yet`,
      'Write a rolling window in days, for example 30d.',
    );
  }
  const length = OPENSLO_UNITS[unit];
  if (!length) {
    return bad(
      `${quote(text)} is not a duration`,
      'Write a whole number and one of m, h, d, w without a space, for example 30d or 4w.',
    );
  }
  const seconds = Number(count) * length;
  if (seconds < SHORTEST_WINDOW) {
    const minutes = unit === 'm' ? ' (m is minutes, not months)' : '';
    return bad(
      `${quote(text)} is shorter than a day${minutes}`,
      'Choose a window from 1d to 365d, for example 30d.',
    );
  }
  if (seconds > LONGEST_WINDOW) {
    return bad(
      `${quote(text)} is longer than 365 days`,
      'Choose a window from 1d to 365d, for example 30d.',
    );
  }
  if (seconds % HOUR !== 0) {
    return bad(
      `${quote(text)} is not a whole number of hours`,
      'Choose a window of whole days or hours, for example 30d.',
    );
  }
  return good(duration(seconds));
}
