/** Upper bounds of the latency buckets, in seconds; the last one is open. */
export const BOUNDS = [0.05, 0.1, 0.3, 0.5, 1, 2.5, Infinity] as const;

/** Share of requests within each bound, of those that are fast enough and of those that are slow. */
const FAST = [0.42, 0.83, 1, 1, 1, 1, 1];
const SLOW = [0, 0, 0, 0.35, 0.8, 1, 1];

const MEAN = { fast: 0.085, slow: 0.76 };

/** Share of requests within each bound when this share of them takes longer than 300 ms. */
export function sharesWithin(slowRatio: number): number[] {
  return BOUNDS.map(
    (_, index) =>
      (FAST[index] ?? 1) * (1 - slowRatio) + (SLOW[index] ?? 1) * slowRatio,
  );
}

/** Seconds that a request takes on average. */
export function meanSeconds(slowRatio: number): number {
  return MEAN.fast * (1 - slowRatio) + MEAN.slow * slowRatio;
}
