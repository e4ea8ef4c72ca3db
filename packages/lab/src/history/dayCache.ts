import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../errors.ts';
import { backfill } from '../prometheus/backfill.ts';

/** One day of the past. */
interface Day {
  name: string;
  /** Its series in the OpenMetrics format. */
  text: () => string;
}

const AT_ONCE = 2;

/** A day that nobody has used for so long is made again when it is wanted. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Puts the blocks of days into a folder of samples; those that were made before come from the cache. */
export async function placeDays(what: {
  dataDir: string;
  cache: string;
  /** Whatever the days are made from: another text makes other blocks. */
  madeFrom: readonly string[];
  days: readonly Day[];
  promtool: string;
}): Promise<void> {
  const { cache, days, promtool, dataDir } = what;
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  for (const text of what.madeFrom) hash.update(text).update('\0');
  const key = hash.digest('hex').slice(0, 16);
  const wanted = [...days];
  const work = async () => {
    for (let day = wanted.shift(); day; day = wanted.shift()) {
      const entry = join(cache, `${day.name}-${key}`);
      if (!existsSync(entry)) await make(entry, { day, cache, promtool });
      const now = new Date();
      utimesSync(entry, now, now);
      cpSync(entry, dataDir, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  forgetUnused(cache);
}

/** Made beside its place and moved there, so that two labs that start together do not see half a day. */
async function make(
  entry: string,
  how: { day: Day; cache: string; promtool: string },
): Promise<void> {
  const { day, cache, promtool } = how;
  const dir = mkdtempSync(join(cache, 'making-'));
  try {
    await backfill(dir, { promtool, openMetrics: [day.text()] });
    renameSync(join(dir, 'data'), entry);
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') {
      throw error;
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function forgetUnused(cache: string): void {
  for (const name of readdirSync(cache)) {
    const entry = join(cache, name);
    const age =
      Date.now() -
      (statSync(entry, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > KEPT_MS) rmSync(entry, { recursive: true, force: true });
  }
}
