import { request } from 'node:http';
import type { LabApi } from '../kube/api.ts';
import { ApiError } from '../kube/errors.ts';
import { LabError } from '../errors.ts';
import type { ClusterProcesses } from './clusterProcesses.ts';
import { waitFor } from './waiting.ts';

/** Is something listening? A plain request to a TLS port is answered with an error, which is an answer. */
export function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = request({ host: '127.0.0.1', port, path: '/' }, response => {
      response.resume();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
    probe.end();
  });
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

/** Waits until the node is Ready and the Rollouts controller answers. */
export async function controllersReady(
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
