import { aDay, DAY, now } from '../__testUtils__/day';
import { target } from '../testing/builders';
import { budgetOf } from './budgetOf';
import { burnDown } from './burnDown';

const T = target('99');

describe('burnDown', () => {
  it('begins at all, ends at what is left, and knows even spending', () => {
    const tiles = aDay(index => ({ bad: index === 100 ? 432 : 0, total: 300 }));
    const { remaining, even } = burnDown({
      tiles,
      target: T,
      window: DAY,
      now,
    });
    expect(remaining[0]?.[1]).toBe(1);
    expect(remaining.at(-1)).toEqual([now.getTime(), 0.5]);
    expect(even.map(([, value]) => value)).toEqual([1, 0]);
    expect(even.map(([at]) => now.getTime() - at)).toEqual([86_400_000, 0]);
  });

  it('leaves out what has left the window', () => {
    const tiles = [
      ...aDay(() => ({ bad: 0, total: 300 })),
      { at: now.getTime() - DAY.seconds * 1000, bad: 300, total: 300 },
    ];
    const { remaining } = burnDown({ tiles, target: T, window: DAY, now });
    expect(remaining).toHaveLength(288);
    expect(remaining.at(-1)?.[1]).toBe(1);
  });

  it('ends for a young objective at what is left of the whole window', () => {
    const tiles = aDay(() => ({ bad: 6, total: 300 })).slice(-72);
    const coverage = { ratio: 0.25, seenSeconds: 21_600 };
    const { remaining } = burnDown({
      tiles,
      target: T,
      window: DAY,
      now,
      coverage,
    });
    const budget = budgetOf({
      target: T,
      window: DAY,
      bad: 72 * 6,
      total: 72 * 300,
      coverage,
      newestAt: now.toISOString(),
    });
    if (budget.state !== 'measured') throw new Error(budget.reason.sentence);
    expect(remaining.at(-1)?.[1]).toBeCloseTo(1 - budget.consumedScaled, 9);
    expect(remaining.at(-1)?.[1]).toBeCloseTo(0.5, 9);
  });

  it('draws nothing where nothing happened', () => {
    const tiles = aDay(() => ({ bad: 0, total: 0 }));
    expect(burnDown({ tiles, target: T, window: DAY, now }).remaining).toEqual(
      [],
    );
  });
});
