import { FakePrometheus } from '.';
import type { FakeFault } from '.';

const AT = new Date('2026-11-25T12:00:00Z');
const minutesBefore = (minutes: number) => AT.getTime() - minutes * 60_000;
const up = (job: string, value: number) => ({
  labels: { __name__: 'up', job },
  points: [[minutesBefore(1), value]] satisfies [number, number][],
});

describe('FakePrometheus', () => {
  it('answers selectors of the series that were put', async () => {
    const fake = new FakePrometheus({ now: () => AT });
    fake.put(up('shop', 1), up('pay', 0), {
      labels: { __name__: 'down' },
      points: [[minutesBefore(1), 1]],
    });
    const jobs = async (query: string) =>
      (await fake.query({ query })).value.map(({ labels }) => labels.job);
    expect(await jobs('up')).toEqual(['shop', 'pay']);
    expect(await jobs('{job="shop"}')).toEqual(['shop']);
    expect(await jobs('up{job!="shop"}')).toEqual(['pay']);
    expect(await jobs('{__name__=~"u.", job!~"sh.*"}')).toEqual(['pay']);
    expect(await jobs('up{team=""}')).toEqual(['shop', 'pay']);
    expect(await jobs('up{job="no"}')).toEqual([]);
  });

  it('answers queries by what was named for them, the latest first', async () => {
    const fake = new FakePrometheus({ now: () => AT })
      .answer(/^sum/, { scalar: 1 })
      .answer('sum(up)', ({ query, at }) => ({
        samples: [{ labels: { query }, value: at }],
        warnings: ['partly'],
      }));
    expect(await fake.query({ query: 'sum(up)' })).toEqual({
      value: [
        { labels: { query: 'sum(up)' }, at: AT.getTime(), value: AT.getTime() },
      ],
      warnings: ['partly'],
      infos: [],
    });
    expect((await fake.query({ query: 'sum(x)' })).value[0]?.value).toBe(1);
  });

  it('refuses a query for which it has no answer, and names it', async () => {
    const fake = new FakePrometheus({ name: 'mine' });
    await expect(fake.query({ query: 'rate(up[5m])' })).rejects.toThrow(
      'Prometheus "mine" refused the query rate(up[5m]): bad_data: the fake was given no answer to rate(up[5m])',
    );
  });

  it('gives a named answer for the steps of a query over a time', async () => {
    const fake = new FakePrometheus()
      .answer('a', { samples: [{ labels: {}, value: 5 }] })
      .answer('b', {
        series: [
          {
            labels: {},
            points: [
              [minutesBefore(9), 1],
              [minutesBefore(1), 2],
            ],
          },
        ],
      });
    const range = async (query: string) => {
      const from = new Date(minutesBefore(2));
      const { value } = await fake.queryRange({
        query,
        from,
        to: AT,
        stepSeconds: 60,
      });
      return value[0]?.points;
    };
    expect(await range('a')).toEqual([
      [minutesBefore(2), 5],
      [minutesBefore(1), 5],
      [minutesBefore(0), 5],
    ]);
    expect(await range('b')).toEqual([[minutesBefore(1), 2]]);
  });

  it.each<[FakeFault, string]>([
    ['down', 'unreachable'],
    ['silent', 'timeout'],
    ['html', 'notJson'],
    ['login', 'refused'],
    ['unauthorized', 'refused'],
    ['overloaded', 'failed'],
    ['garbage', 'notJson'],
    ['half', 'notJson'],
    ['broken-off', 'unreachable'],
    ['wrong-shape', 'unexpectedShape'],
  ])('can be %s, which a client finds %s', async (fault, kind) => {
    const fake = new FakePrometheus({ timeoutMs: 40 }).misbehave(fault);
    await expect(fake.query({ query: '1' })).rejects.toMatchObject({ kind });
    await expect(fake.rules()).rejects.toMatchObject({ kind });
    fake.recover();
    expect((await fake.query({ query: '1' })).value).toHaveLength(1);
  });

  it('can misbehave at some queries only', async () => {
    const fake = new FakePrometheus().misbehave('html', '2');
    await expect(fake.query({ query: '2' })).rejects.toThrow(/HTML/);
    expect((await fake.query({ query: '1' })).value).toHaveLength(1);
  });

  it('warns on every answer', async () => {
    const fake = new FakePrometheus().warn('a store is down');
    expect((await fake.query({ query: '1' })).warnings).toHaveLength(1);
    expect((await fake.alerts()).warnings).toEqual(['a store is down']);
  });

  it('notes what it was asked', async () => {
    const fake = new FakePrometheus();
    await fake.query({ query: '1' });
    await fake.series({ match: ['up', 'down'] });
    await fake.rules();
    expect(fake.requests).toEqual([
      { path: 'query', query: '1' },
      { path: 'series', query: 'up, down' },
      { path: 'rules' },
    ]);
  });
});
