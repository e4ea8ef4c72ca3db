import Big from 'big.js';
import type { ExactRatio, Objective } from '../objective';

/** A target that was understood, or a sentence that says what is wrong with it. @public */
export type TargetRead =
  | { ok: true; target: Objective['target'] }
  | { ok: false; sentence: string };

const decimal = /^(\d{1,3})(\.\d{1,12})?$/;

/**
 * Reads a target in percent as decimal text, for example `99.9`. Ratio and
 * budget are exact: the decimal point is moved, nothing is divided in binary
 * (99.9/100 is 0.9990000000000001 there).
 *
 * @public
 */
export function exactTarget(percent: string): TargetRead {
  const text = percent.trim();
  if (!decimal.test(text)) {
    return { ok: false, sentence: notADecimal(text) };
  }
  const value = new Big(text);
  if (value.lte(1)) {
    return {
      ok: false,
      sentence: `the target is ${text} %, which reads like a ratio: write it in percent, for example 99.9 for 0.999`,
    };
  }
  if (value.gte(100)) {
    return {
      ok: false,
      sentence: `the target is ${text} %: it must lie below 100, because a target of 100 leaves no budget`,
    };
  }
  const ratio = value.div(100);
  return {
    ok: true,
    target: {
      percent: value.toFixed(),
      ratio: exact(ratio),
      budget: exact(new Big(1).minus(ratio)),
    },
  };
}

function exact(value: Big): ExactRatio {
  return { text: value.toFixed(), value: value.toNumber() };
}

function notADecimal(text: string): string {
  const shown = JSON.stringify(text.slice(0, 40));
  return text.includes(',')
    ? `the target is ${shown}: write it with a point, for example 99.9`
    : `the target is ${shown}: write a decimal number in percent, for example 99.9`;
}
