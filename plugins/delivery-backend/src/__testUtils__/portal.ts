import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  clusterAccessServiceRef,
  createClusterAccess,
} from '@greenlight/backstage-plugin-delivery-node';
import type { ClusterAccessService } from '@greenlight/backstage-plugin-delivery-node';
import { FakeCluster } from '@greenlight/cluster/testing';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import type { Server } from 'node:http';
import { createDeliveryPlugin } from '../plugin';
import type { DeliveryPluginOptions } from '../wiring';
import { aComponent } from '../testing/builders/entities';
import { FakeSlo } from '../testing/fakes/FakeSlo';
import { eventually } from './eventually';

/** What a test portal is made of; everything has a default. */
export type PortalOptions = {
  clusters?: FakeCluster[];
  entities?: Entity[];
  /** Merged over the default configuration, one root key at a time. */
  config?: JsonObject;
  features?: BackendFeature[];
  /** The permission plugin with its policy; everything is allowed when left out. */
  policy?: BackendFeature[];
  handOver?: ClusterAccessService;
  plugin?: DeliveryPluginOptions;
  /** Watches per cluster: seven kinds, and pods in each of three namespaces. */
  watches?: number;
};

/** A portal with the real plugin on clusters in memory. */
export type Portal = {
  server: Server;
  cluster: FakeCluster;
  /** Everything that was logged, as text. */
  logged: () => string;
  as: (user: string) => { get: Send; post: Send };
  stop: () => Promise<void>;
};

type Send = (path: string, body?: object) => request.Test;

const quick = {
  probeIntervalMs: 50,
  staleAfterMs: 400,
  backoffBaseMs: 10,
  backoffMaxMs: 50,
};

function writable(clusters: FakeCluster[]): JsonObject[] {
  return clusters.map(({ name }) => ({
    name,
    write: { token: `secret-writer-of-${name}` },
  }));
}

function configOf(clusters: FakeCluster[], config: JsonObject): JsonObject {
  return {
    permission: { enabled: true },
    kubernetes: {},
    ...config,
    delivery: {
      clusters: writable(clusters),
      staleness: { probeInterval: '50ms', staleAfter: '400ms' },
      ...(config.delivery as JsonObject | undefined),
    },
  };
}

/** Plays the Kubernetes plugin: hands over clusters in memory. */
export function handOverOf(clusters: FakeCluster[]): ClusterAccessService {
  const service = createClusterAccess();
  service.publish({
    clusterSupplier: {
      getClusters: async () =>
        clusters.map(({ name }) => ({
          name,
          url: `https://${name}.invalid`,
          authMetadata: {
            'kubernetes.io/auth-provider': 'serviceAccount',
            serviceAccountToken: `secret-reader-of-${name}`,
          },
        })),
    },
    getCredential: async ({ authMetadata }) => ({
      type: 'bearer token',
      token: authMetadata.serviceAccountToken ?? '',
    }),
  });
  return service;
}

function recordingLogger() {
  const lines: string[] = [];
  const write = (message: string, meta?: unknown) => {
    const more =
      meta instanceof Error ? `${meta.stack}` : JSON.stringify(meta ?? {});
    lines.push(`${message} ${more}`);
  };
  const mock = mockServices.rootLogger.mock({
    child: () => mock,
    error: write,
    warn: write,
    info: write,
    debug: write,
  });
  return { factory: mock.factory, text: () => lines.join('\n') };
}

function senders(server: Server, user: string) {
  const header =
    user === 'nobody'
      ? mockCredentials.none.header()
      : mockCredentials.user.header(user);
  const base = '/api/delivery';
  return {
    get: (path: string) =>
      request(server).get(`${base}${path}`).set('authorization', header),
    post: (path: string, body: object = {}) =>
      request(server)
        .post(`${base}${path}`)
        .set('authorization', header)
        .send(body),
  };
}

/** Starts a portal and waits until its clusters were read. */
export async function startPortal(
  options: PortalOptions = {},
): Promise<Portal> {
  const clusters = options.clusters ?? [new FakeCluster({ name: 'lab' })];
  const byName = new Map(clusters.map(each => [each.name, each]));
  const logger = recordingLogger();
  const handOver = options.handOver ?? handOverOf(clusters);
  const plugin = createDeliveryPlugin({
    timing: quick,
    handOverMs: 100,
    slo: new FakeSlo(),
    wire: (connection, use) => {
      const fake = byName.get(connection.name);
      const user = use === 'read' ? 'reader' : 'writer';
      return fake
        ? { ...connection, ...fake.connection({ user }) }
        : connection;
    },
    ...options.plugin,
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      logger.factory,
      mockServices.rootConfig.factory({
        data: configOf(clusters, options.config ?? {}),
      }),
      catalogServiceMock.factory({
        entities: options.entities ?? [aComponent()],
      }),
      createServiceFactory({
        service: clusterAccessServiceRef,
        deps: {},
        factory: () => handOver,
      }),
      ...(options.policy ?? [
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      ]),
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  const [cluster = new FakeCluster()] = clusters;
  if (!options.handOver) {
    await eventually(() => {
      expect(clusters.map(each => each.openWatches)).toEqual(
        clusters.map(() => options.watches ?? 9),
      );
    });
  }
  return {
    server,
    cluster,
    logged: logger.text,
    as: user => senders(server, user),
    stop: () => backend.stop(),
  };
}
