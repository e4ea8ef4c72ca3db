import { spreadOf, spreadText } from './statistics.ts';

describe('the spread of measured values', () => {
  it('takes percentiles by nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(spreadOf(values)).toEqual({
      count: 100,
      p50: 50,
      p95: 95,
      max: 100,
    });
  });

  it('is one value when only one was measured', () => {
    expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p95: 7, max: 7 });
  });

  it('does not invent a figure where nothing was measured', () => {
    expect(() => spreadOf([])).toThrow('No value was measured');
  });

  it('is one line for people', () => {
    expect(
      spreadText('floor', { count: 3, p50: 1, p95: 2.25, max: 3 }),
    ).toMatch(/^floor +p50 +1\.0 ms +p95 +2\.3 ms +max +3\.0 ms +n 3$/);
  });
});
