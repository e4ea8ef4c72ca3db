/** Index of the moment nearest to another; moments in order. */
export function nearest(all: readonly number[], at: number): number {
  let best = 0;
  all.forEach((moment, index) => {
    if (Math.abs(moment - at) < Math.abs((all[best] ?? 0) - at)) best = index;
  });
  return best;
}

const LEAP = 10;

/** Where a key moves the cursor; undefined for keys that do not. */
export function moved(
  key: string,
  here: number,
  last: number,
): number | undefined {
  const targets: Record<string, number> = {
    ArrowLeft: here - 1,
    ArrowDown: here - 1,
    ArrowRight: here + 1,
    ArrowUp: here + 1,
    PageDown: here - LEAP,
    PageUp: here + LEAP,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(last, Math.max(0, target));
}
