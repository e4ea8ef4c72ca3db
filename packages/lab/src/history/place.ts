import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backfill } from '../prometheus/backfill.ts';
import { cacheDir, packageDir } from '../run/paths.ts';
import { placeDays } from './dayCache.ts';
import { openMetricsOf, type Recording } from './openMetrics.ts';
import { PASTS } from './pasts.ts';

const DAY = 24 * 3_600_000;
const WINDOW_DAYS = 30;

/** The longest window that sums rates. */
const RATE_DAYS = 3;

/** Puts the past of the demo services into the folder of a Prometheus that does not run yet. */
export async function placeHistory(options: {
  /** The folder of the Prometheus; its samples lie in `data/`. */
  dir: string;
  promtool: string;
  now: Date;
  /** Where days are kept that were made before. */
  cache?: string;
}): Promise<void> {
  const { dir, promtool } = options;
  const start = options.now.getTime();
  const recordings = readRecordings();
  // Whole days that ended more than a day ago are the same for every start.
  const settled = dayOf(start - DAY);
  const days = daysBetween(dayOf(start - WINDOW_DAYS * DAY), settled);
  mkdirSync(join(dir, 'data'), { recursive: true, mode: 0o700 });
  await placeDays({
    dataDir: join(dir, 'data'),
    cache: options.cache ?? join(cacheDir(), 'lab', 'history'),
    madeFrom: [promtool, ...sources(), ...recordings.map(({ text }) => text)],
    days: days.map(from => {
      const withRates = from + DAY > start - RATE_DAYS * DAY;
      const span = { from, to: from + DAY, start, withRates };
      return {
        name: `${dateOf(from)}${withRates ? '-rates' : ''}`,
        text: () => openMetricsOf(recordings, span),
      };
    }),
    promtool,
  });
  const span = { from: settled, to: start, start, withRates: true };
  const recent = openMetricsOf(recordings, span);
  await backfill(dir, { promtool, openMetrics: [recent] });
}

function readRecordings(): Recording[] {
  return PASTS.map(past => {
    const name = `${past.sloId}.yaml`;
    const file = join(packageDir(), 'demo', 'slo', 'rules', name);
    return { past, file, text: readFileSync(file, 'utf8') };
  });
}

/** The modules that decide what the past looks like. */
function sources(): string[] {
  return ['history', 'traffic'].flatMap(folder => {
    const dir = join(packageDir(), 'src', folder);
    return readdirSync(dir)
      .filter(name => /^(?!.*\.test\.ts$).*\.ts$/.test(name))
      .filter(name => folder === 'history' || /^(model|demoTr)/.test(name))
      .map(name => readFileSync(join(dir, name), 'utf8'));
  });
}

function daysBetween(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / DAY }, (_, i) => from + i * DAY);
}

function dayOf(at: number): number {
  return Math.floor(at / DAY) * DAY;
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
