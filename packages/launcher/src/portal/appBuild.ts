import fs from 'node:fs';
import path from 'node:path';
import { fromRoot, logDir, stateDir, tool } from '../paths.ts';
import { contentKey } from '../check/green.ts';
import { run } from '../process/programs.ts';
import type { Stage, StageResult } from '../stages.ts';
import { readWorkspaces } from '../workspaces.ts';

const stampFile = path.join(stateDir, 'app-build');

/** Builds the frontend, unless what went into it is what went into the last one. */
export function appBuildStage(): Stage {
  return { name: 'build of the frontend', run: buildApp };
}

async function buildApp(): Promise<StageResult> {
  const key = contentKey('app', readWorkspaces(), {
    besides: ['app-config.yaml', 'app-config.lab.yaml', 'backstage.json'],
    leaveOut: /\.test\.tsx?$|\/e2e-tests\/|\.md$/,
  });
  const built = fs.existsSync(fromRoot('packages/app/dist/index.html'));
  if (built && readIfThere(stampFile) === key) {
    return { kind: 'ok', note: 'nothing changed' };
  }
  fs.rmSync(stampFile, { force: true });
  const ended = await run({
    command: process.execPath,
    args: [tool('backstage-cli'), 'package', 'build'],
    cwd: fromRoot('packages', 'app'),
    env: { NODE_ENV: 'production', NODE_OPTIONS: '--max-old-space-size=4096' },
    logFile: path.join(logDir, 'app-build.log'),
  });
  if (ended.code !== 0) {
    return { kind: 'failed', output: ended.output, advise: true };
  }
  fs.mkdirSync(stateDir, { recursive: true });
  fs.writeFileSync(stampFile, key);
  return { kind: 'ok' };
}

function readIfThere(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
