export type StageResult =
  | { kind: 'ok'; note?: string }
  | { kind: 'skipped'; reason: string }
  /** `advise`: the output is that of a machine in trouble, not of a check that found something. */
  | { kind: 'failed'; output: string; advise?: boolean };

export interface Stage {
  name: string;
  run: () => Promise<StageResult>;
}

export interface StageOutcome {
  name: string;
  seconds: number;
  result: StageResult;
}

export interface StageReporter {
  begun(name: string): void;
  stillRunning(name: string, seconds: number): void;
  ended(outcome: StageOutcome): void;
}

export interface StageOptions {
  concurrency: number;
  reporter: StageReporter;
  /** Milliseconds of a clock that never goes back. */
  clock: () => number;
  heartbeatMs?: number;
}

/** Runs all stages, so many at a time, and goes on after a failure: one run shows all that is wrong. */
export async function runStages(
  stages: readonly Stage[],
  options: StageOptions,
): Promise<StageOutcome[]> {
  const queue = [...stages];
  const outcomes: StageOutcome[] = [];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      outcomes.push(await runStage(next, options));
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  return outcomes;
}

export async function runStage(
  stage: Stage,
  options: Omit<StageOptions, 'concurrency'>,
): Promise<StageOutcome> {
  const { reporter, clock, heartbeatMs = 20_000 } = options;
  const begun = clock();
  const seconds = () => (clock() - begun) / 1000;
  reporter.begun(stage.name);
  const heartbeat = setInterval(
    () => reporter.stillRunning(stage.name, seconds()),
    heartbeatMs,
  );
  const result = await stage.run().catch(
    (error: unknown): StageResult => ({
      kind: 'failed',
      output:
        error instanceof Error ? error.stack ?? error.message : `${error}`,
    }),
  );
  clearInterval(heartbeat);
  const outcome = { name: stage.name, seconds: seconds(), result };
  reporter.ended(outcome);
  return outcome;
}

export function anyFailed(outcomes: readonly StageOutcome[]): boolean {
  return outcomes.some(outcome => outcome.result.kind === 'failed');
}
