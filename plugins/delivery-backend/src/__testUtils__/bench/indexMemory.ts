/**
 * What the index of one cluster costs in memory. Prints one line of JSON. Run by `./greenlight bench memory`, which makes the rollouts:
 * node --expose-gc --require …/nodeTransform.cjs indexMemory.ts kept|whole
 */
import { cachedCredential, createClusterIndex } from '@greenlight/cluster';
import type { ClusterIndex, WatchedKinds } from '@greenlight/cluster';
import { firstCluster, readLab } from '@greenlight/lab';
import type { LabCluster } from '@greenlight/lab';
import { lookupLabels, watchedKinds } from '../../adapters/kubernetes/kinds';
import type { Kept } from '../../adapters/kubernetes/kinds';

type AnyIndex = Pick<
  ClusterIndex<unknown>,
  'start' | 'stop' | 'settled' | 'clusters'
>;

/** The same kinds, keeping each object as the API server sent it. */
function wholeObjects(
  kinds: WatchedKinds<Kept>,
): WatchedKinds<Record<keyof Kept, unknown>> {
  const whole = { project: (raw: unknown) => raw };
  return {
    Rollout: { ...kinds.Rollout, ...whole },
    Deployment: { ...kinds.Deployment, ...whole },
    ReplicaSet: { ...kinds.ReplicaSet, ...whole },
    Pod: { ...kinds.Pod, ...whole },
    AnalysisRun: { ...kinds.AnalysisRun, ...whole },
    VirtualService: { ...kinds.VirtualService, ...whole },
    DestinationRule: { ...kinds.DestinationRule, ...whole },
  };
}

function indexOf(cluster: LabCluster, keep: string): AnyIndex {
  const connection = {
    name: cluster.name,
    server: cluster.url,
    caData: cluster.caData,
    ...cachedCredential(async () => ({
      type: 'bearer token',
      token: cluster.tokens.reader,
    })),
  };
  const common = { clusters: [connection], labelKeys: lookupLabels };
  const kinds = watchedKinds(undefined);
  return keep === 'whole'
    ? createClusterIndex({ ...common, kinds: wholeObjects(kinds) })
    : createClusterIndex<Kept>({ ...common, kinds });
}

/** Follows the cluster until all is listed; the index goes on. */
async function followed(index: AnyIndex) {
  const started = performance.now();
  index.start();
  await index.settled();
  const firstListMs = performance.now() - started;
  const [state] = index.clusters();
  if (state?.state !== 'live') {
    throw new Error(`The cluster is ${state?.state}: ${state?.reason}`);
  }
  const objects = Object.fromEntries(
    Object.entries(state.perKind).map(([kind, each]) => [kind, each.objects]),
  );
  const dropped = Object.values(state.perKind).reduce(
    (sum, each) => sum + each.dropped,
    0,
  );
  return { firstListMs, objects, dropped };
}

/** Bytes in use after everything that nobody holds is gone. */
async function bytesInUse(): Promise<number> {
  if (!globalThis.gc) throw new Error('Run node with --expose-gc');
  for (let round = 0; round < 5; round++) {
    globalThis.gc();
    await new Promise(resolve => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function main() {
  const keep = process.argv[2] ?? 'kept';
  const cluster = firstCluster(readLab());
  // The first round pays for code that is compiled only now.
  const first = indexOf(cluster, keep);
  const { firstListMs } = await followed(first);
  await first.stop();
  const before = await bytesInUse();
  const index = indexOf(cluster, keep);
  const seen = await followed(index);
  const bytes = (await bytesInUse()) - before;
  const { objects, dropped, firstListMs: againMs } = seen;
  process.stdout.write(
    `${JSON.stringify({ bytes, objects, dropped, firstListMs, againMs })}\n`,
  );
  await index.stop();
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${String(error?.stack ?? error)}\n`);
    process.exit(1);
  },
);
