import fs from 'node:fs';
import path from 'node:path';
import { fromRoot, logDir, root, stateDir, yarnProgram } from '../paths.ts';
import { run } from '../process/programs.ts';
import type { Stage, StageResult } from '../stages.ts';
import { installStamp } from './stamp.ts';

const stampFile = fromRoot('node_modules', '.greenlight-install');

/** Installs with the committed lock, unless this very set was installed to the end before. */
export function installStage(): Stage {
  return { name: 'install', run: install };
}

/** Is node_modules what the committed lock says? `GREENLIGHT_NO_INSTALL=1` answers yes for those who install by hand. */
export function isInstalled(): boolean {
  return (
    process.env.GREENLIGHT_NO_INSTALL === '1' ||
    readIfThere(stampFile) === currentStamp()
  );
}

async function install(): Promise<StageResult> {
  if (isInstalled()) {
    return { kind: 'ok', note: 'nothing changed' };
  }
  const stamp = currentStamp();
  fs.rmSync(stampFile, { force: true });
  const ended = await run({
    command: process.execPath,
    args: [yarnProgram, 'install', '--immutable'],
    cwd: root,
    env: { CI: 'true', YARN_ENABLE_PROGRESS_BARS: 'false' },
    logFile: path.join(logDir, 'install.log'),
  });
  if (ended.code !== 0) {
    return { kind: 'failed', output: ended.output, advise: true };
  }
  fs.writeFileSync(stampFile, stamp);
  return { kind: 'ok' };
}

/** Where Go's own installer puts it; login shells know, CI runners often do not. */
const GO = '/usr/local/go/bin';

/** Programs of ours that look for `yarn` find the committed one first. */
export function prepareToolPath(): void {
  const bin = path.join(stateDir, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  const script = `#!/bin/sh\nexec "${process.execPath}" "${yarnProgram}" "$@"\n`;
  const file = path.join(bin, 'yarn');
  if (readIfThere(file) !== script) {
    fs.writeFileSync(file, script, { mode: 0o755 });
  }
  process.env.PATH = [
    bin,
    path.dirname(process.execPath),
    process.env.PATH,
    GO,
  ].join(path.delimiter);
}

function currentStamp(): string {
  const files = [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...workspaceFiles(),
  ];
  return installStamp({
    nodeVersion: process.version,
    platform: `${process.platform}-${process.arch}`,
    files: files.map(file => ({
      path: file,
      content: fs.readFileSync(fromRoot(file), 'utf8'),
    })),
  });
}

function workspaceFiles(): string[] {
  return ['packages', 'plugins'].flatMap(folder =>
    fs
      .readdirSync(fromRoot(folder))
      .map(name => `${folder}/${name}/package.json`)
      .filter(file => fs.existsSync(fromRoot(file))),
  );
}

function readIfThere(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
