import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromRoot, logDir } from '../paths.ts';
import { start } from '../process/programs.ts';
import type { Running } from '../process/programs.ts';
import { portalSettings } from './settings.ts';
import type { PortalOptions } from './settings.ts';

const READY_WITHIN_MS = 120_000;
const TRANSFORM = 'node_modules/@backstage/cli-node/config/nodeTransform.cjs';

export interface Portal {
  url: string;
  running: Running;
}

export type PortalStart =
  | { ok: true; portal: Portal }
  | { ok: false; output: string };

export interface ServeOptions extends PortalOptions {
  logName: string;
  onLine?: (line: string) => void;
}

/** One process: the backend from source, which also serves the built frontend. */
export async function servePortal(options: ServeOptions): Promise<PortalStart> {
  fs.mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const running = start({
    command: process.execPath,
    args: [
      '--enable-source-maps',
      '--require',
      fromRoot(TRANSFORM),
      'src/index.ts',
      ...configArgs(options.lab !== undefined),
    ],
    cwd: fromRoot('packages', 'backend'),
    env: { NODE_ENV: 'development', ...portalSettings(options) },
    logFile: path.join(logDir, `${options.logName}.log`),
    onLine: options.onLine,
  });
  const url = `http://localhost:${options.port}`;
  const ready = waitUntilReady(url);
  const first = await Promise.race([ready, running.ended]);
  if (first === true) {
    return { ok: true, portal: { url, running } };
  }
  await running.stop();
  const { output } = await running.ended;
  return { ok: false, output };
}

function configArgs(lab: boolean): string[] {
  const files = ['app-config.yaml', ...(lab ? ['app-config.lab.yaml'] : [])];
  return files.flatMap(file => ['--config', fromRoot(file)]);
}

async function waitUntilReady(url: string): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (await answers(`${url}/.backstage/health/v1/readiness`)) {
      return true;
    }
    await sleep(300);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return response.ok;
  } catch {
    return false;
  }
}
