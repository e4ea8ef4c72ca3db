import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  identify,
  isAlive,
  memoryOf,
  parseProcStat,
  signal,
} from './processes.ts';

it('reads start times of processes whatever they are called', () => {
  const fields = ['S', ...Array.from({ length: 18 }, () => '0'), '4711', '0'];
  expect(parseProcStat(`12 (a (b) c) ${fields.join(' ')}`)).toEqual({
    state: 'S',
    startTime: '4711',
  });
  expect(parseProcStat('12 (x) S')).toBeUndefined();
});

describe('The identity of a process', () => {
  it('lives as long as the process', async () => {
    const child = spawn('sleep', ['60']);
    const me = identify(child.pid ?? 0);
    if (!me) throw new Error('The child has no identity.');
    expect(isAlive(me)).toBe(true);
    expect(memoryOf(me.pid)).toBeGreaterThan(0);
    const ended = once(child, 'exit');
    expect(signal(me, 'SIGKILL')).toBe(true);
    await ended;
    expect(isAlive(me)).toBe(false);
  });

  it('is not that of a later process with the same number', () => {
    const earlier = { pid: process.pid, startTime: '1' };
    expect(isAlive(earlier)).toBe(false);
    expect(signal(earlier, 'SIGKILL')).toBe(false);
  });
});
