import { lowerBound } from './evidence';

describe('the proven share of bad events', () => {
  it.each([
    [3, 50, 0.01655],
    [20, 1_000, 0.01329],
    [1, 50, 0.00103],
  ])('is, for %d of %d, %d', (bad, total, proven) => {
    expect(lowerBound(bad, total)).toBeCloseTo(proven, 5);
  });

  it('is zero without a bad event, and below the share with any', () => {
    expect(lowerBound(0, 50)).toBe(0);
    expect(lowerBound(50, 50)).toBeLessThan(1);
  });

  it('rounds extrapolated counts against the claim', () => {
    expect(lowerBound(2.9, 49.2)).toBe(lowerBound(2, 50));
  });

  it.each([
    [NaN, 50],
    [3, Infinity],
    [-1, 50],
    [0, 0],
  ])('is not known for %d of %d', (bad, total) => {
    expect(lowerBound(bad, total)).toBeUndefined();
  });

  it('grows with the evidence for the same share', () => {
    const bounds = [10, 100, 1_000, 100_000].map(n => lowerBound(n / 10, n));
    expect(bounds).toEqual([...bounds].sort((a = 0, b = 0) => a - b));
  });
});
