/** A rolling window: as written, and in seconds. @public */
export type WindowRead =
  | { ok: true; window: { text: string; seconds: number } }
  | { ok: false; sentence: string };

const DAY = 86_400;
const units = [
  ['w', 7 * DAY],
  ['d', DAY],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const;
const written = new RegExp(
  `^${units.map(([unit]) => `(?:(\\d{1,7})${unit})?`).join('')}$`,
);
const LONGEST_DAYS = 366;

/**
 * Reads a duration as Prometheus and OpenSLO write it, for example `30d`,
 * `1h` or `1d12h`. Months and longer have no fixed length and are no rolling
 * windows.
 *
 * @public
 */
export function readWindow(given: string): WindowRead {
  const text = given.trim();
  const seconds = secondsIn(text);
  if (seconds === 0) {
    return wrong(
      text,
      'write a number and one of s, m, h, d, w, for example 30d',
    );
  }
  if (seconds > LONGEST_DAYS * DAY) {
    return wrong(text, `it may not be longer than ${LONGEST_DAYS}d`);
  }
  return { ok: true, window: { text, seconds } };
}

/** 0 where the text is no duration, or none that lasts. */
function secondsIn(text: string): number {
  const counts = written.exec(text)?.slice(1) ?? [];
  return units.reduce(
    (sum, [, length], index) => sum + Number(counts[index] ?? 0) * length,
    0,
  );
}

function wrong(text: string, sentence: string): WindowRead {
  const shown = JSON.stringify(text.slice(0, 40));
  return { ok: false, sentence: `the window is ${shown}: ${sentence}` };
}

/** Seconds as Prometheus writes them: 20160 is `5h36m`, 2592000 is `30d`. */
export function windowText(seconds: number): string {
  let left = seconds;
  let text = '';
  // Rules of an objective are named in days and less.
  for (const [unit, length] of units.slice(1)) {
    const count = Math.floor(left / length);
    if (count > 0) text += `${count}${unit}`;
    left -= count * length;
  }
  return text;
}
