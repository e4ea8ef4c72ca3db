/**
 * Events that were counted in a span of time ending at `at` (milliseconds).
 * Tiles do not overlap; any length, and any order. @public
 */
export type Tile = { at: number; bad: number; total: number };

/** Sums of tiles. @public */
export type TileSums = { bad: number; total: number };

/** Tiles in the order of time, without those that hold no count. */
export function ordered(tiles: readonly Tile[]): Tile[] {
  return tiles
    .filter(
      ({ at, bad, total }) =>
        Number.isFinite(at) &&
        Number.isFinite(bad) &&
        Number.isFinite(total) &&
        bad >= 0 &&
        total >= 0,
    )
    .sort((a, b) => a.at - b.at);
}

/**
 * Sums of the tiles after a moment, each found in O(log n).
 *
 * @public
 */
export function prefixSums(tiles: readonly Tile[]): {
  /** Tiles that end after a moment, in milliseconds since 1970. */
  after(moment: number): TileSums;
  /** Tiles that end in (from, to], in milliseconds since 1970. */
  between(from: number, to: number): TileSums;
} {
  const sorted = ordered(tiles);
  const bad = [0];
  const total = [0];
  for (const tile of sorted) {
    bad.push((bad.at(-1) ?? 0) + tile.bad);
    total.push((total.at(-1) ?? 0) + tile.total);
  }
  const upTo = (moment: number): TileSums => {
    const count = countUpTo(sorted, moment);
    return { bad: bad[count] ?? 0, total: total[count] ?? 0 };
  };
  const between = (from: number, to: number): TileSums => {
    const [start, end] = [upTo(from), upTo(to)];
    return { bad: end.bad - start.bad, total: end.total - start.total };
  };
  return { between, after: moment => between(moment, Infinity) };
}

/** How many tiles end at or before a moment. */
function countUpTo(sorted: readonly Tile[], at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
