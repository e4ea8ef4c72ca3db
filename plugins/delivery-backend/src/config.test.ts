import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readDeliveryConfig } from './config';

function read(delivery: JsonObject, more: JsonObject = {}) {
  return readDeliveryConfig(new ConfigReader({ delivery, ...more }));
}

function problems(delivery: JsonObject): string[] {
  try {
    read(delivery);
    return [];
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map(line => line.replace('  - ', ''));
  }
}

describe('configuration', () => {
  it('has defaults for everything', () => {
    const settings = readDeliveryConfig(new ConfigReader({}));
    expect(settings).toMatchObject({
      clusters: [],
      probeIntervalMs: 10_000,
      staleAfterMs: 30_000,
      receiptDeadlineMs: 30_000,
      auditRetentionMs: 365 * 86_400_000,
      allowWithoutPermissions: false,
      permissionsEnabled: false,
      kubernetesConfigured: false,
    });
    expect(settings.environments.map(each => each.name)).toEqual([
      'dev',
      'staging',
      'canary',
      'prod',
    ]);
  });

  it('reads durations as Backstage does', () => {
    const settings = read({
      staleness: { probeInterval: '5s', staleAfter: { minutes: 1 } },
      receipts: { deadline: 'PT20S' },
      audit: { retention: { days: 30 } },
    });
    expect(settings).toMatchObject({
      probeIntervalMs: 5_000,
      staleAfterMs: 60_000,
      receiptDeadlineMs: 20_000,
      auditRetentionMs: 30 * 86_400_000,
    });
  });

  it('knows the ways to write to a cluster', () => {
    const { clusters } = read({
      clusters: [
        { name: 'a', write: { token: 't' } },
        { name: 'b', write: { tokenFile: '/f' } },
        {
          name: 'c',
          write: { authProvider: 'aws', authMetadata: { role: 'writer' } },
        },
        { name: 'd', write: { sameAsKubernetesPlugin: true } },
        { name: 'e' },
      ],
    });
    expect(clusters.map(each => each.write)).toEqual([
      { is: 'token', token: 't' },
      { is: 'tokenFile', path: '/f' },
      { is: 'authProvider', provider: 'aws', metadata: { role: 'writer' } },
      { is: 'sameAsKubernetesPlugin' },
      undefined,
    ]);
  });

  it('reports everything that is wrong at once, with path, value and fix', () => {
    expect(
      problems({
        enviroments: [],
        environments: [{ name: 'Prod', namespaces: 'production' }],
        clusters: [{ write: { tokne: 'x' }, namespaces: ['a-*'] }],
        consent: [{ entityRef: '::', cluster: 'a', namespace: 'b', name: 'c' }],
        version: { commitPattern: '^sha-' },
        staleness: { staleAfter: 'soon' },
        receipts: { deadline: -5 },
        actions: { allowWithoutPermissions: 'yes' },
        links: { argocd: { baseUrl: 'data:text/html,x' } },
      }),
    ).toEqual([
      'delivery.enviroments is not a known key: did you mean delivery.environments?',
      'delivery.environments[0].name is "Prod": use lower case letters, digits and dashes, at most 40',
      expect.stringMatching(
        /^delivery\.environments\[0\]\.namespaces is "production": write a list/,
      ),
      expect.stringMatching(
        /^delivery\.clusters\[0\]\.name is missing: write the name/,
      ),
      'delivery.clusters[0].write.tokne is not a known key: remove it or mend its spelling',
      expect.stringMatching(
        /^delivery\.clusters\[0\]\.namespaces\[0\] is "a-\*": write exact names/,
      ),
      expect.stringMatching(
        /^delivery\.consent\[0\]\.entityRef is "::": write an entity ref/,
      ),
      expect.stringMatching(
        /^delivery\.version\.commitPattern is "\^sha-": write a regular/,
      ),
      expect.stringMatching(
        /^delivery\.staleness\.staleAfter is "soon": write a duration/,
      ),
      expect.stringMatching(
        /^delivery\.receipts\.deadline is -5: write a duration/,
      ),
      'delivery.actions.allowWithoutPermissions is "yes": write true or false',
      expect.stringMatching(/^delivery\.links\.argocd\.baseUrl is "data:/),
    ]);
  });

  it('reports what single values do not show', () => {
    expect(
      problems({
        environments: [{ name: 'a' }, { name: 'a' }],
        clusters: [
          { name: 'x', write: { token: 'secret', tokenFile: '/f' } },
          { name: 'x', write: { authMetadata: { a: 'b' } } },
        ],
        staleness: { probeInterval: '30s', staleAfter: '10s' },
      }),
    ).toEqual([
      expect.stringContaining('delivery.environments[1].name is "a" again'),
      expect.stringContaining('delivery.clusters[1].name is "x" again'),
      expect.stringContaining('write has token and tokenFile: choose one'),
      expect.stringContaining('delivery.clusters[1].write names no credential'),
      expect.stringContaining('authMetadata is set without authProvider'),
      expect.stringContaining('longer than probeInterval'),
    ]);
  });

  it('never prints a secret', () => {
    const found = problems({
      clusters: [
        { name: 'a', write: { token: 4711 } },
        { name: 'b', write: { authProvider: 'x', authMetadata: { key: 99 } } },
      ],
    });
    expect(found).toHaveLength(2);
    expect(found.join()).not.toMatch(/4711|99/);
  });

  it('leaves the settings of modules beside it alone', () => {
    expect(problems({ roles: { operator: {} }, budgetRollback: {} })).toEqual(
      [],
    );
  });
});
