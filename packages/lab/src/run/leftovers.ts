import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { isAlive, signal, type ProcessIdentity } from './processes.ts';
import { waitFor } from './waiting.ts';

const identity = z.object({ pid: z.number(), startTime: z.string() });

function readIdentities(file: string): ProcessIdentity[] {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return z.array(identity).parse(value);
  } catch {
    return [];
  }
}

/** The file by which a supervisor claims a folder. */
export function claimFile(stateDir: string): string {
  return join(stateDir, 'supervisor.json');
}

/** The supervisor of a folder, if it lives. */
export function livingSupervisor(
  stateDir: string,
): ProcessIdentity | undefined {
  return readIdentities(claimFile(stateDir)).find(isAlive);
}

/** Ends what a dead lab left, and removes its folder. Gives how many processes were still there. */
export async function cleanUp(stateDir: string): Promise<number> {
  const ledger = [
    ...readIdentities(claimFile(stateDir)),
    ...readIdentities(join(stateDir, 'processes.json')),
  ];
  const killed = ledger.filter(one => signal(one, 'SIGKILL'));
  await waitFor('The end of leftover processes', () => !killed.some(isAlive), {
    withinMs: 10_000,
  });
  if (existsSync(stateDir)) {
    rmSync(stateDir, { recursive: true, force: true, maxRetries: 3 });
  }
  return killed.length;
}
