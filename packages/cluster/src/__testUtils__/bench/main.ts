import assert from 'node:assert/strict';
import { loadavg } from 'node:os';
import {
  firstCluster,
  labApi,
  readLab,
  startComponent,
  startLab,
  stopComponent,
  stopLab,
} from '@greenlight/lab';
import type { Lab, LabApi, LabCluster } from '@greenlight/lab';
import { eventually } from '../eventually';
import { follow, keepAll, keepNothing, keepRead, say } from './follow';
import type { Keep } from './follow';
import { measureLatency } from './latency';
import { connectionsTo, heapInUse, spread } from './measure';
import { OBJECTS_PER_ROLLOUT, populate } from './objects';

const ROLLOUTS = Number(process.env.BENCH_ROLLOUTS ?? 1000);
const PATCHES = Number(process.env.BENCH_PATCHES ?? 300);

async function measureMemory(cluster: LabCluster) {
  const ways: [string, Keep][] = [
    ['nothing but the index itself', keepNothing],
    ['what a page reads', keepRead],
    ['whole objects', keepAll],
  ];
  for (const [name, keep] of ways) {
    // The first round also pays for code that is compiled only now.
    await memoryOf(cluster, keep);
    const used = await memoryOf(cluster, keep);
    const perRollout = (used / ROLLOUTS / 1024).toFixed(1);
    const perObject = (used / ROLLOUTS / OBJECTS_PER_ROLLOUT).toFixed(0);
    say(
      `memory, ${name}: ${(used / 1e6).toFixed(1)} MB, ` +
        `${perRollout} KB per rollout with 2 ReplicaSets and 3 pods, ` +
        `${perObject} bytes per object`,
    );
  }
}

async function memoryOf(cluster: LabCluster, keep: Keep): Promise<number> {
  const before = await heapInUse();
  const { index } = await follow(cluster, keep);
  const used = (await heapInUse()) - before;
  await index.stop();
  return used;
}

async function measureStart(cluster: LabCluster, api: LabApi) {
  const raw: number[] = [];
  const ours: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    await api.list({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' });
    raw.push(performance.now() - started);
    const before = process.cpuUsage();
    const { index, ms } = await follow(cluster, keepRead);
    const { user, system } = process.cpuUsage(before);
    ours.push(ms);
    cpu.push((user + system) / 1000);
    await index.stop();
  }
  say(`one plain list of ${ROLLOUTS} rollouts: ${spread(raw)}`);
  say(
    `start until all ${
      ROLLOUTS * OBJECTS_PER_ROLLOUT
    } objects of 3 kinds are in the index: ${spread(ours)}`,
  );
  say(`  of which processor time of this process: ${spread(cpu)}`);
}

async function measureConnections(cluster: LabCluster) {
  const port = Number(new URL(cluster.url).port);
  const before = connectionsTo(port);
  const { index } = await follow(cluster, keepNothing);
  const now = connectionsTo(port) - before;
  say(`connections for 3 kinds: ${now} (one per watch, the rest shared)`);
  await index.stop();
}

/** From the API server's own readiness until the index shows a new change. */
async function measureRecovery(lab: Lab, cluster: LabCluster) {
  const { index } = await follow(cluster, keepRead);
  const state = () => index.clusters()[0]?.state;
  const samples: number[] = [];
  for (let round = 0; round < 5; round++) {
    await stopComponent(lab, 'apiserver');
    await eventually(() => assert.equal(state(), 'down'), 30_000);
    await startComponent(lab, 'apiserver');
    const ready = performance.now();
    await eventually(() => assert.equal(state(), 'live'), 30_000);
    samples.push(performance.now() - ready);
  }
  say(`API server ready again → all watches live: ${spread(samples)}`);
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
    const [load = 0] = loadavg();
    say(`load of this machine before: ${load.toFixed(1)}`);
    const started = performance.now();
    await populate(api, ROLLOUTS);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(`${ROLLOUTS * OBJECTS_PER_ROLLOUT} objects made in ${seconds} s`);
    await follow(cluster, keepRead).then(({ index }) => index.stop());
    await measureStart(cluster, api);
    await measureConnections(cluster);
    await measureMemory(cluster);
    if (!given) await measureRecovery(lab, cluster);
    await measureLatency({ cluster, api, patches: PATCHES });
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
