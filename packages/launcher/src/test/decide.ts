import type { StageResult } from '../stages.ts';
import type { Counts } from './counts.ts';
import type { Obtained } from './needs.ts';
import type { Need, Suite } from './suites.ts';

export type Decided =
  | {
      kind: 'run';
      env: Readonly<Record<string, string>>;
      /** Wishes that were not met, with the reason. */
      without: readonly string[];
    }
  | { kind: 'settled'; counts: Counts; result: StageResult };

type Parts = ReadonlyMap<Need, Obtained>;

/** Run it, skip it with the reason, or fail because a missing part was required. */
export function decideSuite(
  { needs, wishes = new Map() }: { needs: Parts; wishes?: Parts },
  required: readonly Need[],
): Decided {
  const missing = missingIn(needs);
  const unmet = missingIn(wishes);
  const demanded = [...missing, ...unmet].filter(({ need }) =>
    required.includes(need),
  );
  if (demanded.length > 0) {
    return {
      kind: 'settled',
      counts: { passed: 0, failed: 1, skipped: 0 },
      result: {
        kind: 'failed',
        output: `required but missing: ${sentences(demanded).join('; ')}`,
      },
    };
  }
  if (missing.length > 0) {
    return {
      kind: 'settled',
      counts: { passed: 0, failed: 0, skipped: 1 },
      result: { kind: 'skipped', reason: sentences(missing).join('; ') },
    };
  }
  return {
    kind: 'run',
    env: Object.assign(
      {},
      ...[...needs.values(), ...wishes.values()].map(envOf),
    ),
    without: sentences(unmet),
  };
}

interface Missing {
  need: Need;
  reason: string;
}

function missingIn(parts: Parts): Missing[] {
  return [...parts].flatMap(([need, got]) =>
    got.ok ? [] : [{ need, reason: got.reason }],
  );
}

function sentences(missing: readonly Missing[]): string[] {
  return missing.map(({ need, reason }) => `${need}: ${reason}`);
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
