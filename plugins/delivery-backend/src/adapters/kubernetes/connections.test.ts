import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { ClusterAccess } from '@greenlight/backstage-plugin-delivery-node';
import type { Credential } from '@greenlight/cluster';
import type { WriteSettings } from '../../domain/settings';
import { readConnection, writeConnection } from './connections';
import type { Connectable } from './connections';
import { podNamespaces } from './podNamespaces';

const details: ClusterDetails = {
  name: 'eu',
  url: 'https://eu.example',
  caData: 'Y2E=',
  authMetadata: {
    'kubernetes.io/auth-provider': 'serviceAccount',
    serviceAccountToken: 'reads',
  },
};

/** Gives a token that tells for whom it was asked. */
const access: ClusterAccess = {
  clusterSupplier: { getClusters: async () => [details] },
  getCredential: async ({ authMetadata }) => ({
    type: 'bearer token',
    token: Object.values(authMetadata).join('+'),
  }),
};

function connection(connectable: Connectable) {
  if (!connectable.possible) throw new Error(connectable.reason);
  return connectable.connection;
}

async function token(connectable: Connectable): Promise<string | undefined> {
  const credential: Credential = await connection(connectable).credential();
  return credential.type === 'bearer token' ? credential.token : undefined;
}

const write = (settings?: WriteSettings) =>
  writeConnection(details, access, settings);

describe('connection to a cluster', () => {
  it('watches as the Kubernetes plugin signs in', async () => {
    const readable = readConnection(details, access);
    expect(connection(readable)).toMatchObject({
      name: 'eu',
      server: 'https://eu.example',
      caData: 'Y2E=',
      skipTLSVerify: false,
      inCluster: false,
    });
    expect(await token(readable)).toBe('serviceAccount+reads');
  });

  it('does not verify what is not encrypted', () => {
    const plain = { ...details, url: 'http://127.0.0.1:8001' };
    expect(connection(readConnection(plain, access))).toMatchObject({
      skipTLSVerify: true,
    });
  });

  it.each<[WriteSettings, string]>([
    [{ is: 'token', token: 'writes' }, 'writes'],
    [{ is: 'sameAsKubernetesPlugin' }, 'serviceAccount+reads'],
    [
      { is: 'authProvider', provider: 'aws', metadata: { role: 'writer' } },
      'writer+aws',
    ],
  ])('acts with %j', async (settings, expected) => {
    expect(await token(write(settings))).toBe(expected);
  });

  it('reads a token file again after a refusal', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'token-')), 'token');
    await writeFile(path, 'one\n');
    const { credential, forgetCredential } = connection(
      write({ is: 'tokenFile', path }),
    );
    expect(await credential()).toMatchObject({ token: 'one' });
    await writeFile(path, 'two\n');
    forgetCredential();
    expect(await credential()).toMatchObject({ token: 'two' });
  });

  it.each<[WriteSettings | undefined, RegExp]>([
    [undefined, /read-only/],
    [{ is: 'authProvider', provider: 'oidc', metadata: {} }, /signed-in user/],
  ])('does not act with %j, and says why', (settings, reason) => {
    expect(write(settings)).toMatchObject({
      possible: false,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('namespaces of pods', () => {
  const rule = (namespaces?: string[], clusters?: string[]) => ({
    name: 'x',
    title: 'x',
    labels: {},
    notLabels: {},
    namespaces,
    clusters,
  });

  it.each([
    ['those of the cluster', ['a'], [rule(['b'])], ['a']],
    [
      'those of its environments',
      undefined,
      [rule(['b']), rule(['c', 'b'])],
      ['b', 'c'],
    ],
    ['all, with a pattern', undefined, [rule(['b']), rule(['c-*'])], undefined],
    ['all, with an environment everywhere', undefined, [rule()], undefined],
    [
      'those of its own environments',
      undefined,
      [rule(['b'], ['eu']), rule(undefined, ['us'])],
      ['b'],
    ],
    [
      'all, without an environment',
      undefined,
      [rule(['b'], ['us'])],
      undefined,
    ],
  ])('are %s', (_, own, environments, expected) => {
    const settings = own && { name: 'eu', namespaces: own };
    expect(podNamespaces('eu', settings, environments)).toEqual(expected);
  });
});
