/** A rolling window: as written, and in seconds. @public */
export type WindowRead =
  | { ok: true; window: { text: string; seconds: number } }
  | { ok: false; sentence: string };

const units: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/**
 * Reads a duration as Prometheus and OpenSLO write it, for example `30d` or
 * `1h`. Months and longer have no fixed length and are no rolling windows.
 *
 * @public
 */
export function readWindow(text: string): WindowRead {
  const found = /^([1-9]\d{0,6})([smhdw])$/.exec(text.trim());
  const seconds = found && Number(found[1]) * (units[found[2] ?? ''] ?? NaN);
  if (!seconds || !Number.isFinite(seconds)) {
    return {
      ok: false,
      sentence: `the window is ${JSON.stringify(
        text.slice(0, 40),
      )}: write a number and one of s, m, h, d, w, for example 30d`,
    };
  }
  return { ok: true, window: { text: text.trim(), seconds } };
}
