import type { Tone } from '../components/tones';

/** A point: milliseconds since 1970, and a value or a gap. @public */
export type ChartPoint = readonly [at: number, value: number | null];

/** What a line is for; it decides color and dashes. @public */
export type ChartRole = 'main' | 'second' | 'reference';

/** A line of a chart. @public */
export type ChartLine = {
  key: string;
  label: string;
  role: ChartRole;
  /** In order of time, at most about 300 of them. */
  points: readonly ChartPoint[];
  /** Points that are further apart, in milliseconds, are not joined. */
  gapMs?: number;
};

/** A horizontal line that the others are held against. @public */
export type ChartThreshold = {
  value: number;
  label: string;
  /** Default: bad. */
  tone?: Tone;
};

/** Something that happened at a moment, for example a deployment. @public */
export type ChartMarker = { at: number; label: string };

/** Lines whose gaps are points without a value, and nothing but numbers. */
export function withGaps(lines: readonly ChartLine[]): ChartLine[] {
  return lines.map(line => ({ ...line, points: broken(line) }));
}

function broken({ points, gapMs = Infinity }: ChartLine): ChartPoint[] {
  const said: ChartPoint[] = [];
  for (const [at, value] of points) {
    const before = said.at(-1);
    if (before && at - before[0] > gapMs) said.push([before[0] + gapMs, null]);
    said.push([at, value !== null && Number.isFinite(value) ? value : null]);
  }
  return said;
}

/** Points that stand alone: a line through one point cannot be seen. */
export function lonely(points: readonly ChartPoint[]): [number, number][] {
  const empty = (index: number) => (points[index]?.[1] ?? null) === null;
  return points.flatMap(([at, value], index): [number, number][] =>
    value !== null && empty(index - 1) && empty(index + 1) ? [[at, value]] : [],
  );
}

/** Smallest and largest value, with the given ones. */
export function valueRange(
  lines: readonly ChartLine[],
  also: readonly number[],
): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  const take = (value: number | null) => {
    if (value === null || !Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  lines.forEach(({ points }) => points.forEach(([, value]) => take(value)));
  also.forEach(take);
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** First and last moment of the lines; undefined without a value to draw. */
export function timeRange(
  lines: readonly ChartLine[],
): [number, number] | undefined {
  let first = Infinity;
  let last = -Infinity;
  let known = false;
  for (const { points } of lines) {
    for (const [at, value] of points) {
      first = Math.min(first, at);
      last = Math.max(last, at);
      known ||= value !== null;
    }
  }
  if (!known) return undefined;
  return first === last ? [first - 1, last + 1] : [first, last];
}

/** Every moment at which some line has a point, in order. */
export function moments(lines: readonly ChartLine[]): number[] {
  const all = lines.flatMap(({ points }) => points.map(([at]) => at));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The value of a line at a moment, between its points; null in a gap. */
export function valueAt(line: ChartLine, at: number): number | null {
  const { points } = line;
  const next = points.findIndex(([moment]) => moment >= at);
  if (next === -1) return null;
  const [to, high] = points[next] ?? [at, null];
  if (to === at || next === 0) return to === at ? high : null;
  const [from, low] = points[next - 1] ?? [at, null];
  if (low === null || high === null) return null;
  return low + ((high - low) * (at - from)) / (to - from);
}

/** The last point of a line that has a value. */
export function lastKnown(
  points: readonly ChartPoint[],
): [at: number, value: number] | undefined {
  for (let index = points.length - 1; index >= 0; index--) {
    const [at, value] = points[index] ?? [0, null];
    if (value !== null) return [at, value];
  }
  return undefined;
}

/** Moment of the newest value; of lines for comparison only without others. */
export function newestOf(lines: readonly ChartLine[]): number {
  const at = (some: readonly ChartLine[]) =>
    some.map(({ points }) => lastKnown(points)?.[0] ?? -Infinity);
  const measured = lines.filter(({ role }) => role !== 'reference');
  const newest = Math.max(...at(measured));
  return Number.isFinite(newest) ? newest : Math.max(...at(lines));
}
