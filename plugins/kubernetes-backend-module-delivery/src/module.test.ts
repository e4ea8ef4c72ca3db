import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  kubernetesAuthStrategyExtensionPoint,
  kubernetesObjectsProviderExtensionPoint,
  kubernetesRouterExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import type {
  ClusterDetails,
  KubernetesObjectsProvider,
} from '@backstage/plugin-kubernetes-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { clusterAccessServiceRef } from '@greenlight/backstage-plugin-delivery-node';
import type {
  ClusterAccess,
  ClusterAccessService,
} from '@greenlight/backstage-plugin-delivery-node';
import { Router } from 'express';
import request from 'supertest';
import kubernetesModuleDelivery, { accessThroughStrategy } from '.';

const WITHIN = { timeoutMs: 5_000 };
const OBJECTS_PROVIDER = 'objectsProvider';
const ROUTER = 'router';

const kubernetes = {
  serviceLocatorMethod: { type: 'multiTenant' },
  clusterLocatorMethods: [
    {
      type: 'config',
      clusters: [
        {
          name: 'east',
          url: 'https://east.example',
          authProvider: 'serviceAccount',
          serviceAccountToken: 'token-of-east',
        },
        {
          name: 'west',
          url: 'https://west.example',
          authProvider: 'oidc',
          oidcTokenProvider: 'okta',
        },
        {
          name: 'laptop',
          url: 'http://laptop.example',
          authProvider: 'localKubectlProxy',
        },
      ],
    },
  ],
};

/** The part of the delivery plugin: it takes what is handed over. */
function deliveryPlugin(
  onService: (service: ClusterAccessService) => void,
): BackendFeature {
  return createBackendPlugin({
    pluginId: 'delivery',
    register(env) {
      env.registerInit({
        deps: { access: clusterAccessServiceRef },
        async init({ access }) {
          onService(access);
        },
      });
    },
  });
}

async function startPortal(options: {
  config?: object;
  modules?: BackendFeature[];
}) {
  let service: ClusterAccessService | undefined;
  const logger = mockServices.rootLogger.mock({ child: () => logger });
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: options.config ?? { kubernetes },
      }),
      logger.factory,
      catalogServiceMock.factory(),
      kubernetesPlugin,
      kubernetesModuleDelivery,
      deliveryPlugin(given => {
        service = given;
      }),
      ...(options.modules ?? []),
    ],
  });
  if (!service) {
    throw new Error('the delivery plugin did not start');
  }
  return { server, service, logged: () => logger.info.mock.calls.flat() };
}

function moduleOf(
  moduleId: string,
  occupy: (slots: {
    [OBJECTS_PROVIDER]: typeof kubernetesObjectsProviderExtensionPoint.T;
    [ROUTER]: typeof kubernetesRouterExtensionPoint.T;
    strategies: typeof kubernetesAuthStrategyExtensionPoint.T;
    handOver: ClusterAccessService;
  }) => void,
): BackendFeature {
  return createBackendModule({
    pluginId: 'kubernetes',
    moduleId,
    register(env) {
      env.registerInit({
        deps: {
          objectsProvider: kubernetesObjectsProviderExtensionPoint,
          router: kubernetesRouterExtensionPoint,
          strategies: kubernetesAuthStrategyExtensionPoint,
          handOver: clusterAccessServiceRef,
        },
        async init(slots) {
          occupy(slots);
        },
      });
    },
  });
}

const emptyProvider: KubernetesObjectsProvider = {
  getKubernetesObjectsByEntity: async () => ({ items: [] }),
  getCustomResourcesByEntity: async () => ({ items: [] }),
};

const holdsObjectsProvider = moduleOf('other-provider', slots =>
  slots.objectsProvider.addObjectsProvider(emptyProvider),
);
const holdsRouter = moduleOf('other-router', slots =>
  slots.router.addRouter(() => Router()),
);

/** Issues a token for the role that the cluster's metadata names. */
const hasVault = moduleOf('vault', slots =>
  slots.strategies.addAuthStrategy('vault', {
    getCredential: async ({ authMetadata }) => ({
      type: 'bearer token',
      token: `token of ${authMetadata.role}`,
    }),
    validateCluster: () => [],
    presentAuthMetadata: () => ({}),
  }),
);

async function clustersOf(access: ClusterAccess) {
  return access.clusterSupplier.getClusters({
    credentials: mockCredentials.service('plugin:delivery'),
  });
}

async function clusterOf(
  access: ClusterAccess,
  name: string,
): Promise<ClusterDetails> {
  const cluster = (await clustersOf(access)).find(one => one.name === name);
  if (!cluster) {
    throw new Error(`no cluster ${name}`);
  }
  return cluster;
}

async function accessIn(service: ClusterAccessService) {
  const result = await service.waitFor(WITHIN);
  if (!result.came) {
    throw new Error(result.reason);
  }
  return result.access;
}

describe('module of the Kubernetes plugin', () => {
  it('hands over the clusters that the Kubernetes plugin is configured with', async () => {
    const { service } = await startPortal({});

    const clusters = await clustersOf(await accessIn(service));

    expect(clusters.map(({ name, url }) => ({ name, url }))).toEqual([
      { name: 'east', url: 'https://east.example' },
      { name: 'west', url: 'https://west.example' },
      { name: 'laptop', url: 'http://laptop.example' },
    ]);
  });

  it.each([OBJECTS_PROVIDER, ROUTER])(
    'hands over the credentials of a provider that works on the server (%s)',
    async handOver => {
      const { service } = await startPortal({
        config: { kubernetes: { ...kubernetes, delivery: { handOver } } },
      });
      const access = await accessIn(service);
      const laptop = await clusterOf(access, 'laptop');

      expect(await access.getCredential(laptop)).toEqual({ type: 'anonymous' });
    },
  );

  it.each([OBJECTS_PROVIDER, ROUTER])(
    "hands over the strategies of a portal's own, each with the identity asked for (%s)",
    async handOver => {
      const { service } = await startPortal({
        config: {
          kubernetes: {
            ...kubernetes,
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    name: 'north',
                    url: 'https://north.example',
                    authProvider: 'vault',
                    authMetadata: { role: 'reader' },
                  },
                ],
              },
            ],
            delivery: { handOver },
          },
        },
        modules: [hasVault],
      });
      const access = await accessIn(service);
      const north = await clusterOf(access, 'north');

      expect(await access.getCredential(north)).toEqual({
        type: 'bearer token',
        token: 'token of reader',
      });
      expect(
        await access.getCredential({
          ...north,
          authMetadata: { ...north.authMetadata, role: 'writer' },
        }),
      ).toEqual({ type: 'bearer token', token: 'token of writer' });
    },
  );

  it.each([OBJECTS_PROVIDER, ROUTER])(
    'rejects where the provider needs a user, and where there is no such provider (%s)',
    async handOver => {
      const { service } = await startPortal({
        config: { kubernetes: { ...kubernetes, delivery: { handOver } } },
      });
      const access = await accessIn(service);
      const west = await clusterOf(access, 'west');

      await expect(access.getCredential(west)).rejects.toThrow(/okta/);
      for (const provider of ['nonsense', 'constructor', '__proto__']) {
        await expect(
          access.getCredential({
            ...west,
            authMetadata: { 'kubernetes.io/auth-provider': provider },
          }),
        ).rejects.toThrow();
      }
    },
  );

  it.each([OBJECTS_PROVIDER, ROUTER])(
    'leaves the Kubernetes plugin as it is (%s)',
    async handOver => {
      const { server } = await startPortal({
        config: { kubernetes: { ...kubernetes, delivery: { handOver } } },
      });

      const { status, body } = await request(server).get(
        '/api/kubernetes/clusters',
      );

      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('token-of-east');
      expect(body.items.map((item: { name: string }) => item.name)).toEqual([
        'east',
        'west',
        'laptop',
      ]);
    },
  );

  it('takes the router slot when another module holds the objects provider', async () => {
    const { service, server, logged } = await startPortal({
      modules: [holdsObjectsProvider],
    });
    const access = await accessIn(service);

    expect(await clustersOf(access)).toHaveLength(3);
    expect(
      await access.getCredential(await clusterOf(access, 'laptop')),
    ).toEqual({ type: 'anonymous' });
    expect(logged()).toContainEqual(expect.stringContaining("slot 'router'"));
    await request(server).get('/api/kubernetes/clusters').expect(200);
  });

  it('leaves the router slot to others when it does not need it', async () => {
    const { service } = await startPortal({ modules: [holdsRouter] });

    expect(await clustersOf(await accessIn(service))).toHaveLength(3);
  });

  it('does not start when both slots are held by others, and says what to do', async () => {
    await expect(
      startPortal({ modules: [holdsObjectsProvider, holdsRouter] }),
    ).rejects.toThrow(
      /other modules hold the slots.*objectsProvider: Multiple Kubernetes objects provider.*router: Multiple Kubernetes routers.*kubernetes\.delivery\.handOver/s,
    );
  });

  it('tries only the slot that the configuration names', async () => {
    await expect(
      startPortal({
        config: {
          kubernetes: { ...kubernetes, delivery: { handOver: ROUTER } },
        },
        modules: [holdsRouter],
      }),
    ).rejects.toThrow(/slots of the Kubernetes plugin \(router:/);
  });

  it.each([['proxy'], [7], [['router']], [{ slot: 'router' }]])(
    'does not start with handOver %j, and names the choices',
    async handOver => {
      await expect(
        startPortal({
          config: { kubernetes: { ...kubernetes, delivery: { handOver } } },
        }),
      ).rejects.toThrow(
        /kubernetes\.delivery\.handOver is .*auto, objectsProvider, router/,
      );
    },
  );

  it('says at once that there will be no clusters without kubernetes config', async () => {
    const { service } = await startPortal({ config: {} });

    expect(await service.waitFor(WITHIN)).toEqual({
      came: false,
      reason: expect.stringContaining('no `kubernetes` in the configuration'),
    });
  });

  it('does not start when another module hands over too', async () => {
    const second = moduleOf('second', slots =>
      slots.router.addRouter(given => {
        slots.handOver.publish({
          clusterSupplier: given.clusterSupplier,
          getCredential: async () => ({ type: 'anonymous' }),
        });
        return given.getDefault();
      }),
    );

    await expect(startPortal({ modules: [second] })).rejects.toThrow(
      /handed over to the delivery plugin twice/,
    );
  });
});

describe('access for adopters whose own module holds a slot', () => {
  it('answers with a rejection when a strategy throws', async () => {
    const access = accessThroughStrategy({
      clusterSupplier: { getClusters: async () => [] },
      authStrategy: {
        getCredential() {
          throw new Error('no such provider');
        },
        validateCluster: () => [],
        presentAuthMetadata: () => ({}),
      },
    });

    await expect(
      access.getCredential({
        name: 'east',
        url: 'https://east.example',
        authMetadata: {},
      }),
    ).rejects.toThrow('no such provider');
  });
});
