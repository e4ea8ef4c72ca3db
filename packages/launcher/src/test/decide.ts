import type { StageResult } from '../stages.ts';
import type { Counts } from './counts.ts';
import type { Obtained } from './needs.ts';
import type { Need, Suite } from './suites.ts';

export type Decided =
  | { kind: 'run'; env: Readonly<Record<string, string>> }
  | { kind: 'settled'; counts: Counts; result: StageResult };

/** Run it, skip it with the reason, or fail because the missing part was required. */
export function decideSuite(
  obtained: ReadonlyMap<Need, Obtained>,
  required: readonly Need[],
): Decided {
  const missing = [...obtained].flatMap(([need, got]) =>
    got.ok ? [] : [{ need, reason: got.reason }],
  );
  if (missing.length === 0) {
    return {
      kind: 'run',
      env: Object.assign({}, ...[...obtained.values()].map(envOf)),
    };
  }
  const reason = missing.map(m => `${m.need}: ${m.reason}`).join('; ');
  return missing.some(m => required.includes(m.need))
    ? {
        kind: 'settled',
        counts: { passed: 0, failed: 1, skipped: 0 },
        result: { kind: 'failed', output: `required but missing: ${reason}` },
      }
    : {
        kind: 'settled',
        counts: { passed: 0, failed: 0, skipped: 1 },
        result: { kind: 'skipped', reason },
      };
}

/** A suite without tests is said; where its world was required, that is a failure. */
export function settleEmpty(
  suite: Pick<Suite, 'needs'>,
  required: readonly Need[],
  reason: string,
): { counts: Counts; result: StageResult } {
  return suite.needs.some(need => required.includes(need))
    ? {
        counts: { passed: 0, failed: 1, skipped: 0 },
        result: { kind: 'failed', output: `required, but ${reason}` },
      }
    : {
        counts: { passed: 0, failed: 0, skipped: 1 },
        result: { kind: 'skipped', reason },
      };
}

function envOf(got: Obtained): Readonly<Record<string, string>> {
  return got.ok ? got.env : {};
}
