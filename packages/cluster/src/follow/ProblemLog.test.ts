import type { Problem } from '../state';
import { ProblemLog } from './ProblemLog';

function aLog() {
  let now = 0;
  const told: string[] = [];
  const log = new ProblemLog({
    onProblem: problem => told.push(`${problem.type} at ${now}`),
    quietMs: 60,
    now: () => now,
  });
  const down: Problem = { cluster: 'one', type: 'unreachable', message: 'x' };
  return {
    told,
    down: (at: number) => {
      now = at;
      log.report(down);
    },
    up: (at: number) => {
      now = at;
      log.recovered({ cluster: 'one' }, 'back');
    },
  };
}

describe('the log of problems', () => {
  it('tells a problem once and its end once, however often it is noticed', () => {
    const { told, down, up } = aLog();
    [1, 2, 3, 200].forEach(down);
    [201, 202].forEach(up);
    expect(told).toEqual(['unreachable at 1', 'recovered at 201']);
  });

  it('does not tell that all is well when nothing was wrong', () => {
    const { told, up } = aLog();
    up(1);
    expect(told).toEqual([]);
  });

  it('holds back what flaps, and tells later how it came out', () => {
    const { told, down, up } = aLog();
    down(0);
    up(1);
    down(2);
    up(3);
    down(4);
    down(30);
    expect(told).toEqual(['unreachable at 0', 'recovered at 1']);
    down(61);
    expect(told).toContain('unreachable at 61');
  });

  it('survives a logger that throws', () => {
    const log = new ProblemLog({
      onProblem: () => {
        throw new Error('disk full');
      },
      quietMs: 0,
      now: () => 0,
    });
    expect(() => log.report({ type: 'absent', message: 'x' })).not.toThrow();
  });
});
