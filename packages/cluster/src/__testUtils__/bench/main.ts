import {
  firstCluster,
  labApi,
  readLab,
  startLab,
  stopLab,
} from '@greenlight/lab';
import type { LabApi, LabCluster } from '@greenlight/lab';
import { KubeConfig, ListWatch, Watch } from '@kubernetes/client-node';
import type {
  KubernetesListObject,
  KubernetesObject,
} from '@kubernetes/client-node';
import type { ClusterConnection } from '../../connection';
import { createClusterIndex } from '../../createClusterIndex';
import { createClusterWriter } from '../../createClusterWriter';
import { connectionsTo, heapInUse, spread } from './measure';
import { kinds, NAMESPACE, OBJECTS_PER_ROLLOUT, populate } from './objects';

const ROLLOUTS = Number(process.env.BENCH_ROLLOUTS ?? 1000);
const PATCHES = Number(process.env.BENCH_PATCHES ?? 300);
const TARGET = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  namespace: NAMESPACE,
  name: 'app-7',
};

const say = (line: string) => process.stdout.write(`${line}\n`);

function connect(
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

type Keep = Parameters<typeof kinds>[0];
const keepRead: Keep = schema => raw => schema.safeParse(raw).data;
const keepNothing: Keep = () => () => true;
const keepAll: Keep = () => raw => raw;

async function follow(cluster: LabCluster, keep: Keep) {
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

async function measureMemory(cluster: LabCluster) {
  const ways: [string, Keep][] = [
    ['nothing but the index itself', keepNothing],
    ['what a page reads', keepRead],
    ['whole objects', keepAll],
  ];
  for (const [name, keep] of ways) {
    const before = await heapInUse();
    const { index } = await follow(cluster, keep);
    const used = (await heapInUse()) - before;
    const perRollout = used / ROLLOUTS / 1024;
    say(
      `memory, ${name}: ${(used / 1e6).toFixed(1)} MB, ${perRollout.toFixed(
        1,
      )} KB per rollout with 2 ReplicaSets and 3 pods, ${(
        (perRollout * 1024) /
        OBJECTS_PER_ROLLOUT
      ).toFixed(0)} bytes per object`,
    );
    await index.stop();
  }
}

async function measureStart(cluster: LabCluster, api: LabApi) {
  const raw: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    await api.list({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' });
    raw.push(performance.now() - started);
    const { index, ms } = await follow(cluster, keepRead);
    ours.push(ms);
    await index.stop();
  }
  say(`one plain list of ${ROLLOUTS} rollouts: ${spread(raw)}`);
  say(
    `start until all ${
      ROLLOUTS * OBJECTS_PER_ROLLOUT
    } objects of 3 kinds are in the index: ${spread(ours)}`,
  );
}

/** What people use otherwise: the library's informer on the same kind. */
function startInformer(cluster: LabCluster) {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: 'lab',
      server: cluster.url,
      caData: cluster.caData,
      skipTLSVerify: false,
    },
    { name: 'reader', token: cluster.tokens.reader },
  );
  const path = '/apis/argoproj.io/v1alpha1/rollouts';
  const api = labApi(cluster, 'reader');
  const informer = new ListWatch<KubernetesObject>(
    path,
    new Watch(config),
    async () =>
      (await api.request(
        'GET',
        path,
      )) as KubernetesListObject<KubernetesObject>,
    false,
  );
  return informer;
}

async function measureLatency(cluster: LabCluster, api: LabApi) {
  const { index } = await follow(cluster, keepRead);
  const informer = startInformer(cluster);
  const writer = createClusterWriter({
    connection: connect(cluster, 'writer'),
  });
  const stop = new AbortController();
  const seen: Record<'raw' | 'informer' | 'index', (step: number) => void> = {
    raw: () => undefined,
    informer: () => undefined,
    index: () => undefined,
  };
  const stepOf = (object: unknown) =>
    (object as { status?: { currentStepIndex?: number } }).status
      ?.currentStepIndex ?? -1;
  const rawWatch = (async () => {
    const ref = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
    for await (const { object } of api.watch(ref, stop.signal)) {
      if (object.metadata.name === TARGET.name) seen.raw(stepOf(object));
    }
  })();
  informer.on('update', object => {
    if (object.metadata?.name === TARGET.name) seen.informer(stepOf(object));
  });
  await informer.start();
  index.subscribe(({ changes }) => {
    for (const { kind, cluster: name, namespace } of changes) {
      if (kind !== 'Rollout') continue;
      const at = { kind: 'Rollout', cluster: name, namespace } as const;
      const row = index.get({ ...at, name: TARGET.name });
      if (row) seen.index(stepOf(row.value));
    }
  });
  const samples = { answer: [], raw: [], informer: [], index: [] } as Record<
    'answer' | keyof typeof seen,
    number[]
  >;
  for (let step = 1; step <= PATCHES; step++) {
    const found = await writer.read(TARGET);
    if (found.outcome !== 'found') throw new Error(found.reason);
    const started = performance.now();
    const arrivals = (['raw', 'informer', 'index'] as const).map(
      who =>
        new Promise<void>(resolve => {
          seen[who] = at => {
            if (at !== step) return;
            samples[who].push(performance.now() - started);
            seen[who] = () => undefined;
            resolve();
          };
        }),
    );
    const result = await writer.patch(TARGET, {
      subresource: 'status',
      body: { status: { currentStepIndex: step } },
      resourceVersion: found.object.resourceVersion,
    });
    if (result.outcome !== 'patched') throw new Error(result.reason);
    samples.answer.push(performance.now() - started);
    await Promise.all(arrivals);
  }
  say(`patch → its answer: ${spread(samples.answer)}`);
  say(`patch → raw watch event (the floor): ${spread(samples.raw)}`);
  say(`patch → client-node's informer: ${spread(samples.informer)}`);
  say(`patch → change told by the index: ${spread(samples.index)}`);
  stop.abort();
  await Promise.all([rawWatch, informer.stop(), writer.close(), index.stop()]);
}

async function measureConnections(cluster: LabCluster) {
  const port = Number(new URL(cluster.url).port);
  const before = connectionsTo(port);
  const { index } = await follow(cluster, keepNothing);
  const now = connectionsTo(port) - before;
  say(`connections for 3 kinds: ${now} (one per watch, the rest shared)`);
  await index.stop();
}

async function main() {
  const given = process.env.BENCH_LAB;
  const lab = given
    ? readLab(given)
    : await startLab({ name: 'cluster-bench', controllers: false });
  try {
    const cluster = firstCluster(lab);
    const api = labApi(cluster);
    const started = performance.now();
    await populate(api, ROLLOUTS);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(`${ROLLOUTS * OBJECTS_PER_ROLLOUT} objects made in ${seconds} s`);
    await follow(cluster, keepRead).then(({ index }) => index.stop());
    await measureStart(cluster, api);
    await measureConnections(cluster);
    await measureMemory(cluster);
    await measureLatency(cluster, api);
  } finally {
    if (!given) await stopLab(lab);
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${String(error?.stack ?? error)}\n`);
    process.exit(1);
  },
);
