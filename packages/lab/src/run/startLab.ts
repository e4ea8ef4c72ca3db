import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locatePrograms, type Programs } from '../build/locate.ts';
import { applyDemo } from '../demo/demo.ts';
import { codeOf, LabError, messageOf } from '../errors.ts';
import {
  requirePrometheus,
  type PrometheusVersion,
} from '../prometheus/programs.ts';
import { writePrivateJson } from './files.ts';
import { claimFile, cleanUp, livingSupervisor } from './leftovers.ts';
import { labDir, packageDir, repoRoot } from './paths.ts';
import { identify, isAlive, signal } from './processes.ts';
import { supervisorMessage, type LabRequest } from './request.ts';
import { readLab, type Lab } from './state.ts';
import { waitFor } from './waiting.ts';

/**
 * What to start.
 *
 * @public
 */
export interface StartLabOptions {
  /** Default: `default`. */
  name?: string;
  /** How many API servers; default 1. */
  clusters?: number;
  /** Apply the demo services; default false. */
  demo?: boolean;
  /** False: etcd and API server only, nothing reconciles; default true. */
  controllers?: boolean;
  /** A Prometheus that reads the traffic of the first cluster: built (`3`), Debian's (`2`) or none (the default). */
  prometheus?: PrometheusVersion | false;
  /** True: leave it running when this process ends; default false. */
  detached?: boolean;
  /** Is told what happens. */
  onProgress?: (line: string) => void;
}

/**
 * Starts a lab and waits until it can be worked with. It ends with the calling process unless `detached`.
 *
 * @public
 */
export async function startLab(options: StartLabOptions = {}): Promise<Lab> {
  const name = options.name ?? 'default';
  const stateDir = labDir(name);
  const say = options.onProgress ?? (() => undefined);
  const programs = builtPrograms();
  const prometheus = options.prometheus && prometheusFor(options.prometheus);
  await claim(name, stateDir, say);
  const started = Date.now();
  const child = launch(
    requestFor({ name, stateDir, options, programs, prometheus }),
  );
  await readiness(child);
  const lab = readLab(join(stateDir, 'lab.json'));
  say(`Ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  if (lab.demo) await applyDemo(lab, say);
  if (options.detached && child.connected) child.send('detach');
  child.channel?.unref();
  child.unref();
  return lab;
}

function builtPrograms(): Programs {
  const programs = locatePrograms();
  if (programs.missing.length > 0) {
    throw new LabError(
      `The lab is not built (${programs.missing.join(
        ', ',
      )} missing): run "./greenlight lab build".`,
    );
  }
  return programs;
}

function requestFor(from: {
  name: string;
  stateDir: string;
  options: StartLabOptions;
  programs: Programs;
  prometheus: LabRequest['prometheus'] | false;
}): LabRequest {
  const { name, stateDir, options, programs, prometheus } = from;
  const controllers = options.controllers ?? true;
  return {
    name,
    stateDir,
    clusters: options.clusters ?? 1,
    controllers,
    demo: controllers && (options.demo ?? false),
    binDir: programs.binDir,
    assetsDir: programs.assetsDir,
    packageDir: packageDir(),
    rbacDir: join(repoRoot(), 'k8s', 'rbac'),
    ...(prometheus && { prometheus }),
  };
}

function prometheusFor(
  wanted: PrometheusVersion,
): NonNullable<LabRequest['prometheus']> {
  const { prometheus, promtool, version } = requirePrometheus(wanted);
  return { program: prometheus, promtool, version };
}

/** One supervisor per folder. What a dead one left is cleaned up first. */
async function claim(
  name: string,
  stateDir: string,
  say: (line: string) => void,
): Promise<void> {
  const living = livingSupervisor(stateDir);
  if (living) {
    throw new LabError(
      `The lab "${name}" is running already (process ${living.pid}): use it, end it with "./greenlight lab down --name ${name}", or start another one with --name.`,
    );
  }
  const killed = await cleanUp(stateDir);
  if (killed > 0) {
    say(`Ended ${killed} processes that an earlier lab "${name}" had left.`);
  }
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new LabError(
      `The folder ${stateDir} cannot be made (${messageOf(
        error,
      )}): make room, or point GREENLIGHT_LAB_DIR at a folder where you may write.`,
      { cause: error },
    );
  }
  try {
    const claims = JSON.stringify([identify(process.pid)]);
    writeFileSync(claimFile(stateDir), claims, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw new LabError(
      `Another process is starting the lab "${name}" right now: wait for it, or choose another --name.`,
    );
  }
}

function launch(request: LabRequest): ChildProcess {
  const { stateDir } = request;
  const requestFile = join(stateDir, 'request.json');
  writePrivateJson(requestFile, request);
  const log = openSync(join(stateDir, 'supervisor.log'), 'a', 0o600);
  const main = join(request.packageDir, 'src', 'main.ts');
  const child = spawn(process.execPath, [main, 'supervise', requestFile], {
    cwd: repoRoot(),
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  closeSync(log);
  const me = child.pid === undefined ? undefined : identify(child.pid);
  if (me) writePrivateJson(claimFile(stateDir), [me]);
  return child;
}

function readiness(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code =>
      reject(
        new LabError(
          `The supervisor of the lab ended while it was starting (exit code ${code}).`,
        ),
      ),
    );
    child.on('message', raw => {
      const message = supervisorMessage.safeParse(raw).data;
      if (message?.type === 'ready') resolve();
      if (message?.type === 'failed') reject(new LabError(message.message));
    });
  });
}

/**
 * Ends a lab and removes its folder. One that is not there is fine.
 *
 * @public
 */
export async function stopLab(lab: Lab | string): Promise<void> {
  const stateDir = typeof lab === 'string' ? labDir(lab) : lab.stateDir;
  const supervisor = livingSupervisor(stateDir);
  if (supervisor && signal(supervisor, 'SIGTERM')) {
    await waitFor('The end of the lab', () => !isAlive(supervisor), {
      withinMs: 15_000,
      everyMs: 20,
    }).catch(() => signal(supervisor, 'SIGKILL'));
  }
  await cleanUp(stateDir);
}
