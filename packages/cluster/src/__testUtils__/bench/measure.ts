import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Heap in use after a collection; needs `--expose-gc`. */
export async function heapInUse(): Promise<number> {
  if (!globalThis.gc) throw new Error('Run node with --expose-gc');
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await new Promise(resolve => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

/** The value that so many percent of the samples do not exceed. */
export function percentile(
  samples: readonly number[],
  percent: number,
): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.max(at, 0)] ?? NaN;
}

export function spread(samples: readonly number[]): string {
  const [p50, p95] = [50, 95].map(p => percentile(samples, p).toFixed(1));
  return `p50 ${p50} ms, p95 ${p95} ms (${samples.length})`;
}

/** Established connections of this process to a port (Linux). */
export function connectionsTo(port: number): number {
  const mine = new Set(
    readdirSync('/proc/self/fd').flatMap(fd => {
      try {
        const [, inode] =
          /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`)) ?? [];
        return inode ? [inode] : [];
      } catch {
        return [];
      }
    }),
  );
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(
      ([, , remote = '', state, , , , , , inode = '']) =>
        remote.endsWith(`:${hexPort}`) && state === '01' && mine.has(inode),
    ).length;
}
