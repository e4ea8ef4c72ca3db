import { spawn } from 'node:child_process';
import { requirePrometheus, type PrometheusVersion } from './programs.ts';

/**
 * What promtool said.
 *
 * @public
 */
export interface PromtoolAnswer {
  /** The exit code; not 0 when it found something wrong. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Where and of which version promtool runs.
 *
 * @public
 */
export interface PromtoolOptions {
  /** Default: where this process is. */
  cwd?: string;
  /** Default: `3`. */
  version?: PrometheusVersion;
}

/**
 * Runs promtool to its end. An exit code other than 0 is an answer, not an error.
 *
 * @public
 */
export async function promtool(
  args: readonly string[],
  options: PromtoolOptions = {},
): Promise<PromtoolAnswer> {
  const found = requirePrometheus(options.version ?? '3');
  return runPromtool(found.promtool, args, options);
}

/** The same with a program that was looked for before. */
export function runPromtool(
  program: string,
  args: readonly string[],
  options: Pick<PromtoolOptions, 'cwd'> = {},
): Promise<PromtoolAnswer> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
}
