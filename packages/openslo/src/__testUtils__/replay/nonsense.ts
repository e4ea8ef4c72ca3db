import { counter, LATENCY, RATIO, type Changes } from '../documents';
import {
  counterOf,
  happen,
  requests,
  type Point,
  type RawSeries,
} from './counters';

const HALF_AN_HOUR = 1800;

/** Counters that make no sense now, with the document that counts them. */
export type Nonsense = { changes: Changes; raw: RawSeries[] };

/** By the name of their service; the last one is in order. */
export function nonsense(now: number): Record<string, Nonsense> {
  const events = happen({
    seed: 20,
    until: now - 13,
    seconds: HALF_AN_HOUR,
    scrapeSeconds: 30,
    events: 20,
    badShare: () => 0.01,
  });
  const ok = counterOf(events, events.good);
  const failed = counterOf(events, events.bad);
  const always = (value: number) => ok.map(([at]): Point => [at, value]);
  const twice = ok.map(([at, value]): Point => [at, 2 * value]);
  const by = (
    id: string,
    bad = counter(`service="${id}",code="500"`),
  ): Changes => ({
    'metadata.name': id,
    [`${RATIO}.bad`]: bad,
    [`${RATIO}.total`]: counter(`service="${id}"`),
  });
  return {
    'now-nan': {
      changes: by('now-nan'),
      raw: requests('now-nan', { ok: always(Number.NaN), failed }),
    },
    'now-inf': {
      changes: by('now-inf'),
      raw: requests('now-inf', {
        ok,
        failed: [...failed.slice(0, -1), [now - 13, Number.POSITIVE_INFINITY]],
      }),
    },
    'more-bad': {
      changes: by(
        'more-bad',
        counter('service="more-bad"', 'http_errors_total'),
      ),
      raw: [
        ...requests('more-bad', { ok }),
        {
          metric: 'http_errors_total',
          labels: { service: 'more-bad' },
          points: twice,
        },
      ],
    },
    'no-bucket': {
      changes: { ...LATENCY, 'metadata.name': 'no-bucket' },
      raw: [
        {
          metric: 'http_request_duration_seconds_count',
          labels: { service: 'checkout', environment: 'prod' },
          points: ok,
        },
      ],
    },
    'in-order': {
      changes: by('in-order'),
      raw: requests('in-order', { ok, failed }),
    },
  };
}
