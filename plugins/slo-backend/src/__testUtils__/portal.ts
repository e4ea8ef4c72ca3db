import type { BackendFeature } from '@backstage/backend-plugin-api';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { FakePrometheus } from '@greenlight/prometheus/testing';
import request from 'supertest';
import { createSloPlugin } from '../plugin';
import { snapshotQueries } from '../domain/queries';
import type { SnapshotQuery } from '../domain/queries';
import { answered, recorded } from '../testing/builders/readings';
import type { Recorded } from '../testing/builders/readings';

/** A component as the catalog has it. */
export function aComponent(name = 'checkout'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', title: `Title of ${name}` },
    spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
  };
}

/** An objective whose newest data is new now. */
export function fresh(over: Partial<Recorded> = {}): Recorded {
  const at = Date.now();
  return recorded({ newestAt: at - 60_000, evaluatedAt: at, ...over });
}

/** A Prometheus that recorded these objectives. */
export function prometheusWith(
  objectives: readonly Recorded[],
): FakePrometheus {
  const fake = new FakePrometheus({ name: 'eu' });
  fake.answer(() => true, { samples: [] });
  fake.answer(query => query.includes('increase5m{slo_id='), { series: [] });
  const { samples } = answered(objectives);
  for (const name of Object.keys(samples) as SnapshotQuery[]) {
    fake.answer(snapshotQueries[name], {
      samples: samples[name].map(({ labels, value }) => ({ labels, value })),
    });
  }
  return fake;
}

/** What a test portal is made of; everything has a default. */
export type PortalOptions = {
  prometheus?: FakePrometheus;
  entities?: Entity[];
  allowed?: boolean;
  configured?: boolean;
  features?: BackendFeature[];
};

/** Starts a portal with the real plugin on a Prometheus in memory. */
export async function startPortal(options: PortalOptions = {}) {
  const prometheus = options.prometheus ?? prometheusWith([fresh()]);
  const instance = { name: 'eu', url: 'http://prometheus.invalid' };
  const actions = actionsRegistryServiceMock();
  const result =
    options.allowed === false ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  const backend = await startTestBackend({
    features: [
      createSloPlugin({ prometheusOf: () => prometheus }),
      mockServices.rootConfig.factory({
        data: {
          slo: {
            prometheus: options.configured === false ? [] : [instance],
            refreshInterval: '1h',
          },
        },
      }),
      mockServices.permissions.factory({ result }),
      catalogServiceMock.factory({
        entities: options.entities ?? [aComponent()],
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      ...(options.features ?? []),
    ],
  });
  const authorization = mockCredentials.user.header('user:default/ada');
  return {
    prometheus,
    actions,
    get: (path: string) =>
      request(backend.server)
        .get(`/api/slo${path}`)
        .set('authorization', authorization),
    post: (path: string, body: object) =>
      request(backend.server)
        .post(`/api/slo${path}`)
        .set('authorization', authorization)
        .send(body),
    stop: () => backend.stop(),
  };
}
