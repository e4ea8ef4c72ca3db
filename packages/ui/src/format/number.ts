const NO_BREAK = '\u00a0';
const MINUS = '\u2212';
const unknown = 'unknown';

/** How a number is written. @public */
export type NumberFormat = {
  /** Digits after the point; 1 when not given. */
  digits?: number;
};

function isKnown(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return value < 0 ? `${MINUS}${text}` : text;
}

/** Digits without which the value would round to a bound that it has not reached. */
function besideBound(value: number, bound: number, digits: number) {
  const step = 10 ** -digits;
  const rounded = Number(value.toFixed(digits));
  if (value === bound || rounded !== bound) return undefined;
  if (value < bound) return { sign: '>', limit: bound - step };
  return bound === 0 ? { sign: '<', limit: step } : { sign: '>', limit: bound };
}

/**
 * Writes percent as `38.2 %`. Never 100 for 99.96 (`>99.9 %`) and never 0
 * for 0.04 (`<0.1 %`): a bound is only shown when it is reached. @public
 */
export function formatPercent(
  percent: number | undefined,
  format: NumberFormat = {},
): string {
  if (!isKnown(percent)) return unknown;
  const digits = format.digits ?? 1;
  for (const bound of [0, 100]) {
    if (percent === bound) return `${bound}${NO_BREAK}%`;
    const beside = besideBound(percent, bound, digits);
    if (beside) {
      const whole = beside.limit === 100 ? 0 : digits;
      return `${beside.sign}${signed(beside.limit, whole)}${NO_BREAK}%`;
    }
  }
  return `${signed(percent, digits)}${NO_BREAK}%`;
}

/** Writes a weight, which is a whole percent in most cases: `25 %`. @public */
export function formatWeight(percent: number | undefined): string {
  if (!isKnown(percent)) return unknown;
  return formatPercent(percent, { digits: Number.isInteger(percent) ? 0 : 1 });
}

/** Writes a count with separators: `31,204`. @public */
export function formatCount(count: number | undefined): string {
  return isKnown(count) ? signed(Math.round(count), 0) : unknown;
}

/** Writes a factor as `3.1×`; never 0 for 0.04 (`<0.1×`). @public */
export function formatFactor(
  factor: number | undefined,
  format: NumberFormat = {},
): string {
  if (!isKnown(factor)) return unknown;
  const digits = format.digits ?? 1;
  if (factor === 0) return '0×';
  const beside = besideBound(factor, 0, digits);
  if (beside) return `${beside.sign}${signed(beside.limit, digits)}×`;
  return `${signed(factor, digits)}×`;
}

/** Writes a burn rate in words: `3.1× too fast`, else `0.4×`. @public */
export function formatBurnRate(rate: number | undefined): string {
  if (!isKnown(rate)) return unknown;
  return rate > 1 ? `${formatFactor(rate)} too fast` : formatFactor(rate);
}
