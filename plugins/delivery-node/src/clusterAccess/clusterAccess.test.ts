import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { backgroundAccess } from './backgroundAccess';
import type { ClusterAccess, ClusterAccessService } from './ClusterAccess';
import { clusterAccessServiceRef } from './clusterAccessServiceRef';
import { knownCopies, rememberCopy } from './copies';
import { createClusterAccess } from './createClusterAccess';

const SOON = { timeoutMs: 1 };
const LATE = { timeoutMs: 60_000 };

const access: ClusterAccess = {
  clusterSupplier: { getClusters: async () => [] },
  getCredential: async () => ({ type: 'anonymous' }),
};

function reasonOf(
  result: Awaited<ReturnType<ClusterAccessService['waitFor']>>,
) {
  return result.came ? 'it came' : result.reason;
}

describe('hand-over of clusters', () => {
  it('reaches those who waited before it came and those who ask after', async () => {
    const handOver = createClusterAccess();
    const before = handOver.waitFor(LATE);
    handOver.publish(access);

    expect(await before).toEqual({ came: true, access });
    expect(await handOver.waitFor(SOON)).toEqual({ came: true, access });
    expect(await handOver.access).toBe(access);
  });

  it('may still come after somebody stopped waiting', async () => {
    const handOver = createClusterAccess();

    expect(await handOver.waitFor(SOON)).toMatchObject({ came: false });
    handOver.publish(access);
    expect(await handOver.access).toBe(access);
    expect(await handOver.waitFor(SOON)).toEqual({ came: true, access });
  });

  it('is refused the second time', async () => {
    const handOver = createClusterAccess();
    handOver.publish(access);

    expect(() =>
      handOver.publish({ ...access, getCredential: () => Promise.reject() }),
    ).toThrow(/twice/);
    expect(await handOver.access).toBe(access);
  });

  it('that was declined is known at once, with its reason', async () => {
    const handOver = createClusterAccess();
    const before = handOver.waitFor(LATE);
    handOver.decline('there is no `kubernetes` in the configuration');

    for (const result of [await before, await handOver.waitFor(LATE)]) {
      expect(reasonOf(result)).toBe(
        'there is no `kubernetes` in the configuration',
      );
    }
  });

  it('stops being waited for on a signal, also on one that came before', async () => {
    const handOver = createClusterAccess();
    const stop = new AbortController();
    const waiting = handOver.waitFor({ ...LATE, signal: stop.signal });
    stop.abort();

    expect(await waiting).toMatchObject({ came: false });
    expect(
      await handOver.waitFor({ ...LATE, signal: stop.signal }),
    ).toMatchObject({ came: false });
  });
});

describe('hand-over that never comes', () => {
  it('says which packages to add when nobody announced it', async () => {
    expect(reasonOf(await createClusterAccess().waitFor(SOON))).toMatch(
      /within 0\.001 s\. Add @backstage\/plugin-kubernetes-backend and @greenlight\/backstage-plugin-kubernetes-backend-module-delivery/,
    );
  });

  it('points to the Kubernetes plugin when its module is there', async () => {
    const handOver = createClusterAccess();
    handOver.announce('kubernetes-backend-module-delivery');

    expect(reasonOf(await handOver.waitFor(SOON))).toMatch(
      /module kubernetes-backend-module-delivery is installed, but the Kubernetes plugin did not call it/,
    );
  });

  it('names the copies of this library when there is more than one', async () => {
    const handOver = createClusterAccess({
      copies: () => ['/a/node_modules/delivery-node', '/b/delivery-node'],
    });

    expect(reasonOf(await handOver.waitFor(SOON))).toMatch(
      /2 copies of @greenlight\/backstage-plugin-delivery-node are loaded.*\/a\/node_modules\/delivery-node, \/b\/delivery-node/,
    );
  });
});

describe('copies of this library', () => {
  it('are counted by where they were loaded from', () => {
    const place = {};
    expect(knownCopies(place)).toEqual([]);
    rememberCopy('/a', place);
    rememberCopy('/a', place);
    expect(knownCopies(place)).toEqual(['/a']);
    rememberCopy('/b', place);
    expect(knownCopies(place)).toEqual(['/a', '/b']);
  });
});

describe('service of the hand-over', () => {
  it('is one for all plugins of a backend, and known as one copy', async () => {
    const seen: ClusterAccessService[] = [];
    const pluginOf = (pluginId: string) =>
      createBackendPlugin({
        pluginId,
        register(env) {
          env.registerInit({
            deps: { handOver: clusterAccessServiceRef },
            async init({ handOver }) {
              seen.push(handOver);
            },
          });
        },
      });

    await startTestBackend({ features: [pluginOf('one'), pluginOf('two')] });

    expect(seen).toHaveLength(2);
    expect(seen[0]).toBe(seen[1]);
    expect(knownCopies()).toEqual([__dirname]);
  });
});

describe('access in the background', () => {
  const clusterWith = (authProvider?: string) => ({
    name: 'east',
    authMetadata: {
      ...(authProvider && { 'kubernetes.io/auth-provider': authProvider }),
    },
  });

  it.each(['serviceAccount', 'aws', 'azure', 'localKubectlProxy', 'vault'])(
    'is possible with %s',
    authProvider => {
      expect(backgroundAccess(clusterWith(authProvider))).toEqual({
        possible: true,
        authProvider,
      });
    },
  );

  it.each(['google', 'oidc', 'aks'])(
    'is not possible with %s, which needs a user',
    authProvider => {
      expect(backgroundAccess(clusterWith(authProvider))).toEqual({
        possible: false,
        authProvider,
        reason: expect.stringMatching(
          new RegExp(`'east' cannot be watched.*'${authProvider}' needs`),
        ),
      });
    },
  );

  it('is not possible without a provider', () => {
    expect(backgroundAccess(clusterWith())).toMatchObject({
      possible: false,
      reason: expect.stringContaining('names no authProvider'),
    });
  });
});
