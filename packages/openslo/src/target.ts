import Big from 'big.js';
import { bad, good, quote, type Read } from './read';

/**
 * A target as decimal text, exact at any number of nines: 99.9 % is the ratio
 * `0.999` and allows `0.001`.
 *
 * @public
 */
export type Target = {
  /** Share of good events in percent: `99.9`. */
  percent: string;
  /** The same as a ratio: `0.999`. */
  ratio: string;
  /** Share of events that may be bad: `0.001`. */
  budget: string;
};

const DECIMAL = /^\d+(\.\d+)?$/;
const MOST_DECIMALS = 12;

/**
 * Reads a target in percent, for example `99.9`.
 *
 * @public
 */
export function parseTargetPercent(text: string): Read<Target> {
  const decimal = parseDecimal(text, '99.9');
  if (!decimal.ok) return decimal;
  const percent = decimal.value;
  if (percent.gte(100)) {
    return bad(
      `${quote(text)} leaves no error budget`,
      'Choose a target below 100, for example "99.9".',
    );
  }
  if (percent.eq(0)) {
    return bad(
      `${quote(text)} would let every event fail`,
      'Choose a target above 0, for example "99.9".',
    );
  }
  if (percent.lte(1)) {
    return bad(
      `${quote(text)} looks like a ratio, but targetPercent is in percent`,
      'Write targetPercent: "99.9", or target: "0.999".',
    );
  }
  return good(toTarget(percent.div(100)));
}

/**
 * Reads a target as a ratio, for example `0.999`.
 *
 * @public
 */
export function parseTargetRatio(text: string): Read<Target> {
  const decimal = parseDecimal(text, '0.999');
  if (!decimal.ok) return decimal;
  const ratio = decimal.value;
  if (ratio.gt(1)) {
    return bad(
      `${quote(text)} is above 1, but target is a ratio`,
      'Write target: "0.999", or targetPercent: "99.9".',
    );
  }
  if (ratio.eq(1)) {
    return bad(
      `${quote(text)} leaves no error budget`,
      'Choose a target below 1, for example "0.999".',
    );
  }
  if (ratio.eq(0)) {
    return bad(
      `${quote(text)} would let every event fail`,
      'Choose a target above 0, for example "0.999".',
    );
  }
  return good(toTarget(ratio));
}

function toTarget(ratio: Big): Target {
  return {
    percent: ratio.times(100).toFixed(),
    ratio: ratio.toFixed(),
    budget: new Big(1).minus(ratio).toFixed(),
  };
}

function parseDecimal(text: string, example: string): Read<Big> {
  if (!DECIMAL.test(text)) {
    return bad(
      `${quote(text)} is not a decimal number${whyNot(text)}`,
      `Write digits and a point, for example "${example}".`,
    );
  }
  const decimals = text.split('.')[1] ?? '';
  if (decimals.length > MOST_DECIMALS) {
    return bad(
      `${quote(text)} has more than ${MOST_DECIMALS} decimals`,
      `Round it to at most ${MOST_DECIMALS} decimals.`,
    );
  }
  return good(new Big(text));
}

function whyNot(text: string): string {
  if (/^\d+,\d+$/.test(text)) return ': it has a comma';
  if (text.endsWith('%')) return ': it has a percent sign';
  if (/^[-+]/.test(text)) return ': it has a sign';
  if (/^\d.*e/i.test(text)) return ': it has an exponent';
  return '';
}
