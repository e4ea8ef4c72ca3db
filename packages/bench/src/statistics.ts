/** Median and 95th percentile of measured values, by nearest rank. */
export interface Spread {
  count: number;
  p50: number;
  p95: number;
  max: number;
}

/** The spread of values; throws where there is nothing to tell. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number) =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const p50 = rank(0.5);
  const p95 = rank(0.95);
  const max = rank(1);
  if (p50 === undefined || p95 === undefined || max === undefined) {
    throw new Error('No value was measured');
  }
  return { count: sorted.length, p50, p95, max };
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

/** One line for people. */
export function spreadText(name: string, { count, p50, p95, max }: Spread) {
  return `${name.padEnd(44)} p50 ${ms(p50).padStart(9)}   p95 ${ms(
    p95,
  ).padStart(9)}   max ${ms(max).padStart(9)}   n ${count}`;
}
