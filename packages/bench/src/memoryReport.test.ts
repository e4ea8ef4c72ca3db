import { readMemory } from './memoryReport.ts';

const told = {
  bytes: 8_000_000,
  objects: { Rollout: 1000, Pod: 2000 },
  dropped: 0,
  firstListMs: 900,
  againMs: 700,
};

describe('what the measured process says', () => {
  it('is read with the number of rollouts and all kinds', () => {
    expect(readMemory(JSON.stringify(told))).toMatchObject({
      bytes: 8_000_000,
      rollouts: 1000,
      objects: '1000 Rollout, 2000 Pod',
    });
  });

  it('is refused when a figure is missing', () => {
    const line = JSON.stringify({ ...told, objects: {} });
    expect(() => readMemory(line)).toThrow('did not tell Rollout');
  });
});
