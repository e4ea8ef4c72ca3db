import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { explainExit } from '../run/explainExit.ts';
import { startGuardian, type Guardian } from '../run/guardian.ts';
import { freePorts } from '../run/ports.ts';
import { waitFor } from '../run/waiting.ts';
import { backfill } from './backfill.ts';
import {
  prometheusArgs,
  prometheusConfig,
  RULES_DIR,
  type ScrapeTarget,
} from './command.ts';
import { isPrometheusReady, reloadPrometheus } from './http.ts';
import { requirePrometheus, type PrometheusVersion } from './programs.ts';
import { writeRules } from './rules.ts';

/**
 * What a Prometheus of one's own starts with.
 *
 * @public
 */
export interface StartPrometheusOptions {
  /** Default: `3`. */
  version?: PrometheusVersion;
  /** Texts of rule files (YAML). */
  rules?: readonly string[];
  /** What it reads, and how often. */
  scrape?: readonly ScrapeTarget[];
  /** Texts in the OpenMetrics format, with times in seconds and `# EOF` at their end: the past, as it is found at the start. */
  openMetrics?: readonly string[];
  /** How long samples are kept; default 35 days. */
  retentionDays?: number;
}

/**
 * A Prometheus of one's own.
 *
 * @public
 */
export interface PrometheusServer {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** In full: `3.16.0`. */
  version: string;
  /** Its folder: `prometheus.yml`, `rules/`, `data/`, `prometheus.log`. */
  dir: string;
  pid: number;
  /** Replaces all rules; fails with Prometheus' own words when it refuses them, and then the old ones stay. */
  reload(change: { rules: readonly string[] }): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/**
 * Starts a Prometheus on a free port of loopback, in a folder of its own, and waits until it is ready. It ends with the calling process, however that ends.
 *
 * @public
 */
export async function startPrometheus(
  options: StartPrometheusOptions = {},
): Promise<PrometheusServer> {
  const programs = requirePrometheus(options.version ?? '3');
  const dir = mkdtempSync(join(tmpdir(), 'greenlight-prometheus-'));
  const guardian = startGuardian(dir);
  try {
    const scrape = options.scrape ?? [];
    const rules = options.rules ?? [];
    writeFileSync(join(dir, 'prometheus.yml'), prometheusConfig({ scrape }));
    writeRules(join(dir, RULES_DIR), rules);
    const { promtool } = programs;
    const openMetrics = options.openMetrics ?? [];
    await backfill(dir, { promtool, openMetrics });
    const retentionDays = options.retentionDays ?? 35;
    const program = programs.prometheus;
    const running = await run({ program, dir, retentionDays, guardian });
    return handle(running, { dir, guardian, version: programs.version });
  } catch (error) {
    guardian.release();
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

interface Running {
  child: ChildProcess;
  pid: number;
  url: string;
}

/** A port may be taken between choosing and listening: then another one is chosen. */
async function run(what: {
  program: string;
  dir: string;
  retentionDays: number;
  guardian: Guardian;
}): Promise<Running> {
  const { dir, retentionDays } = what;
  const log = join(dir, 'prometheus.log');
  for (let attempt = 1; ; attempt++) {
    const [port = 0] = await freePorts(1);
    const args = prometheusArgs({ port, retentionDays });
    const running = launch({ ...what, args, log, port });
    try {
      await ready(running, log);
      return running;
    } catch (error) {
      await end(running.child);
      const tail = tailOf(log);
      if (!/address already in use/.test(tail) || attempt === 3) throw error;
      rmSync(log);
    }
  }
}

function launch(what: {
  program: string;
  args: string[];
  dir: string;
  log: string;
  port: number;
  guardian: Guardian;
}): Running {
  const { program, args, dir, log, port, guardian } = what;
  const output = openSync(log, 'a', 0o600);
  const child = spawn(program, args, {
    cwd: dir,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.on('error', () => undefined);
  const { pid } = child;
  if (pid === undefined) throw new LabError(`${program} could not be started.`);
  guardian.watch(pid);
  child.on('exit', () => guardian.forget(pid));
  child.unref();
  return { child, pid, url: `http://127.0.0.1:${port}` };
}

async function ready({ child, url }: Running, log: string): Promise<void> {
  await waitFor(
    'The readiness of Prometheus',
    () => {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new LabError(explainExit('prometheus', tailOf(log)));
      }
      return isPrometheusReady(url);
    },
    { withinMs: 60_000, everyMs: 25 },
  );
}

function handle(
  running: Running,
  more: { dir: string; guardian: Guardian; version: string },
): PrometheusServer {
  const { dir, guardian, version } = more;
  const { child, pid, url } = running;
  return {
    url,
    version,
    dir,
    pid,
    reload: async ({ rules }) => {
      const keep = writeRules(join(dir, RULES_DIR), rules);
      try {
        await reloadPrometheus(url);
      } catch (error) {
        keep.restore();
        throw error;
      }
    },
    stop: async () => {
      await end(child);
      guardian.release();
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await waitFor(
    'The end of Prometheus',
    () => child.exitCode !== null || child.signalCode !== null,
    { withinMs: 30_000, everyMs: 10 },
  );
}

function tailOf(log: string): string {
  const text = readFileSync(log, 'utf8');
  return text.trimEnd().split('\n').slice(-8).join('\n');
}
