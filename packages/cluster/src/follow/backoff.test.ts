import { backoffMs } from './backoff';

const limits = { baseMs: 250, maxMs: 5_000 };

describe('the delay before another attempt', () => {
  it('doubles up to its cap', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 1_000].map(failures =>
      backoffMs(failures, limits, 0),
    );
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it('is shortened by up to half', () => {
    expect(backoffMs(3, limits, 0.5)).toBe(750);
    expect(backoffMs(3, limits, 1)).toBe(500);
  });
});
