import type { GenerateRulesOptions } from '../../index';
import { counter, RATIO, type Changes } from '../documents';
import {
  counterOf,
  happen,
  requests,
  truth,
  type Events,
  type Point,
  type RawSeries,
} from './counters';

export const TILE = 300;
export const DAY = 86_400;
const HOUR = 3600;
const MINUTE = 60;

/** One history of raw counters, and what must come out of it. */
export type ReplayCase = {
  title: string;
  /** Also the name of the service and of the objective. */
  id: string;
  windowSeconds: number;
  raw: RawSeries[];
  /** Events in the window, as they happened. */
  truth: { total: number; bad: number };
  /** How far off what is counted may be, in events. */
  within: { total: number; bad: number };
  /** How many tiles must be there. */
  tiles: number;
  options?: GenerateRulesOptions;
  /** What became of a series of tiles; by default it is as the rules record it. */
  became?: (tiles: RawSeries) => RawSeries[];
};

/** What makes the document of a case. */
export function changesOf({ id, windowSeconds }: ReplayCase): Changes {
  const all = `service="${id}"`;
  return {
    'metadata.name': id,
    'spec.timeWindow.0.duration': `${windowSeconds / DAY}d`,
    [`${RATIO}.bad`]: counter(`${all},code=~"5.."`),
    [`${RATIO}.total`]: counter(all),
  };
}

type Shape = {
  seed: number;
  scrapeSeconds?: number;
  days?: number;
  events?: number;
  badShare?: (secondsAgo: number) => number;
  /** Of the last scrape; by default scrapes do not fall on the edges of tiles. */
  secondsAgo?: number;
};

/** History up to `now`; it begins before the window, so that the first tile is whole. */
class History {
  readonly windowSeconds: number;
  readonly scrapeSeconds: number;
  readonly events: Events;
  readonly truth: { total: number; bad: number };

  constructor(readonly now: number, shape: Shape) {
    const { seed, scrapeSeconds = 30, days = 1, events = 20 } = shape;
    this.windowSeconds = days * DAY;
    this.scrapeSeconds = scrapeSeconds;
    const until = now - (shape.secondsAgo ?? 13);
    this.events = happen({
      seed,
      until,
      seconds: this.windowSeconds + 15 * MINUTE,
      scrapeSeconds,
      events,
      badShare: shape.badShare ?? (() => 0.01),
    });
    this.truth = truth(this.events, {
      from: now - this.windowSeconds,
      to: now,
    });
  }

  get ok(): Point[] {
    return counterOf(this.events, this.events.good);
  }

  get failed(): Point[] {
    return counterOf(this.events, this.events.bad);
  }

  /** Index of the scrape that many seconds ago. */
  scrapeAt(secondsAgo: number): number {
    return (
      this.events.times.length - 1 - Math.floor(secondsAgo / this.scrapeSeconds)
    );
  }

  tiles(missing = 0): number {
    return this.windowSeconds / TILE - missing;
  }

  case(
    id: string,
    title: string,
    more: Partial<ReplayCase> & Pick<ReplayCase, 'raw'>,
  ): ReplayCase {
    return {
      id,
      title,
      windowSeconds: this.windowSeconds,
      truth: this.truth,
      within: sampling(this.truth),
      tiles: this.tiles(),
      ...more,
    };
  }
}

/**
 * A tile of 300 s sees ten scrapes of 30 s, so nine of ten steps, and takes the
 * tenth for their mean: an event counts 10/9 times or not at all. That is right in
 * the mean; n events scatter by √n/3. Three times that is allowed, and two events
 * for the edges of the window.
 */
function sampling({ total, bad }: { total: number; bad: number }) {
  return { total: Math.sqrt(total) + 0.001 * total, bad: Math.sqrt(bad) + 2 };
}

function between(
  points: readonly Point[],
  now: number,
  ago: { from: number; to: number },
) {
  const isIn = (at: number) => now - at <= ago.from && now - at > ago.to;
  return {
    without: points.filter(([at]) => !isIn(at)),
    as: (value: number) =>
      points.map(([at, was]): Point => [at, isIn(at) ? value : was]),
  };
}

/** Histories by the name of their service. */
export const replays: Readonly<Record<string, (now: number) => ReplayCase>> = {
  steady,
  aligned,
  month,
  reset,
  gap,
  born,
  silent,
  nan: now => notANumber(now, 'nan', Number.NaN),
  inf: now => notANumber(now, 'inf', Number.POSITIVE_INFINITY),
  missed,
  renamed,
  replicas,
  young,
};

function steady(now: number): ReplayCase {
  const history = new History(now, { seed: 1 });
  const { ok, failed } = history;
  return history.case('steady', 'a day without trouble', {
    raw: requests('steady', { ok, failed }),
  });
}

function aligned(now: number): ReplayCase {
  const history = new History(now, { seed: 13, secondsAgo: 0 });
  const { ok, failed } = history;
  return history.case('aligned', 'scrapes on the edges of tiles', {
    raw: requests('aligned', { ok, failed }),
  });
}

function month(now: number): ReplayCase {
  const outage = (ago: number) => ago > 9 * DAY && ago < 9 * DAY + 2 * HOUR;
  const history = new History(now, {
    seed: 2,
    days: 30,
    scrapeSeconds: 60,
    events: 40,
    badShare: ago => (outage(ago) ? 0.3 : 0.0005),
  });
  const { ok, failed } = history;
  return history.case('month', 'thirty days with an outage of two hours', {
    raw: requests('month', { ok, failed }),
    // Five scrapes of a minute in a tile: it sees four of five steps, and n events scatter by √n/2.
    within: {
      total: 1.5 * Math.sqrt(history.truth.total) + 0.001 * history.truth.total,
      bad: 1.5 * Math.sqrt(history.truth.bad) + 2,
    },
  });
}

function reset(now: number): ReplayCase {
  const history = new History(now, { seed: 3 });
  const { events } = history;
  const resetAfter = [5, 11, 17].map(hours => history.scrapeAt(hours * HOUR));
  return history.case('reset', 'three restarts of the process', {
    raw: requests('reset', {
      ok: counterOf(events, events.good, { resetAfter }),
      failed: counterOf(events, events.bad, { resetAfter }),
    }),
  });
}

function gap(now: number): ReplayCase {
  const history = new History(now, { seed: 4 });
  const ago = { from: 6 * HOUR, to: 6 * HOUR - 10 * MINUTE };
  const lost = truth(history.events, {
    from: now - ago.from,
    to: now - ago.to,
  });
  const { total, bad } = sampling(history.truth);
  return history.case('gap', 'ten minutes without a scrape', {
    raw: requests('gap', {
      ok: between(history.ok, now, ago).without,
      failed: between(history.failed, now, ago).without,
    }),
    // What happened in the gap is not seen.
    within: { total: total + lost.total, bad: bad + lost.bad },
    tiles: history.tiles(2),
  });
}

function born(now: number): ReplayCase {
  const history = new History(now, {
    seed: 5,
    badShare: ago => (ago < 8 * HOUR ? 0.02 : 0),
  });
  const { events, ok, failed } = history;
  const first = events.bad.findIndex(count => count > 0);
  const unseen = events.bad[first] ?? 0;
  const { total, bad } = sampling(history.truth);
  return history.case(
    'born',
    'a counter of failures that begins with the first of them',
    {
      raw: requests('born', { ok, failed: failed.slice(first) }),
      // Nobody sees a counter go from nothing to its first value.
      within: { total: total + unseen, bad: bad + unseen },
    },
  );
}

function silent(now: number): ReplayCase {
  const history = new History(now, { seed: 6, events: 0 });
  const { ok, failed } = history;
  return history.case('silent', 'counters and not one event', {
    raw: requests('silent', { ok, failed }),
    within: { total: 0, bad: 0 },
  });
}

function notANumber(now: number, id: string, value: number): ReplayCase {
  const history = new History(now, { seed: 7 });
  const middle = TILE / 2;
  const ago = { from: 6 * HOUR + middle, to: 6 * HOUR + middle - 10 * MINUTE };
  const lost = truth(history.events, {
    from: now - ago.from - middle,
    to: now - ago.to + middle,
  });
  const { total, bad } = sampling(history.truth);
  return history.case(id, `ten minutes in which a counter is ${value}`, {
    raw: requests(id, {
      ok: between(history.ok, now, ago).as(value),
      failed: history.failed,
    }),
    within: { total: total + lost.total, bad: bad + lost.bad },
    tiles: history.tiles(3),
  });
}

function missed(now: number): ReplayCase {
  const history = new History(now, { seed: 8 });
  const { ok, failed } = history;
  const ago = { from: 5 * HOUR, to: 4 * HOUR };
  const lost = truth(history.events, {
    from: now - ago.from,
    to: now - ago.to,
  });
  const { total, bad } = sampling(history.truth);
  return history.case('missed', 'an hour in which no rule was evaluated', {
    raw: requests('missed', { ok, failed }),
    within: { total: total + lost.total, bad: bad + lost.bad },
    became: tiles => [
      { ...tiles, points: between(tiles.points, now, ago).without },
    ],
    tiles: history.tiles(12),
  });
}

function renamed(now: number): ReplayCase {
  const history = new History(now, { seed: 12 });
  const { ok, failed } = history;
  const early = { from: DAY, to: 12 * HOUR };
  return history.case(
    'renamed',
    'a team that was renamed, and tiles of what was counted before',
    {
      raw: requests('renamed', { ok, failed }),
      became: tiles => {
        const { without } = between(tiles.points, now, early);
        const before = tiles.points.filter(point => !without.includes(point));
        return [
          { ...tiles, points: without },
          {
            ...tiles,
            labels: { ...tiles.labels, team: 'former' },
            points: before,
          },
          {
            ...tiles,
            labels: { ...tiles.labels, spec_hash: '0123456789abcdef' },
            points: before.map(([at]): Point => [at, 1e6]),
          },
        ];
      },
    },
  );
}

function replicas(now: number): ReplayCase {
  const history = new History(now, { seed: 9 });
  const { ok, failed } = history;
  // The other one reads 19 s later, so that its tiles begin and end with other scrapes.
  const later = (points: readonly Point[]) =>
    points
      .map(([at, value]): Point => [at + 19, value])
      .filter(([at]) => at <= now);
  const down = { from: 9 * HOUR, to: 7 * HOUR };
  return history.case(
    'replicas',
    'two scrapers of the same counters, one of them down for two hours',
    {
      raw: [
        ...requests('replicas', { ok, failed }, { replica: 'a' }),
        ...requests(
          'replicas',
          {
            ok: between(later(ok), now, down).without,
            failed: between(later(failed), now, down).without,
          },
          { replica: 'b' },
        ),
      ],
      options: { replicaLabels: ['replica'] },
    },
  );
}

function young(now: number): ReplayCase {
  const history = new History(now, { seed: 10 });
  const since = now - 6 * HOUR;
  const seen = (points: readonly Point[]) =>
    points.filter(([at]) => at > since);
  const counted = truth(history.events, { from: since, to: now });
  return history.case('young', 'counters of six hours', {
    raw: requests('young', {
      ok: seen(history.ok),
      failed: seen(history.failed),
    }),
    truth: counted,
    within: sampling(counted),
    tiles: (6 * HOUR) / TILE,
  });
}
