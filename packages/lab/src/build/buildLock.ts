import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../errors.ts';
import { identify, isAlive, type ProcessIdentity } from '../run/processes.ts';
import { waitFor } from '../run/waiting.ts';

/** One build at a time per cache folder; a second one waits and then finds everything there. Gives what releases the lock. */
export async function holdBuildLock(
  dir: string,
  say: (line: string) => void,
): Promise<() => void> {
  const file = join(dir, 'build.lock');
  const me = JSON.stringify(identify(process.pid));
  let told = false;
  await waitFor(
    `The end of the other build that holds ${file}`,
    () => {
      try {
        writeFileSync(file, me, { flag: 'wx' });
        return true;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      const holder = readHolder(file);
      if (!holder || !isAlive(holder)) {
        rmSync(file, { force: true });
      } else if (!told) {
        told = true;
        say(
          `Another build is running (process ${holder.pid}); waiting for it.`,
        );
      }
      return false;
    },
    { withinMs: 30 * 60_000, everyMs: 500 },
  );
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, startTime } = value as Partial<ProcessIdentity>;
    return typeof pid === 'number' && typeof startTime === 'string'
      ? { pid, startTime }
      : undefined;
  } catch {
    return undefined;
  }
}
