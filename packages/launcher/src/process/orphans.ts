import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../paths.ts';
import { parseMarker, startTimeOf } from './marker.ts';

const VARIABLE = 'GREENLIGHT_RUN=';
const PATIENCE_MS = 5_000;

/** Ends what an earlier run of this checkout left behind when it was killed. Linux only: elsewhere there is nothing to read it from. */
export async function endOrphans(): Promise<number> {
  const found = findOrphans();
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    found.filter(isAlive).forEach(pid => send(pid, signal));
    const deadline = Date.now() + PATIENCE_MS;
    while (found.some(isAlive) && Date.now() < deadline) {
      await sleep(100);
    }
  }
  return found.length;
}

function findOrphans(): number[] {
  return listPids().filter(pid => {
    const marker = markerOf(pid);
    return (
      marker !== undefined &&
      marker.root === root &&
      startTimeOf(marker.pid) !== marker.startedAt
    );
  });
}

function listPids(): number[] {
  try {
    return fs
      .readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function markerOf(pid: number) {
  try {
    const variable = fs
      .readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .find(entry => entry.startsWith(VARIABLE));
    return variable === undefined
      ? undefined
      : parseMarker(variable.slice(VARIABLE.length));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  return startTimeOf(pid) !== undefined;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
