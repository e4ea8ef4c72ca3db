import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabApi } from '../kube/api.ts';
import type { ClusterProcesses } from './clusterProcesses.ts';
import {
  adminKubeconfig,
  readAuthority,
  writeServerSecrets,
} from './credentials.ts';
import { writePrivate } from './files.ts';
import { furnish } from './furnish.ts';
import { controllersReady, serverReady } from './readiness.ts';
import type { LabRequest } from './request.ts';
import { readStages } from './stages.ts';
import { startServer, type StartContext } from './startServer.ts';
import type { LabCluster } from './state.ts';
import { startPrometheusBeside, telemetryReady } from './telemetry.ts';
import { issueToken } from './tokens.ts';
import { waitFor } from './waiting.ts';

/** A cluster with its live processes. */
export interface RunningCluster {
  cluster: LabCluster;
  processes: ClusterProcesses;
}

/** Starts one control plane, and what stands beside it, and waits until it can be worked with. */
export async function startCluster(
  name: string,
  context: StartContext,
): Promise<RunningCluster> {
  const { request: wanted } = context;
  const dir = join(wanted.stateDir, name);
  mkdirSync(join(dir, 'tokens'), { recursive: true, mode: 0o700 });
  const { adminToken } = writeServerSecrets(dir);
  const processes = await startServer(dir, context);
  const [cluster] = await Promise.all([
    startControllers({ name, adminToken }, { processes, wanted }),
    startPrometheusBeside(processes, wanted),
  ]);
  return { cluster, processes };
}

async function startControllers(
  { name, adminToken }: { name: string; adminToken: string },
  { processes, wanted }: { processes: ClusterProcesses; wanted: LabRequest },
): Promise<LabCluster> {
  const { dir, ports, telemetry } = processes.layout;
  const caData = await readCa(dir, processes);
  const url = `https://127.0.0.1:${ports.apiserver}`;
  const access = { url, caData, token: adminToken };
  const config = adminKubeconfig({ cluster: name, ...access });
  writePrivate(join(dir, 'kubeconfig'), config);
  const api = new LabApi(access);
  await serverReady(api, processes);
  if (wanted.controllers) {
    writeFileSync(join(dir, 'stages.yaml'), readStages(wanted));
    processes.start('controller-manager');
    processes.start('scheduler');
    processes.start('kwok');
  }
  await furnish(api, wanted);
  if (telemetry) processes.start('traffic');
  if (wanted.controllers) {
    processes.start('rollouts');
    await controllersReady(api, processes, ports.health);
  }
  if (telemetry) await telemetryReady('traffic', telemetry, processes);
  return describeCluster({ name, ...access }, { api, processes });
}

async function describeCluster(
  access: { name: string; url: string; caData: string; token: string },
  { api, processes }: { api: LabApi; processes: ClusterProcesses },
): Promise<LabCluster> {
  const { name, url, caData, token } = access;
  const { dir } = processes.layout;
  const cluster: LabCluster = {
    name,
    url,
    caData,
    caFile: join(dir, 'ca.crt'),
    kubeconfig: join(dir, 'kubeconfig'),
    tokens: {
      admin: token,
      reader: await issueToken(api, 'reader'),
      writer: await issueToken(api, 'writer'),
    },
    tokenFiles: {
      admin: join(dir, 'tokens', 'admin'),
      reader: join(dir, 'tokens', 'reader'),
      writer: join(dir, 'tokens', 'writer'),
    },
    components: processes.components,
  };
  writePrivate(cluster.tokenFiles.reader, cluster.tokens.reader);
  writePrivate(cluster.tokenFiles.writer, cluster.tokens.writer);
  return cluster;
}

async function readCa(
  dir: string,
  processes: ClusterProcesses,
): Promise<string> {
  const pem = await waitFor(
    "The API server's certificate",
    () => {
      processes.expectRunning('apiserver');
      return readAuthority(dir);
    },
    { withinMs: 30_000, everyMs: 25 },
  );
  writePrivate(join(dir, 'ca.crt'), `${pem}\n`);
  return readFileSync(join(dir, 'ca.crt')).toString('base64');
}
