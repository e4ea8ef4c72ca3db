/** What the delivery backend's index keeps in memory per rollout, beside the same index with whole objects. */
import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { populate, readLab } from '@greenlight/lab';
import { judge } from './aims.ts';
import { readMemory } from './memoryReport.ts';
import type { MemoryReport } from './memoryReport.ts';
import { need } from './portal.ts';

const ROLLOUTS = 1_000;
const KB = 1024;
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Product code is written for bundlers, so a process with their transform runs it. */
async function indexMemory(keep: 'kept' | 'whole'): Promise<MemoryReport> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--expose-gc',
      '--require',
      `${root}node_modules/@backstage/cli-node/config/nodeTransform.cjs`,
      `${root}plugins/delivery-backend/src/__testUtils__/bench/indexMemory.ts`,
      keep,
    ],
    { cwd: root },
  );
  return readMemory(stdout);
}

function tell(what: string, report: MemoryReport): number {
  const { bytes, rollouts, firstListMs, againMs } = report;
  const perRollout = bytes / KB / rollouts;
  console.log(
    `${what.padEnd(24)} ${perRollout.toFixed(1)} KB per rollout, ${(
      bytes /
      KB /
      KB
    ).toFixed(1)} MB in all; first list ${firstListMs.toFixed(
      0,
    )} ms, once more in the same process ${againMs.toFixed(0)} ms`,
  );
  return perRollout;
}

async function main(): Promise<boolean> {
  const [cluster] = readLab(need('GREENLIGHT_LAB')).clusters;
  if (!cluster) throw new Error('The lab has no cluster');
  const made = await populate(cluster, { rollouts: ROLLOUTS, replicas: 2 });
  const seconds = (made.tookMs / 1000).toFixed(0);
  console.log(
    `${ROLLOUTS} rollouts of 2 pods beside the demo, healthy after ${seconds} s`,
  );
  const kept = await indexMemory('kept');
  const whole = await indexMemory('whole');
  console.log(`objects: ${kept.objects}; load ${loadavg()[0]?.toFixed(1)}`);
  const perRollout = tell('what a page reads', kept);
  tell('whole objects', whole);
  console.log(
    `whole objects would take ${(whole.bytes / kept.bytes).toFixed(1)} times`,
  );
  return judge(
    [
      {
        what: 'memory per rollout with its ReplicaSets and pods',
        figure: perRollout,
        atMost: 20,
        unit: 'KB',
      },
      {
        what: 'objects that could not be read',
        figure: kept.dropped,
        atMost: 0,
        unit: 'objects',
      },
    ],
    console.log,
  );
}

process.exitCode = (await main()) ? 0 : 1;
