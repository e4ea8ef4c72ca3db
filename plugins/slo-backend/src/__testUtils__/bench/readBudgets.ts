/**
 * What one reading of every objective costs, beside asking for one objective at a time. Prints one line of JSON. Run by `./greenlight bench budgets`, which starts a Prometheus with the series:
 * node --require …/nodeTransform.cjs readBudgets.ts URL
 */
import { createPrometheus } from '@greenlight/prometheus';
import type { Prometheus } from '@greenlight/prometheus';
import { PrometheusReader } from '../../adapters/prometheus/PrometheusReader';
import { assemble } from '../../domain/assemble';
import { oneOf } from '../../domain/promql';
import { snapshotQueries } from '../../domain/queries';
import type { Snapshot } from '../../domain/snapshot';

const ROUNDS = 5;
const AT_ONCE = 16;
const replicaLabels: readonly string[] = [];

/** A client that counts the requests it sends. */
function countingClient(url: string) {
  const sent = { queries: 0 };
  const prometheus = createPrometheus({
    name: 'bench',
    url,
    timeoutMs: 60_000,
    fetch: (...request) => {
      sent.queries++;
      return fetch(...request);
    },
  });
  return { prometheus, sent };
}

/** As the plugin does it: a reading of the instance, put together to what pages show. */
async function readAll(prometheus: Prometheus): Promise<Snapshot> {
  const clock = () => new Date();
  const reader = new PrometheusReader(prometheus, clock, replicaLabels);
  const reading = await reader.read(new AbortController().signal);
  if (reading.state === 'down') throw new Error(reading.reason);
  if (reading.failed.length > 0) throw new Error(reading.failed.join('; '));
  return assemble({
    readings: [reading],
    before: undefined,
    replicaLabels,
    now: clock().getTime(),
  });
}

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function measureReadings(url: string) {
  const { prometheus, sent } = countingClient(url);
  const before = process.cpuUsage();
  const readings: Awaited<ReturnType<typeof timed<Snapshot>>>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    sent.queries = 0;
    readings.push(await timed(() => readAll(prometheus)));
  }
  const { user, system } = process.cpuUsage(before);
  return {
    objectives: readings[0]?.result.objectives ?? [],
    queries: sent.queries,
    times: readings.map(({ ms }) => ms),
    cpuMs: (user + system) / 1000 / ROUNDS,
  };
}

/** Asks the same for one objective after the other, a few of them at once. */
async function measureOneByOne(
  url: string,
  ids: readonly string[],
  queries: readonly string[],
) {
  const { prometheus, sent } = countingClient(url);
  const left = ids.flatMap(id =>
    queries.map(query => query.replaceAll('slo_id!=""', oneOf('slo_id', [id]))),
  );
  const worker = async () => {
    for (let query = left.pop(); query; query = left.pop()) {
      await prometheus.query({ query });
    }
  };
  const { ms } = await timed(() =>
    Promise.all(Array.from({ length: AT_ONCE }, worker)),
  );
  return { queries: sent.queries, ms };
}

/** Readings before and after the alternative, because the load of a machine changes. */
async function main(url: string) {
  const before = await measureReadings(url);
  const { objectives } = before;
  const ids = objectives.map(({ objective }) => objective.id);
  const all = Object.values(snapshotQueries);
  const oneByOne = await measureOneByOne(url, ids, all);
  const sumsOnly = await measureOneByOne(url, ids, [snapshotQueries.sums]);
  const after = await measureReadings(url);
  console.log(
    JSON.stringify({
      objectives: ids.length,
      known: objectives.filter(({ budget }) => budget.state === 'measured')
        .length,
      queries: after.queries,
      firstMs: before.times[0],
      medianMs: median([...before.times, ...after.times]),
      cpuMs: after.cpuMs,
      oneByOne,
      sumsOnly,
    }),
  );
}

main(process.argv[2] ?? '').catch(error => {
  console.error(error);
  process.exitCode = 1;
});
