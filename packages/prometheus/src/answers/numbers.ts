import { isList, wrong } from './WrongShape';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A value as Prometheus writes it: a text, because JSON knows no NaN and no infinity. */
export function readNumber(text: unknown, path: string): number {
  if (typeof text === 'string') {
    if (NUMBER.test(text)) return Number(text);
    if (text === 'NaN') return NaN;
    if (text === '+Inf' || text === 'Inf') return Infinity;
    if (text === '-Inf') return -Infinity;
  }
  return wrong(path, 'a number in quotes', text);
}

/** A time in seconds with a fraction, as milliseconds. */
export function readTime(seconds: unknown, path: string): number {
  if (typeof seconds === 'number' && Number.isFinite(seconds)) {
    return Math.round(seconds * 1000);
  }
  return wrong(path, 'a time in seconds', seconds);
}

/** `[seconds, "value"]`. */
export function readPoint(
  pair: unknown,
  path: string,
): [at: number, value: number] {
  if (!isList(pair) || pair.length !== 2) {
    return wrong(path, 'a time with a value', pair);
  }
  return [readTime(pair[0], `${path}[0]`), readNumber(pair[1], `${path}[1]`)];
}
