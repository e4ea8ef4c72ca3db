// cspell:ignore timout
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSloConfig } from './config';

function read(slo: JsonObject) {
  return readSloConfig(new ConfigReader({ slo }));
}

function problems(slo: JsonObject): string[] {
  try {
    read(slo);
    return [];
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map(line => line.replace('  - ', ''));
  }
}

const eu = { name: 'eu', url: 'https://prometheus.example.com' };

describe('configuration', () => {
  it('has defaults for everything, also for no Prometheus at all', () => {
    expect(readSloConfig(new ConfigReader({}))).toEqual({
      instances: [],
      refreshMs: 30_000,
      cardEnvironment: 'prod',
      replicaLabels: ['prometheus_replica', 'replica'],
    });
  });

  it('reads everything that can be set', () => {
    expect(
      read({
        prometheus: [
          {
            ...eu,
            externalUrl: 'https://prometheus.example.com/eu',
            headers: { Authorization: 'Bearer secret' },
            timeout: { seconds: 5 },
          },
          { name: 'us', url: 'http://us:9090' },
        ],
        refreshInterval: '1m',
        cardEnvironment: 'production',
        replicaLabels: ['monitor'],
      }),
    ).toEqual({
      instances: [
        {
          ...eu,
          externalUrl: 'https://prometheus.example.com/eu',
          headers: { Authorization: 'Bearer secret' },
          timeoutMs: 5_000,
        },
        { name: 'us', url: 'http://us:9090', headers: {}, timeoutMs: 10_000 },
      ],
      refreshMs: 60_000,
      cardEnvironment: 'production',
      replicaLabels: ['monitor'],
    });
  });

  it('does not wait longer for an answer than for the next reading', () => {
    const { instances } = read({ prometheus: [eu], refreshInterval: '5s' });
    expect(instances[0]?.timeoutMs).toBe(5_000);
  });

  it('says all that is wrong at once, with path, value and how to mend it', () => {
    expect(
      problems({
        prometheus: [
          { name: 'EU 1', url: 'prometheus.example.com', timout: '5s' },
          { url: 'ftp://x', externalUrl: 7 },
        ],
        refreshInterval: 'soon',
        cardEnvironment: '',
        replicaLabels: ['a-b'],
      }),
    ).toEqual([
      expect.stringMatching(/^slo\.prometheus\[0\]\.name is "EU 1": write/),
      expect.stringMatching(
        /^slo\.prometheus\[0\]\.url is "prometheus\.example\.com": write an http/,
      ),
      'slo.prometheus[0].timout is not a known key: remove it or mend its spelling',
      expect.stringMatching(/^slo\.prometheus\[1\]\.name is missing: write/),
      expect.stringMatching(/^slo\.prometheus\[1\]\.url is "ftp:/),
      expect.stringMatching(/^slo\.prometheus\[1\]\.externalUrl is 7: write/),
      expect.stringMatching(/^slo\.refreshInterval is "soon": write a/),
      expect.stringMatching(/^slo\.cardEnvironment is "": write the value/),
      expect.stringMatching(
        /^slo\.replicaLabels\[0\] is "a-b": write the name/,
      ),
    ]);
  });

  it.each([
    [
      'two instances of one name',
      { prometheus: [eu, eu] },
      'slo.prometheus[1].name is "eu" again: give every instance its own name',
    ],
    [
      'a reading every moment',
      { refreshInterval: '10ms' },
      'slo.refreshInterval is 10 ms: make it a second or longer, rules record no faster',
    ],
    [
      'a timeout beyond the interval',
      { prometheus: [{ ...eu, timeout: '1m' }] },
      'slo.prometheus[0].timeout is 60000 ms: make it no longer than slo.refreshInterval (30000 ms), or one slow instance holds up the others',
    ],
    [
      'a key that was misspelled',
      { Prometheus: [eu] },
      'slo.Prometheus is not a known key: did you mean slo.prometheus?',
    ],
  ])('does not accept %s', (_, slo, problem) => {
    expect(problems(slo)).toEqual([problem]);
  });

  it('leaves keys of other modules alone', () => {
    expect(problems({ reports: { weekly: true } })).toEqual([]);
  });

  it.each([
    { ...eu, headers: { Authorization: 'Bearer secret-1\nX: y' } },
    { ...eu, headers: { 'a b': 'secret-1' } },
    { ...eu, headers: 'secret-1' },
    { name: 'eu', url: 'https://user:secret-1@ex ample' },
  ])('keeps secrets out of its errors: %#', instance => {
    const [problem] = problems({ prometheus: [instance] });
    expect(problem).toMatch(/^slo\.prometheus\[0\]\.(headers|url)/);
    expect(problem).not.toContain('secret-1');
  });
});
