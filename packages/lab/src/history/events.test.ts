import { rates, tiles } from './events.ts';
import { PASTS, type Past } from './pasts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIDNIGHT = Date.UTC(2026, 10, 25);

const pastOf = (sloId: string): Past => {
  const past = PASTS.find(one => one.sloId === sloId);
  if (!past) throw new Error(`There is no ${sloId}.`);
  return past;
};

/** The last 30 days before a start of the lab. */
function month(sloId: string, start = MIDNIGHT + 9 * HOUR) {
  return tiles(pastOf(sloId), { from: start - 30 * DAY, to: start, start });
}

const sum = (events: ReadonlyArray<{ total: number; bad: number }>) =>
  events.reduce(
    (all, one) => ({ total: all.total + one.total, bad: all.bad + one.bad }),
    { total: 0, bad: 0 },
  );

describe('The past of the demo objectives', () => {
  it('has spent about 82 % of the budget of checkout, whenever the lab starts', () => {
    for (let hours = 0; hours < 5 * 24; hours += 5) {
      const events = month('checkout-availability', MIDNIGHT + hours * HOUR);
      const { bad, total } = sum(events);
      const consumed = bad / (0.001 * total);
      expect(consumed).toBeGreaterThan(0.8);
      expect(consumed).toBeLessThan(0.84);
    }
  });

  it('lets checkout burn three times too fast by now', () => {
    const { bad, total } = sum(month('checkout-availability').slice(-12));
    expect(bad / total / 0.001).toBeCloseTo(3, 1);
  });

  it('counts whole events in tiles of five minutes without a gap', () => {
    const events = month('checkout-latency');
    expect(events).toHaveLength(30 * 288);
    for (const [index, { at, total, bad }] of events.entries()) {
      expect(at).toBe((events[0]?.at ?? 0) + index * 300_000);
      expect(Number.isInteger(total) && Number.isInteger(bad)).toBe(true);
    }
  });

  it('is the same for a whole day, whenever the lab starts afterwards', () => {
    const day = { from: MIDNIGHT - 3 * DAY, to: MIDNIGHT - 2 * DAY };
    for (const past of PASTS) {
      const [early, late] = [0, 20].map(hours =>
        tiles(past, { ...day, start: MIDNIGHT + hours * HOUR }),
      );
      expect(early).toEqual(late);
    }
  });

  it('has seen a day of a young objective', () => {
    expect(month('search-availability')).toHaveLength(288);
  });

  it('has zeros where nothing was asked for', () => {
    const events = month('inventory-availability');
    expect(events).toHaveLength(30 * 288);
    expect(sum(events)).toEqual({ total: 0, bad: 0 });
  });

  it('ends an hour ago where the series are gone', () => {
    const start = MIDNIGHT + 9 * HOUR;
    const last = month('recommendations-availability', start).at(-1);
    expect(last?.at).toBe(start - HOUR);
  });

  it('has rates that tell the same as tiles', () => {
    const span = {
      from: MIDNIGHT,
      to: MIDNIGHT + HOUR,
      start: MIDNIGHT + HOUR,
    };
    const past = pastOf('payments-availability');
    const perSecond = rates(past, span, 300);
    expect(perSecond).toHaveLength(12);
    expect(sum(perSecond).total * 300).toBeCloseTo(
      sum(tiles(past, span)).total,
      -1,
    );
  });
});
