import fs from 'node:fs';
import { root } from '../paths.ts';

export interface Marker {
  pid: number;
  startedAt: string;
  root: string;
}

/** Every program that we start carries this in its environment, so that a later run can tell what a killed one left behind. */
export function runMarker(): string {
  return formatMarker({
    pid: process.pid,
    startedAt: startTimeOf(process.pid) ?? '0',
    root,
  });
}

export function formatMarker(marker: Marker): string {
  return `${marker.pid}:${marker.startedAt}:${marker.root}`;
}

export function parseMarker(text: string): Marker | undefined {
  const match = text.match(/^(\d+):(\d+):(.+)$/);
  if (!match) {
    return undefined;
  }
  const [, pid = '', startedAt = '', where = ''] = match;
  return { pid: Number(pid), startedAt, root: where };
}

/** The start time in clock ticks: with the pid it names a process for good. A dead one has none, though its parent has not looked yet. */
export function startTimeOf(pid: number): string | undefined {
  try {
    return startTimeIn(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The program's name may hold blanks and brackets, so count from the last one. */
export function startTimeIn(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isDead = fields[0] === 'Z' || fields[0] === 'X';
  return isDead ? undefined : fields[19];
}
