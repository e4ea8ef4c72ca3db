import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { LabApi } from '../kube/api.ts';
import { ApiError } from '../kube/errors.ts';
import { LabError } from '../errors.ts';
import { ClusterProcesses } from './clusterProcesses.ts';
import {
  adminKubeconfig,
  readAuthority,
  writeServerSecrets,
} from './credentials.ts';
import { writePrivate } from './files.ts';
import { furnish } from './furnish.ts';
import type { Guardian } from './guardian.ts';
import { freePorts } from './ports.ts';
import type { LabRequest } from './request.ts';
import { readStages } from './stages.ts';
import type { ComponentName, LabCluster } from './state.ts';
import { issueToken } from './tokens.ts';
import { waitFor } from './waiting.ts';

/** A cluster with its live processes. */
export interface RunningCluster {
  cluster: LabCluster;
  processes: ClusterProcesses;
}

/** What a start needs besides the request. */
export interface StartContext {
  request: LabRequest;
  guardian: Guardian;
  onChange: () => void;
  /** Called before anything runs, so that it can be ended from outside. */
  onProcesses: (processes: ClusterProcesses) => void;
}

/** Starts one control plane and waits until it can be worked with. */
export async function startCluster(
  name: string,
  context: StartContext,
): Promise<RunningCluster> {
  const { request: wanted } = context;
  const dir = join(wanted.stateDir, name);
  const { adminToken } = prepareFolder(dir);
  const { processes, port, health } = await startServer(dir, context);
  const caData = await readCa(dir, processes);
  const url = `https://127.0.0.1:${port}`;
  const kubeconfig = join(dir, 'kubeconfig');
  writePrivate(
    kubeconfig,
    adminKubeconfig({ cluster: name, url, caData, token: adminToken }),
  );
  const api = new LabApi({ url, caData, token: adminToken });
  await serverReady(api, processes);
  const controllers: ComponentName[] = wanted.controllers
    ? ['controller-manager', 'scheduler', 'kwok']
    : [];
  if (wanted.controllers)
    writeFileSync(join(dir, 'stages.yaml'), readStages(wanted));
  controllers.forEach(component => processes.start(component));
  await furnish(api, wanted);
  if (wanted.controllers) {
    processes.start('rollouts');
    await controllersReady(api, processes, health);
  }
  const cluster: LabCluster = {
    name,
    url,
    caData,
    caFile: join(dir, 'ca.crt'),
    kubeconfig,
    tokens: {
      admin: adminToken,
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
  return { cluster, processes };
}

function prepareFolder(dir: string): { adminToken: string } {
  mkdirSync(join(dir, 'tokens'), { recursive: true, mode: 0o700 });
  return writeServerSecrets(dir);
}

/** A port may be taken between choosing and listening: then others are chosen. */
async function startServer(
  dir: string,
  context: StartContext,
): Promise<{ processes: ClusterProcesses; port: number; health: number }> {
  for (let attempt = 1; ; attempt++) {
    const [apiserver, kwok, health, metrics] = await freePorts(4);
    if (!apiserver || !kwok || !health || !metrics) {
      throw new LabError('Four free ports were expected.');
    }
    const { binDir } = context.request;
    const ports = { apiserver, kwok, health, metrics };
    const processes = new ClusterProcesses({ binDir, dir, ports }, context);
    context.onProcesses(processes);
    processes.start('etcd');
    processes.start('apiserver');
    try {
      await waitFor(
        'The start of the API server',
        async () => {
          processes.expectRunning('etcd');
          processes.expectRunning('apiserver');
          return answers(apiserver);
        },
        { withinMs: 60_000, everyMs: 25 },
      );
      return { processes, port: apiserver, health };
    } catch (error) {
      const taken = /address already in use/.test(
        processes.logTail('apiserver'),
      );
      await processes.stopAll();
      if (!taken || attempt === 3) throw error;
      rmSync(join(dir, 'etcd'), { recursive: true, force: true });
      rmSync(join(dir, 'apiserver.log'), { force: true });
    }
  }
}

/** Is something listening? A plain request to a TLS port is answered with an error, which is an answer. */
function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = request({ host: '127.0.0.1', port, path: '/' }, response => {
      response.resume();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
    probe.end();
  });
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

/** Waits until the API server says that it is ready. */
export async function serverReady(
  api: LabApi,
  processes: ClusterProcesses,
): Promise<void> {
  await waitFor(
    'The readiness of the API server',
    async () => {
      processes.expectRunning('apiserver');
      return isReady(api);
    },
    { withinMs: 60_000, everyMs: 25 },
  );
}

/** Does the API server say that it is ready? */
export async function isReady(api: LabApi): Promise<boolean> {
  try {
    await api.request('GET', '/readyz');
    return true;
  } catch (error) {
    if (error instanceof ApiError || error instanceof LabError) return false;
    throw error;
  }
}

async function controllersReady(
  api: LabApi,
  processes: ClusterProcesses,
  healthPort: number,
): Promise<void> {
  const node = { apiVersion: 'v1', kind: 'Node', name: 'node-1' };
  await waitFor(
    'The start of the controllers',
    async () => {
      for (const { name } of processes.components)
        processes.expectRunning(name);
      const status = (await api.get(node))?.status;
      return (
        JSON.stringify(status ?? {}).includes('"type":"Ready"') &&
        answers(healthPort)
      );
    },
    { withinMs: 30_000, everyMs: 50 },
  );
}
