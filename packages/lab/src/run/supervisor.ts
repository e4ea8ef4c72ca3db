import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabError, messageOf } from '../errors.ts';
import type { ClusterProcesses } from './clusterProcesses.ts';
import {
  startControlServer,
  type ControlServer,
  type ControlTarget,
} from './controlServer.ts';
import { startCluster, type RunningCluster } from './controlPlane.ts';
import { writePrivateJson } from './files.ts';
import { startGuardian, type Guardian } from './guardian.ts';
import { identify } from './processes.ts';
import {
  labRequest,
  type LabRequest,
  type SupervisorMessage,
} from './request.ts';
import type { Lab, LabCluster } from './state.ts';
import { describePrometheus, urlOf } from './telemetry.ts';

/** Names of the clusters: `lab`, `lab-2`, … */
export function clusterNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? 'lab' : `lab-${i + 1}`,
  );
}

/** Tokens are rotated from outside; their files are the truth. */
function readTokens({ tokenFiles }: LabCluster): LabCluster['tokens'] {
  const read = (file: string) => readFileSync(file, 'utf8').trim();
  return {
    admin: read(tokenFiles.admin),
    reader: read(tokenFiles.reader),
    writer: read(tokenFiles.writer),
  };
}

class Supervisor {
  readonly #request: LabRequest;
  readonly #guardian: Guardian;
  readonly #processes: ClusterProcesses[] = [];
  #running: RunningCluster[] = [];
  #control?: ControlServer;
  #leashed = true;
  #ending = false;

  constructor(request: LabRequest) {
    this.#request = request;
    this.#guardian = startGuardian(request.stateDir);
  }

  async run(): Promise<void> {
    process.on('SIGTERM', () => void this.#end());
    process.on('SIGINT', () => void this.#end());
    process.on('SIGHUP', () => undefined);
    process.on('disconnect', () => {
      if (this.#leashed) void this.#end();
    });
    process.on('message', message => {
      if (message !== 'detach') return;
      this.#leashed = false;
      process.disconnect();
    });
    try {
      await this.#start();
      this.#tell({ type: 'ready' });
    } catch (error) {
      if (!this.#ending) {
        this.#tell({ type: 'failed', message: messageOf(error) });
      }
      await this.#end();
    }
  }

  async #start(): Promise<void> {
    mkdirSync(this.#request.stateDir, { recursive: true, mode: 0o700 });
    const token = randomBytes(32).toString('base64url');
    this.#control = await startControlServer(token, this.#target());
    const names = clusterNames(this.#request.clusters);
    this.#running = await Promise.all(
      names.map((name, index) =>
        startCluster(name, {
          request: this.#request,
          telemetry: index === 0 && this.#request.prometheus !== undefined,
          guardian: this.#guardian,
          onChange: () => this.#record(),
          onProcesses: processes => this.#processes.push(processes),
        }),
      ),
    );
    this.#record();
  }

  #target(): ControlTarget {
    return {
      find: clusterName => {
        const running = this.#running.find(
          ({ cluster }) => cluster.name === clusterName,
        );
        if (!running) {
          const names = this.#running.map(({ cluster }) => cluster.name);
          throw new LabError(
            `There is no cluster ${clusterName}. There are: ${names.join(
              ', ',
            )}.`,
          );
        }
        return running;
      },
    };
  }

  /** The ledger is for whoever must clean up after us; lab.json is for whoever works with the lab. */
  #record(): void {
    if (this.#ending) return;
    const { stateDir } = this.#request;
    const ledger = this.#processes.flatMap(({ components }) =>
      components.flatMap(({ pid, startTime }) =>
        pid && startTime ? [{ pid, startTime }] : [],
      ),
    );
    writePrivateJson(join(stateDir, 'processes.json'), ledger);
    if (this.#running.length > 0) {
      writePrivateJson(join(stateDir, 'lab.json'), this.#describe());
    }
  }

  #describe(): Lab {
    const { name, stateDir, controllers, demo, binDir } = this.#request;
    const me = identify(process.pid);
    if (!me || !this.#control)
      throw new Error('The supervisor has no identity.');
    const [first] = this.#running;
    const telemetry = first?.processes.layout.telemetry;
    return {
      version: 1,
      name,
      stateDir,
      startedAt: this.#startedAt,
      controllers,
      demo,
      binDir,
      supervisor: me,
      control: { url: this.#control.url, token: this.#control.token },
      clusters: this.#running.map(
        ({ cluster, processes }): LabCluster => ({
          ...cluster,
          tokens: readTokens(cluster),
          components: processes.components,
        }),
      ),
      ...(first && telemetry
        ? {
            prometheus: describePrometheus(telemetry, first.processes),
            traffic: { url: urlOf(telemetry.traffic.port) },
          }
        : {}),
    };
  }

  readonly #startedAt = new Date().toISOString();

  #tell(message: SupervisorMessage): void {
    if (process.connected) process.send?.(message);
  }

  async #end(): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    this.#control?.close();
    await Promise.allSettled(this.#processes.map(one => one.stopAll()));
    this.#guardian.release();
    rmSync(this.#request.stateDir, { recursive: true, force: true });
    process.exit();
  }
}

/** The process that owns a lab: its programs are its children. It ends with the process that started it until that one says `detach`. */
export async function supervise(requestFile: string): Promise<void> {
  process.umask(0o077);
  const text = readFileSync(requestFile, 'utf8');
  const supervisor = new Supervisor(labRequest.parse(JSON.parse(text)));
  await supervisor.run();
}
