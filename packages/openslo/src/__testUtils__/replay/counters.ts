/** A sample: seconds and value. */
export type Point = readonly [at: number, value: number];

export type RawSeries = {
  metric: string;
  labels: Record<string, string>;
  points: readonly Point[];
};

/** Events between one scrape and the next, as they really happened. */
export type Events = {
  /** Times of the scrapes, in seconds. */
  times: readonly number[];
  good: readonly number[];
  bad: readonly number[];
};

/** The same numbers again for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Traffic that rises and falls over the day, each event bad by chance. */
export function happen(options: {
  seed: number;
  /** Time of the last scrape, in seconds. */
  until: number;
  seconds: number;
  scrapeSeconds: number;
  /** Mean of events between two scrapes. */
  events: number;
  /** Share of bad ones, at a scrape that many seconds before the last one. */
  badShare: (secondsAgo: number) => number;
}): Events {
  const { until, seconds, scrapeSeconds, events, badShare } = options;
  const throwDice = dice(options.seed);
  const count = Math.floor(seconds / scrapeSeconds) + 1;
  const times = Array.from(
    { length: count },
    (_, index) => until - (count - 1 - index) * scrapeSeconds,
  );
  const good: number[] = [];
  const bad: number[] = [];
  for (const at of times) {
    const daily = 1 + 0.5 * Math.sin((2 * Math.PI * (until - at)) / 86_400);
    const all = Math.round(events * daily * (0.8 + 0.4 * throwDice()));
    const share = badShare(until - at);
    let failed = 0;
    for (let event = 0; event < all; event++) {
      if (throwDice() < share) failed += 1;
    }
    good.push(all - failed);
    bad.push(failed);
  }
  return { times, good, bad };
}

/** What a counter of these events shows at each scrape. */
export function counterOf(
  { times }: Events,
  increments: readonly number[],
  options: {
    /** The process starts again behind the scrape with this index. */
    resetAfter?: readonly number[];
    from?: number;
  } = {},
): Point[] {
  const { resetAfter = [], from = 0 } = options;
  let value = from;
  return times.map((at, index) => {
    if (resetAfter.includes(index - 1)) value = 0;
    value += increments[index] ?? 0;
    return [at, value];
  });
}

/** The series of good and of bad requests that a service exports. */
export function requests(
  service: string,
  code: { ok: readonly Point[]; failed?: readonly Point[] },
  more: Record<string, string> = {},
): RawSeries[] {
  const series = (text: string, points: readonly Point[]): RawSeries => ({
    metric: 'http_requests_total',
    labels: { service, code: text, ...more },
    points,
  });
  return [
    series('200', code.ok),
    ...(code.failed ? [series('500', code.failed)] : []),
  ];
}

/** Events that happened within the window, counted one by one. */
export function truth(
  { times, good, bad }: Events,
  window: { from: number; to: number },
): { total: number; bad: number } {
  const counted = { total: 0, bad: 0 };
  times.forEach((at, index) => {
    if (at <= window.from || at > window.to) return;
    counted.bad += bad[index] ?? 0;
    counted.total += (bad[index] ?? 0) + (good[index] ?? 0);
  });
  return counted;
}

/** Series as a text in the OpenMetrics format. */
export function openMetrics(all: readonly RawSeries[]): string {
  const byMetric = new Map<string, string[]>();
  for (const { metric, labels, points } of all) {
    const name = `${metric}{${Object.entries(labels)
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
      .join(',')}}`;
    const lines = points.map(([at, value]) => `${name} ${plain(value)} ${at}`);
    byMetric.set(metric, [...(byMetric.get(metric) ?? []), ...lines]);
  }
  return `${[...byMetric.values()].flat().join('\n')}\n# EOF\n`;
}

function plain(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}
