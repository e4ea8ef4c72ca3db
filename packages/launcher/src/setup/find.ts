import fs from 'node:fs';
import path from 'node:path';
import os from 'node:os';
import { logDir } from '../paths.ts';
import { run } from '../process/programs.ts';

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
  const ended = await apt('install', '--no-install-recommends', ...packages);
  return ended.code === 0 ? undefined : ended.output;
}
