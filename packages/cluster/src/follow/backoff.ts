/** Delays between attempts, in milliseconds. */
export interface BackoffLimits {
  baseMs: number;
  maxMs: number;
}

/**
 * The delay before the next attempt after so many failures in a row: doubling,
 * capped, and shortened by up to half so that many watches do not come at once.
 * `draw` is a random number from 0 to 1.
 */
export function backoffMs(
  failures: number,
  limits: BackoffLimits,
  draw: number,
): number {
  const doubled = limits.baseMs * 2 ** Math.min(Math.max(failures - 1, 0), 20);
  return Math.min(doubled, limits.maxMs) * (1 - draw / 2);
}
