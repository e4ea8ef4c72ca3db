import type { Coverage } from '../budget';
import type { Point } from '../detail';
import type { Objective } from '../objective';
import { seenShare } from './budgetOf';
import { ordered, type Tile } from './tiles';

/**
 * How the budget of the window that ends now was spent: at each tile's end,
 * what is left when all events of the window up to then are set against what
 * the whole window allows, B·total(P). It begins at 1 and ends at the
 * remaining share. `even` is the line of even spending from 1 to 0.
 *
 * @public
 */
export function burnDown(input: {
  tiles: readonly Tile[];
  target: Objective['target'];
  window: Objective['window'];
  now: Date;
  /** How much of the window was seen; the rest counts as no errors. Default: all. */
  coverage?: Coverage;
}): { remaining: Point[]; even: Point[] } {
  const { target, window, now, coverage } = input;
  const end = now.getTime();
  const start = end - window.seconds * 1000;
  const inside = ordered(input.tiles).filter(
    ({ at }) => at > start && at <= end,
  );
  const total = inside.reduce((sum, tile) => sum + tile.total, 0);
  const seen = coverage ? seenShare(coverage) : 1;
  const allowed = (target.budget.value * total) / seen;
  const even: Point[] = [
    [start, 1],
    [end, 0],
  ];
  if (!(allowed > 0)) return { remaining: [], even };
  let bad = 0;
  const remaining = inside.map((tile): Point => {
    bad += tile.bad;
    return [tile.at, 1 - bad / allowed];
  });
  return { remaining, even };
}
