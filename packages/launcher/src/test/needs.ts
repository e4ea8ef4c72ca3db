import { findChromium } from '../setup/chromium.ts';
import { findConformance } from '../setup/conformance.ts';
import { buildLab } from '../setup/lab.ts';
import { findPostgres } from '../setup/postgres.ts';
import { findPrometheus2 } from '../setup/prometheus.ts';
import type { Need } from './suites.ts';

/** Either the environment that tests read, or the reason with what to do about it. */
export type Obtained =
  | { ok: true; env: Readonly<Record<string, string>>; note?: string }
  | { ok: false; reason: string };

const obtain: Readonly<Record<Need, () => Promise<Obtained>>> = {
  conformance: findConformance,
  postgres: findPostgres,
  browser: findChromium,
  lab: buildLab,
  prometheus2: findPrometheus2,
};

/** Gets every need once, however many suites have it. */
export function createNeeds(): (need: Need) => Promise<Obtained> {
  const known = new Map<Need, Promise<Obtained>>();
  return need => {
    const found = known.get(need) ?? obtain[need]();
    known.set(need, found);
    return found;
  };
}
