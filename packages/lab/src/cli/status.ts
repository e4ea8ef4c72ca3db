import { existsSync } from 'node:fs';
import { labApi } from '../run/control.ts';
import { isPrometheusReady } from '../prometheus/http.ts';
import { isReady } from '../run/readiness.ts';
import { livingSupervisor } from '../run/leftovers.ts';
import { labDir } from '../run/paths.ts';
import { isAlive, memoryOf } from '../run/processes.ts';
import {
  labFile,
  readLab,
  type Lab,
  type LabCluster,
  type LabComponent,
  type LabPrometheus,
} from '../run/state.ts';

/** One program as it is now. */
export interface ComponentStatus {
  name: string;
  pid?: number;
  running: boolean;
  ports: number[];
  memoryBytes?: number;
}

/** One lab as it is now. */
export interface LabStatus {
  name: string;
  well: boolean;
  state: 'running' | 'starting' | 'dead' | 'absent';
  startedAt?: string;
  file?: string;
  supervisorPid?: number;
  clusters: Array<{
    name: string;
    url: string;
    ready: boolean;
    components: ComponentStatus[];
  }>;
  prometheus?: { url: string; version: string; ready: boolean };
}

/** Looks at a lab: its file, its processes, its API servers. */
export async function statusOf(name: string): Promise<LabStatus> {
  const dir = labDir(name);
  const living = livingSupervisor(dir);
  if (!existsSync(labFile(name))) {
    const absent = existsSync(dir) ? 'dead' : 'absent';
    const state = living ? 'starting' : absent;
    return { name, well: false, state, clusters: [] };
  }
  const lab = readLab(name);
  const clusters = await Promise.all(lab.clusters.map(clusterStatus));
  const prometheus = lab.prometheus && (await prometheusStatus(lab.prometheus));
  return {
    name,
    state: living ? 'running' : 'dead',
    well:
      living !== undefined &&
      clusters.every(isWell) &&
      prometheus?.ready !== false,
    startedAt: lab.startedAt,
    file: labFile(name),
    supervisorPid: lab.supervisor.pid,
    clusters,
    ...(prometheus && { prometheus }),
  };
}

async function prometheusStatus({
  url,
  version,
}: LabPrometheus): Promise<NonNullable<LabStatus['prometheus']>> {
  return { url, version, ready: await isPrometheusReady(url) };
}

function isWell(cluster: LabStatus['clusters'][number]): boolean {
  return cluster.ready && cluster.components.every(({ running }) => running);
}

async function clusterStatus(
  cluster: LabCluster,
): Promise<LabStatus['clusters'][number]> {
  return {
    name: cluster.name,
    url: cluster.url,
    ready: await isReady(labApi(cluster)),
    components: cluster.components.map(componentStatus),
  };
}

function componentStatus(component: LabComponent): ComponentStatus {
  const { name, pid, startTime, ports } = component;
  const running =
    pid !== undefined && startTime !== undefined && isAlive({ pid, startTime });
  return running
    ? { name, pid, running, ports, memoryBytes: memoryOf(pid) }
    : { name, running, ports };
}

const SENTENCES: Record<LabStatus['state'], string> = {
  running: 'is running',
  starting: 'is starting',
  dead: 'is dead: its supervisor is gone ("./greenlight lab down" or "up" cleans it up)',
  absent: 'does not exist: start it with "./greenlight lab up"',
};

/** The status for people. */
export function statusText(status: LabStatus): string {
  const since = status.startedAt ? ` since ${status.startedAt}` : '';
  const lines = [`Lab "${status.name}" ${SENTENCES[status.state]}${since}`];
  if (status.file) lines.push(`  ${status.file}`);
  for (const cluster of status.clusters) {
    const ready = cluster.ready ? 'ready' : 'NOT READY';
    lines.push(`  Cluster ${cluster.name}  ${cluster.url}  ${ready}`);
    lines.push(row('component', 'pid', 'memory', 'ports'));
    for (const one of cluster.components) {
      lines.push(
        row(
          one.name,
          one.running ? String(one.pid) : 'STOPPED',
          one.memoryBytes === undefined
            ? '-'
            : `${Math.round(one.memoryBytes / 1e6)} MB`,
          one.ports.join(' ') || '-',
        ),
      );
    }
    const sum = cluster.components.reduce(
      (total, { memoryBytes = 0 }) => total + memoryBytes,
      0,
    );
    lines.push(row('together', '', `${Math.round(sum / 1e6)} MB`, ''));
  }
  if (status.prometheus) {
    const { url, version, ready } = status.prometheus;
    const word = ready ? 'ready' : 'NOT READY';
    lines.push(`  Prometheus ${version}  ${url}  ${word}`);
  }
  return lines.join('\n');
}

function row(...[name, pid, memory, ports]: string[]): string {
  return `    ${name?.padEnd(20)}${pid?.padStart(8)}${memory?.padStart(
    10,
  )}  ${ports}`.trimEnd();
}

/** Is this lab's supervisor alive? */
export function isRunning(lab: Lab): boolean {
  return isAlive(lab.supervisor);
}
