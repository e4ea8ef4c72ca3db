import { arrivals } from './modelRhythm.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIDNIGHT = Date.UTC(2026, 10, 25);

describe('The rhythm of requests', () => {
  it('brings one a second on average over a day, whatever the service', () => {
    for (const seed of ['checkout', 'payments', 'search']) {
      for (const start of [MIDNIGHT, MIDNIGHT + 7.5 * HOUR]) {
        expect(arrivals(seed, start, start + DAY)).toBeCloseTo(86_400, 4);
      }
    }
  });

  it('does not depend on the pieces in which it is asked for', () => {
    const [from, to] = [MIDNIGHT + 123, MIDNIGHT + 5 * HOUR];
    const pieces = Array.from({ length: 1000 }, (_, index) => {
      const at = (part: number) => from + ((to - from) * part) / 1000;
      return arrivals('checkout', at(index), at(index + 1));
    });
    const sum = pieces.reduce((all, piece) => all + piece, 0);
    expect(sum).toBeCloseTo(arrivals('checkout', from, to), 4);
  });

  it('brings more by day than by night, and never none', () => {
    const hours = Array.from({ length: 24 }, (_, hour) =>
      arrivals(
        'checkout',
        MIDNIGHT + hour * HOUR,
        MIDNIGHT + (hour + 1) * HOUR,
      ),
    );
    expect(hours[14]).toBeGreaterThan(1.3 * (hours[2] ?? Infinity));
    expect(Math.min(...hours)).toBeGreaterThan(0.5 * 3600);
  });

  it('differs from service to service', () => {
    const tenMinutes = (seed: string) =>
      arrivals(seed, MIDNIGHT, MIDNIGHT + HOUR / 6);
    expect(tenMinutes('checkout')).not.toBeCloseTo(tenMinutes('payments'), 1);
  });
});
