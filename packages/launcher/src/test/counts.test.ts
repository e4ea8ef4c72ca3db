import {
  addCounts,
  countsLine,
  countsOfExit,
  countsOfJest,
  countsOfPlaywright,
} from './counts.ts';

const aJestReport = (over: object = {}) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  ...over,
});

describe('counts', () => {
  it('reads a report of jest', () => {
    expect(countsOfJest(aJestReport({ numTodoTests: 2 }), 0)).toEqual({
      passed: 5,
      failed: 0,
      skipped: 3,
    });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(
      countsOfJest(aJestReport({ numRuntimeErrorTestSuites: 1 }), 1),
    ).toMatchObject({ failed: 1 });
  });

  it('counts one failure when all tests passed but jest ended badly', () => {
    expect(countsOfJest(aJestReport(), 1)).toMatchObject({ failed: 1 });
  });

  it.each([undefined, null, 'x', {}, { numPassedTests: 'many' }])(
    'takes the crash of a suite with report %p for a failure',
    report => {
      expect(countsOfJest(report, null)).toEqual({
        passed: 0,
        failed: 1,
        skipped: 0,
      });
      expect(countsOfPlaywright(report, 1)).toEqual({
        passed: 0,
        failed: 1,
        skipped: 0,
      });
    },
  );

  it('takes a flaky browser test for a failed one', () => {
    const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 2 };
    expect(countsOfPlaywright({ stats, errors: [] }, 0)).toEqual({
      passed: 3,
      failed: 1,
      skipped: 2,
    });
  });

  it('reads the exit code where there is no report', () => {
    expect(countsOfExit(0).passed).toBe(1);
    expect(countsOfExit(1).failed).toBe(1);
    expect(countsOfExit(null).failed).toBe(1);
  });

  it('adds up to the last line', () => {
    const total = addCounts([countsOfExit(0), countsOfJest(aJestReport(), 0)]);
    expect(countsLine(total)).toBe('6 passed, 0 failed, 1 skipped');
  });
});
