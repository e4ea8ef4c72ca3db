import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { runMarker } from './marker.ts';

export interface Program {
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Everything that it prints is also written here. */
  logFile?: string;
  /** Its output goes straight to the terminal instead of being kept. */
  inherit?: boolean;
  onLine?: (line: string) => void;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last 200 kB that it printed. */
  output: string;
}

export interface Running {
  pid: number | undefined;
  ended: Promise<Ended>;
  stop(): Promise<void>;
}

const KEEP = 200_000;
const PATIENCE_MS = 8_000;
const running = new Map<ChildProcess, Running>();

/** Starts a program in a process group of its own, so that it can be stopped with all that it started. */
export function start(program: Program): Running {
  const child = spawn(program.command, [...program.args], {
    cwd: program.cwd,
    env: {
      ...process.env,
      GREENLIGHT_RUN: runMarker(),
      ...program.env,
    },
    detached: true,
    stdio: program.inherit
      ? ['ignore', 'inherit', 'inherit']
      : ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child, program);
  const ended = new Promise<Ended>(resolve => {
    child.once('error', error =>
      resolve({ code: 127, signal: null, output: error.message }),
    );
    child.once('close', (code, signal) =>
      resolve({ code, signal, output: output() }),
    );
  }).finally(() => {
    signalGroup(child.pid, 'SIGKILL');
    running.delete(child);
  });
  const handle: Running = {
    pid: child.pid,
    ended,
    stop: () => stopGroup(child.pid, ended),
  };
  running.set(child, handle);
  return handle;
}

/** Runs a program to its end. */
export function run(program: Program): Promise<Ended> {
  return start(program).ended;
}

export async function stopAll(): Promise<void> {
  await Promise.all([...running.values()].map(handle => handle.stop()));
}

/** The last resort of an exit handler, which may not wait. */
export function killAllNow(): void {
  for (const child of running.keys()) {
    signalGroup(child.pid, 'SIGKILL');
  }
}

function collect(child: ChildProcess, program: Program): () => string {
  let kept = '';
  let pending = '';
  const log = program.logFile ? openLog(program.logFile) : undefined;
  const take = (chunk: string) => {
    kept = (kept + chunk).slice(-KEEP);
    log?.write(chunk);
    if (program.onLine) {
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      lines.forEach(program.onLine);
    }
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', take);
  }
  child.once('close', () => log?.end());
  return () => kept;
}

function openLog(file: string): fs.WriteStream {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return fs.createWriteStream(file);
}

async function stopGroup(
  pid: number | undefined,
  ended: Promise<Ended>,
): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  const late = setTimeout(() => signalGroup(pid, 'SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(late);
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
