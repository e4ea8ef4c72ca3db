const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const WHOLE = /^[+-]?\d{1,10}$/;
const WHOLE_DURATION =
  /^[+-]?(?:(?:\d{1,10}(?:\.\d{0,9})?|\.\d{1,9})(?:ns|us|µs|μs|ms|s|m|h)){1,8}$/;
const ONE_PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** Seconds of a duration as Argo Rollouts takes it: a number, `"30"`, `"10s"`, `"1h30m"`. */
export function durationSeconds(value: number | string): number | undefined {
  if (typeof value === 'number') return value;
  const text = value.slice(0, 128);
  if (WHOLE.test(text)) return Number(text);
  if (!WHOLE_DURATION.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(ONE_PART)) {
    seconds += Number(amount) * (UNIT_SECONDS[unit ?? ''] ?? 0);
  }
  return Math.trunc(text.startsWith('-') ? -seconds : seconds);
}
