import type { Labels, Series } from '../Prometheus';
import type { Selector } from './selector';

/** A value counts until the next one, but no longer than this. */
const LOOKBACK_MS = 5 * 60_000;

/** Steps of a query over a time, in milliseconds since 1970. */
export interface Steps {
  from: number;
  to: number;
  step: number;
}

/** The times at which a query over a time is evaluated. */
export function timesOf({ from, to, step }: Steps): number[] {
  const times: number[] = [];
  for (let time = from; time <= to; time += step) times.push(time);
  return times;
}

/** Series in memory, asked as Prometheus asks its own. */
export class SeriesStore {
  readonly #series: Series[] = [];

  put(series: Series): void {
    const points = [...series.points].sort(([a], [b]) => a - b);
    this.#series.push({ labels: series.labels, points });
  }

  at(selects: Selector, time: number): { labels: Labels; value: number }[] {
    return this.#selected(selects).flatMap(({ labels, points }) => {
      const value = valueAt(points, time);
      return value === undefined ? [] : [{ labels, value }];
    });
  }

  over(selects: Selector, steps: Steps): Series[] {
    const times = timesOf(steps);
    return this.#selected(selects).flatMap(({ labels, points }) => {
      const found = times.flatMap((time): Series['points'] => {
        const value = valueAt(points, time);
        return value === undefined ? [] : [[time, value]];
      });
      return found.length === 0 ? [] : [{ labels, points: found }];
    });
  }

  labels(selects: Selector, { from, to }: Omit<Steps, 'step'>): Labels[] {
    return this.#selected(selects)
      .filter(({ points }) => points.some(([at]) => at >= from && at <= to))
      .map(({ labels }) => labels);
  }

  #selected(selects: Selector): Series[] {
    return this.#series.filter(({ labels }) => selects(labels));
  }
}

function valueAt(points: Series['points'], time: number): number | undefined {
  const point = points.findLast(([at]) => at <= time);
  return point && point[0] > time - LOOKBACK_MS ? point[1] : undefined;
}
