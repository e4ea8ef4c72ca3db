export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

/** A suite that ended badly and counted nothing is one failure, never none. */
export function countsOfExit(code: number | null): Counts {
  return code === 0 ? { ...noCounts, passed: 1 } : { ...noCounts, failed: 1 };
}

/** Reads `jest --json`. A file that could not even be loaded counts as a failure. */
export function countsOfJest(report: unknown, code: number | null): Counts {
  const passed = numberAt(report, 'numPassedTests');
  const failed =
    numberAt(report, 'numFailedTests') +
    numberAt(report, 'numRuntimeErrorTestSuites');
  const skipped =
    numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests');
  return failAtLeastOnce({ passed, failed, skipped }, code);
}

/** Reads Playwright's JSON report. A test that passed at the second try only has failed. */
export function countsOfPlaywright(
  report: unknown,
  code: number | null,
): Counts {
  const stats = fieldOf(report, 'stats');
  const errors = fieldOf(report, 'errors');
  return failAtLeastOnce(
    {
      passed: numberAt(stats, 'expected'),
      failed:
        numberAt(stats, 'unexpected') +
        numberAt(stats, 'flaky') +
        (Array.isArray(errors) ? errors.length : 0),
      skipped: numberAt(stats, 'skipped'),
    },
    code,
  );
}

export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    noCounts,
  );
}

export function countsLine(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

function failAtLeastOnce(counts: Counts, code: number | null): Counts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

function numberAt(value: unknown, name: string): number {
  const found = fieldOf(value, name);
  return typeof found === 'number' && Number.isFinite(found) ? found : 0;
}
