/** A point: milliseconds since 1970, and a value or a gap. @public */
export type ChartPoint = readonly [at: number, value: number | null];

/** What a line is for; it decides color and dashes. @public */
export type ChartRole = 'main' | 'second' | 'reference';

/** @public */
export type ChartLine = {
  key: string;
  label: string;
  role: ChartRole;
  points: readonly ChartPoint[];
};

/** A horizontal line that the others are held against. @public */
export type ChartThreshold = { value: number; label: string };

/** Something that happened at a moment, for example a deployment. @public */
export type ChartMarker = { at: number; label: string };

/** Smallest and largest of the finite values, with the given ones. */
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

/** First and last moment of the lines; undefined without any point. */
export function timeRange(
  lines: readonly ChartLine[],
): [number, number] | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const { points } of lines) {
    for (const [at] of points) {
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
  }
  return first < last ? [first, last] : undefined;
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

/** The moment nearest to another; moments in order. */
export function nearest(all: readonly number[], at: number): number {
  let best = 0;
  all.forEach((moment, index) => {
    if (Math.abs(moment - at) < Math.abs((all[best] ?? 0) - at)) best = index;
  });
  return best;
}

/** Moves labels that stand beside each other apart; the order is kept. */
export function spread(tops: readonly number[], height: number): number[] {
  const order = tops
    .map((top, index) => ({ top, index }))
    .sort((a, b) => a.top - b.top);
  const moved = [...tops];
  let lowest = -Infinity;
  for (const { top, index } of order) {
    const place = Math.max(top, lowest + height);
    moved[index] = place;
    lowest = place;
  }
  return moved;
}
