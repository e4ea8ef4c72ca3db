import { exactTarget } from '../arithmetic/target';
import { readWindow } from '../arithmetic/window';
import type { Objective } from '../objective';

/** A target of so many percent. */
export function target(percent: string): Objective['target'] {
  const read = exactTarget(percent);
  if (!read.ok) throw new Error(read.sentence);
  return read.target;
}

/** A window as it is written. */
export function window(text: string): Objective['window'] {
  const read = readWindow(text);
  if (!read.ok) throw new Error(read.sentence);
  return read.window;
}

/** A window that was seen whole. */
export const whole = { ratio: 1, seenSeconds: 2_592_000 };

export const NEWEST = '2026-11-25T10:00:00.000Z';
