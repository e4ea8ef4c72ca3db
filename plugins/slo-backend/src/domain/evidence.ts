import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';

/** One-sided: a burn rate is only ever shown to be faster than something. */
const ALPHA = 0.05;

/**
 * Lower bound of a share, from `bad` of `total` events: the one-sided 95 %
 * Clopper-Pearson bound, BetaInv(0.05; k, n − k + 1), and 0 for no bad event.
 * Counts are made from counters that Prometheus extrapolates, so they are
 * rounded to whole events against the claim: bad down, total up.
 */
export function lowerBound(bad: number, total: number): number | undefined {
  if (!Number.isFinite(bad) || !Number.isFinite(total)) return undefined;
  const n = Math.ceil(total - 1e-6);
  const k = Math.min(n, Math.floor(bad + 1e-6));
  if (n <= 0 || k < 0) return undefined;
  if (k === 0) return 0;
  const bound = betaQuantile(ALPHA, k, n - k + 1);
  return Number.isFinite(bound) ? bound : undefined;
}
