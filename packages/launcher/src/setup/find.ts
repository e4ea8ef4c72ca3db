import fs from 'node:fs';
import path from 'node:path';
import os from 'node:os';
import { logDir } from '../paths.ts';
import { run } from '../process/programs.ts';
import { atEnd } from '../process/signals.ts';

/** The full path of a program on PATH or in one of these folders besides. */
export function findProgram(
  name: string,
  besides: readonly string[] = [],
): string | undefined {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...besides,
  ].filter(Boolean);
  return folders
    .map(folder => path.join(folder, name))
    .find(file => {
      try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/** May this run install Debian packages by itself? */
export function mayInstall(): boolean {
  return os.userInfo().uid === 0 && findProgram('apt-get') !== undefined;
}

/** Installs Debian packages; the answer is what went wrong, if anything did. */
export async function aptInstall(
  packages: readonly string[],
): Promise<string | undefined> {
  const apt = (...args: string[]) =>
    run({
      command: 'apt-get',
      args: ['-y', '-o', 'DPkg::Lock::Timeout=120', ...args],
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      logFile: path.join(logDir, `apt-${args[0]}.log`),
    });
  await apt('update');
  const ended = await withoutServices(() =>
    apt('install', '--no-install-recommends', ...packages),
  );
  return ended.code === 0 ? undefined : ended.output;
}

/** Debian asks this program whether an installed service may start; containers have one that says no. */
const POLICY = '/usr/sbin/policy-rc.d';

/** We want programs, not services that listen on this machine from now on. */
async function withoutServices<T>(work: () => Promise<T>): Promise<T> {
  if (fs.existsSync(POLICY)) return work();
  const remove = async () => fs.rmSync(POLICY, { force: true });
  atEnd(remove);
  fs.writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return work().finally(remove);
}
