import { spawn, spawnSync } from 'node:child_process';
import { LabError } from '../errors.ts';
import { explainGoFailure } from './requirements.ts';

const ENVIRONMENT = {
  CGO_ENABLED: '0',
  GOFLAGS: '',
  GOTOOLCHAIN: 'local',
  GOWORK: 'off',
};

/** What `go version` prints, or undefined when there is no `go` on PATH. */
export function goVersion(): string | undefined {
  const result = spawnSync('go', ['version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout : undefined;
}

/** One value of `go env`. */
export function goEnv(name: string): string {
  const result = spawnSync('go', ['env', name], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : '';
}

/** Runs `go` in a folder, telling each line of its error output; gives its standard output. */
export async function go(
  args: readonly string[],
  options: { cwd: string; onLine?: (line: string) => void },
): Promise<string> {
  const child = spawn('go', args, {
    cwd: options.cwd,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let tail = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4000);
    for (const line of text.split('\n')) if (line) options.onLine?.(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return out;
  const last = tail.trim().split('\n').slice(-5).join('\n');
  const known = explainGoFailure(tail, goEnv('GOPROXY'));
  throw new LabError(
    known
      ? `${known}\n${last}`
      : `"go ${args[0]}" in ${options.cwd} failed (exit code ${code}):\n${last}`,
  );
}
