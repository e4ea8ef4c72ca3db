import type { Tile } from '../arithmetic/tiles';

export const now = new Date('2026-11-25T10:00:00.000Z');
export const DAY = { text: '1d', seconds: 86_400 };
const STEP_MS = 300_000;
const COUNT = 288;

/** A day of five-minute tiles that ends now; the newest last. */
export function aDay(
  of: (index: number) => { bad: number; total: number },
): Tile[] {
  return Array.from({ length: COUNT }, (_, index) => ({
    at: now.getTime() - (COUNT - 1 - index) * STEP_MS,
    ...of(index),
  }));
}
