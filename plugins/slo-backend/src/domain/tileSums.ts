import type { Tile } from '@greenlight/backstage-plugin-slo-common';

/** Sum of the tiles that end after a moment; tiles in the order of time. */
export function sumSince(
  tiles: readonly Tile[],
  moment: number,
): { bad: number; total: number } {
  const sum = { bad: 0, total: 0 };
  for (let at = tiles.length - 1; at >= 0; at -= 1) {
    const tile = tiles[at];
    if (!tile || tile.at <= moment) break;
    sum.bad += tile.bad;
    sum.total += tile.total;
  }
  return sum;
}

/**
 * Sums over the hour that ends at each tile, or over the tile itself where it
 * is as long as that.
 */
export function hourlySums(
  tiles: readonly Tile[],
  stepSeconds: number,
): Tile[] {
  const spans = Math.max(1, Math.round(3600 / stepSeconds));
  return tiles.map((tile, index) => {
    const inside = tiles.slice(Math.max(0, index - spans + 1), index + 1);
    const from = tile.at - spans * stepSeconds * 1000;
    return { at: tile.at, ...sumSince(inside, from) };
  });
}

/** Adds neighboring spans up, counted from the newest, until a chart can show them. */
export function coarser(
  past: { readonly tiles: readonly Tile[]; readonly stepSeconds: number },
  windowSeconds: number,
  mostPoints: number,
): { tiles: Tile[]; stepSeconds: number } {
  const times = Math.ceil(windowSeconds / past.stepSeconds / mostPoints);
  const stepMs = past.stepSeconds * times * 1000;
  const newest = past.tiles.at(-1)?.at ?? 0;
  const sums = new Map<number, Tile>();
  for (const tile of past.tiles) {
    const at = newest - Math.floor((newest - tile.at) / stepMs) * stepMs;
    const sum = sums.get(at) ?? { at, bad: 0, total: 0 };
    const bad = sum.bad + tile.bad;
    sums.set(at, { at, bad, total: sum.total + tile.total });
  }
  return {
    tiles: [...sums.values()].sort((a, b) => a.at - b.at),
    stepSeconds: stepMs / 1000,
  };
}
