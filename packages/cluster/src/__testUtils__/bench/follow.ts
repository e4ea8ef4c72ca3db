import type { LabCluster } from '@greenlight/lab';
import type { ClusterConnection } from '../../connection';
import { createClusterIndex } from '../../createClusterIndex';
import { kinds } from './objects';

export const say = (line: string) => process.stdout.write(`${line}\n`);

export function connect(
  cluster: LabCluster,
  who: 'reader' | 'writer',
): ClusterConnection {
  return {
    name: cluster.name,
    server: cluster.url,
    caData: cluster.caData,
    credential: async () => ({
      type: 'bearer token',
      token: cluster.tokens[who],
    }),
    forgetCredential: () => undefined,
  };
}

export type Keep = Parameters<typeof kinds>[0];
export const keepRead: Keep = schema => raw => schema.safeParse(raw).data;
export const keepNothing: Keep = () => () => true;
export const keepAll: Keep = () => raw => raw;

export async function follow(cluster: LabCluster, keep: Keep) {
  const index = createClusterIndex({
    clusters: [connect(cluster, 'reader')],
    kinds: kinds(keep),
    labelKeys: ['backstage.io/kubernetes-id'],
  });
  const started = performance.now();
  index.start();
  await index.settled();
  return { index, ms: performance.now() - started };
}
