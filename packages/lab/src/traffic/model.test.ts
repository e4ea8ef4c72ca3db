import { obey, type TrafficCommand } from './control.ts';
import { expose } from './exposition.ts';
import {
  advance,
  noTraffic,
  withStreams,
  type Stream,
  type Traffic,
} from './model.ts';
import { aStream } from './testing.ts';

const START = Date.UTC(2026, 10, 25, 12);
const MINUTE = 60_000;

const trafficOf = (...streams: Stream[]): Traffic =>
  withStreams(noTraffic(START), streams);

const after = (minutes: number, traffic: Traffic) =>
  advance(traffic, traffic.at + minutes * MINUTE);

/** The samples of a text of Prometheus, by name and labels. */
function samples(traffic: Traffic): Map<string, number> {
  const lines = expose(traffic)
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map(line => {
      const [, name = '', value] = /^(.*) (\S+)$/.exec(line) ?? [];
      return [name, Number(value)];
    }),
  );
}

/** The sum of all samples whose name and labels contain all of this. */
function sum(traffic: Traffic, ...parts: string[]): number {
  return [...samples(traffic)]
    .filter(([name]) => parts.every(part => name.includes(part)))
    .reduce((all, [, value]) => all + value, 0);
}

const errors = (traffic: Traffic, ...parts: string[]) =>
  sum(traffic, 'http_requests_total', 'code="500"', ...parts);
const requests = (traffic: Traffic, ...parts: string[]) =>
  sum(traffic, 'http_requests_total', ...parts);

const done = (traffic: Traffic, command: TrafficCommand) =>
  obey(traffic, command);

describe('The traffic model', () => {
  it('begins every series at 0, errors too', () => {
    const all = samples(trafficOf(aStream()));
    expect(all.size).toBe(11);
    expect([...all.values()].every(value => value === 0)).toBe(true);
  });

  it('counts whole requests in the shares of the version', () => {
    const traffic = after(60, trafficOf(aStream()));
    const all = requests(traffic);
    expect(all).toBeGreaterThan(36_000 * 0.6);
    expect(errors(traffic) / all).toBeCloseTo(0.01, 4);
    const within = sum(traffic, 'le="0.3"');
    expect(1 - within / sum(traffic, '_count')).toBeCloseTo(0.02, 4);
    expect(sum(traffic, 'le="+Inf"')).toBe(sum(traffic, '_count'));
    const fractions = [...samples(traffic)]
      .filter(([, value]) => !Number.isInteger(value))
      .map(([name]) => name.replace(/\{.*/, ''));
    expect(fractions).toEqual(['http_request_duration_seconds_sum']);
  });

  it('has latency buckets that hold each other', () => {
    const traffic = after(7, trafficOf(aStream({ slowRatio: 0.4 })));
    const buckets = [...samples(traffic)]
      .filter(([name]) => name.includes('_bucket'))
      .map(([, value]) => value);
    expect(buckets).toHaveLength(7);
    expect([...buckets].sort((a, b) => a - b)).toEqual(buckets);
  });

  it('counts the same, however often it is looked at', () => {
    let often = trafficOf(aStream());
    for (let i = 0; i < 600; i++) often = advance(often, often.at + 1000);
    const once = after(10, trafficOf(aStream()));
    expect(Math.abs(requests(often) - requests(once))).toBeLessThanOrEqual(2);
  });

  it('counts nothing while the clock goes back', () => {
    const traffic = after(5, trafficOf(aStream()));
    expect(expose(advance(traffic, START))).toBe(expose(traffic));
  });

  it('never counts backwards, whatever is done to it', () => {
    const which = { service: 'checkout' };
    let traffic = trafficOf(aStream());
    let before = samples(traffic);
    const acts: TrafficCommand[] = [
      { do: 'makeBad', which, ratios: { errorRatio: 1, slowRatio: 1 } },
      { do: 'makeGood', which },
      { do: 'stop', which },
      { do: 'resume', which },
      { do: 'restore' },
    ];
    for (const act of acts) {
      traffic = after(1, done(traffic, act));
      const now = samples(traffic);
      for (const [name, value] of now) {
        expect(value).toBeGreaterThanOrEqual(before.get(name) ?? 0);
      }
      before = now;
    }
  });

  it('makes one version bad and leaves the other one alone', () => {
    const traffic = done(
      trafficOf(aStream(), aStream({ version: 'sha-2', hash: 'def' })),
      {
        do: 'makeBad',
        which: { service: 'checkout', version: 'def' },
        ratios: { errorRatio: 0.5 },
      },
    );
    const later = after(10, traffic);
    const share = (version: string) =>
      errors(later, version) / requests(later, version);
    expect(share('sha-1')).toBeCloseTo(0.01, 3);
    expect(share('sha-2')).toBeCloseTo(0.5, 3);
  });

  it('keeps what was counted when streams change, and begins new ones at 0', () => {
    const old = after(10, trafficOf(aStream()));
    const changed = withStreams(old, [
      aStream({ requestsPerSecond: 0 }),
      aStream({ version: 'sha-2' }),
    ]);
    expect(requests(changed, 'sha-1')).toBe(requests(old));
    expect(requests(changed, 'sha-2')).toBe(0);
    expect(requests(after(5, changed), 'sha-1')).toBe(requests(old));
  });

  it('stops and resumes', () => {
    const which = { service: 'checkout', environment: 'prod' } as const;
    const stopped = done(after(1, trafficOf(aStream())), { do: 'stop', which });
    const later = after(10, stopped);
    expect(requests(later)).toBe(requests(stopped));
    const resumed = after(1, done(later, { do: 'resume', which }));
    expect(requests(resumed)).toBeGreaterThan(requests(stopped));
  });

  it('hides series, which are born late with what was counted meanwhile', () => {
    const which = { service: 'checkout' };
    const hidden = done(trafficOf(aStream()), { do: 'hide', which });
    expect(samples(hidden).size).toBe(0);
    const born = done(after(10, hidden), { do: 'unhide', which });
    expect(errors(born)).toBeGreaterThan(1);
  });

  it('resets the counters of one service', () => {
    const other = aStream({ service: 'search' });
    const traffic = done(after(10, trafficOf(aStream(), other)), {
      do: 'reset',
      which: { service: 'checkout' },
    });
    expect(requests(traffic, 'checkout')).toBe(0);
    expect(requests(traffic, 'search')).toBeGreaterThan(0);
  });

  it('escapes what stands in labels', () => {
    const traffic = trafficOf(aStream({ version: 'a"b\\c\nd' }));
    expect(expose(traffic)).toContain('version="a\\"b\\\\c\\nd"');
  });
});
