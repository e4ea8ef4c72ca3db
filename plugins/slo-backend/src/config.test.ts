import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSloConfig } from './config';

const read = (slo?: JsonObject) =>
  readSloConfig(new ConfigReader(slo === undefined ? {} : { slo }));

function problemsOf(slo: JsonObject): string[] {
  try {
    read(slo);
  } catch (error) {
    return String(error)
      .split('\n')
      .flatMap(line => (line.startsWith('  - ') ? [line.slice(4)] : []));
  }
  throw new Error('Nothing is wrong with it');
}

const eu = { name: 'eu', url: 'https://prometheus.example' };

describe('the configuration', () => {
  it('may be missing: nothing is read then', () => {
    expect(read()).toEqual({
      instances: [],
      refreshMs: 30_000,
      cardEnvironment: 'prod',
      replicaLabels: ['prometheus_replica', 'replica'],
    });
  });

  it('is read with durations, headers and the address for people', () => {
    const settings = read({
      prometheus: [
        {
          ...eu,
          externalUrl: 'https://graphs.example/prometheus',
          headers: { Authorization: 'Bearer x', 'X-Scope-OrgID': 'a' },
          timeout: { seconds: 5 },
        },
      ],
      refreshInterval: '1m',
      cardEnvironment: 'live',
      replicaLabels: ['pod'],
    });
    expect(settings).toEqual({
      instances: [
        {
          ...eu,
          externalUrl: 'https://graphs.example/prometheus',
          headers: { Authorization: 'Bearer x', 'X-Scope-OrgID': 'a' },
          timeoutMs: 5_000,
        },
      ],
      refreshMs: 60_000,
      cardEnvironment: 'live',
      replicaLabels: ['pod'],
    });
  });

  it('lets no instance think longer than the interval unless told otherwise', () => {
    const [instance] = read({
      prometheus: [eu],
      refreshInterval: '2s',
    }).instances;
    expect(instance?.timeoutMs).toBe(2_000);
  });

  it('says all that is wrong at once, each with its path', () => {
    const problems = problemsOf({
      prometheus: [
        { name: 'EU 1', url: 'prometheus:9090' },
        { name: 'us', url: 'ftp://us', headers: { A: 'x\r\nB: y' } },
      ],
      refreshInterval: 'often',
      replicaLabels: ['not a label'],
    });
    const paths = [
      'slo.prometheus[0].name',
      'slo.prometheus[0].url',
      'slo.prometheus[1].url',
      'slo.prometheus[1].headers',
      'slo.refreshInterval',
      'slo.replicaLabels[0]',
    ];
    for (const path of paths) {
      expect(problems.filter(each => each.includes(path))).toHaveLength(1);
    }
    expect(problems).toHaveLength(paths.length);
  });

  it('says what single values do not show', () => {
    const problems = problemsOf({
      prometheus: [eu, { ...eu, timeout: '20s' }],
      refreshInterval: '500ms',
    });
    expect(problems).toEqual([
      expect.stringContaining('give every instance its own name'),
      expect.stringContaining('make it a second or longer'),
      expect.stringContaining('one slow instance holds up the others'),
    ]);
  });

  it('does not repeat a secret that is wrong', () => {
    const problems = problemsOf({
      prometheus: [{ ...eu, headers: { Authorization: 'hush\nhush' } }],
    });
    expect(problems.join()).not.toContain('hush');
  });
});
