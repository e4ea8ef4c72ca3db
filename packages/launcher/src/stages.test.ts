import { describeOutcome, formatSeconds, lastLines } from './report.ts';
import { anyFailed, runStages } from './stages.ts';
import type { Stage, StageReporter, StageResult } from './stages.ts';

function recorder() {
  const lines: string[] = [];
  const reporter: StageReporter = {
    begun: name => lines.push(`begun ${name}`),
    stillRunning: () => {},
    ended: ({ name, result }) => lines.push(`${result.kind} ${name}`),
  };
  return { lines, reporter };
}

const stage = (name: string, result: StageResult): Stage => ({
  name,
  run: async () => result,
});

const clock = () => 0;

describe('runStages', () => {
  it('goes on after a failure and tells so in the end', async () => {
    const { lines, reporter } = recorder();
    const outcomes = await runStages(
      [
        stage('one', { kind: 'failed', output: 'bad' }),
        stage('two', { kind: 'ok' }),
      ],
      { concurrency: 1, reporter, clock },
    );
    expect(lines).toEqual(['begun one', 'failed one', 'begun two', 'ok two']);
    expect(anyFailed(outcomes)).toBe(true);
  });

  it('takes a thrown error for a failure of that stage', async () => {
    const { reporter } = recorder();
    const [outcome] = await runStages(
      [{ name: 'one', run: async () => Promise.reject(new Error('broken')) }],
      { concurrency: 1, reporter, clock },
    );
    expect(outcome?.result).toMatchObject({
      kind: 'failed',
      output: expect.stringContaining('broken'),
    });
  });

  it('runs no more at a time than it may', async () => {
    const { reporter } = recorder();
    let now = 0;
    let most = 0;
    const busy = (name: string): Stage => ({
      name,
      run: async () => {
        now += 1;
        most = Math.max(most, now);
        await Promise.resolve();
        now -= 1;
        return { kind: 'ok' };
      },
    });
    await runStages(['a', 'b', 'c', 'd'].map(busy), {
      concurrency: 2,
      reporter,
      clock,
    });
    expect(most).toBe(2);
  });
});

describe('report', () => {
  it('gives advice for a machine in trouble only', () => {
    const output = 'Error: ENOSPC';
    const outcome = (advise: boolean) =>
      describeOutcome({
        name: 'install',
        seconds: 1,
        result: { kind: 'failed', output, advise },
      });
    expect(outcome(true)).toContain('→ The disk is full');
    expect(outcome(false)).not.toContain('→');
  });

  it('names the reason of a skip', () => {
    expect(
      describeOutcome({
        name: 'lab',
        seconds: 0,
        result: { kind: 'skipped', reason: 'no Go' },
      }),
    ).toBe('- lab  skipped: no Go');
  });

  it('keeps the end of a long output', () => {
    expect(lastLines('a\nb\nc', 2)).toBe('… 1 lines before\nb\nc');
  });

  it.each([
    [1.25, '1.3 s'],
    [59.94, '59.9 s'],
    [61, '1 min 1 s'],
    [119.7, '2 min 0 s'],
  ])('writes %p seconds as %p', (seconds, expected) => {
    expect(formatSeconds(seconds)).toBe(expected);
  });
});
