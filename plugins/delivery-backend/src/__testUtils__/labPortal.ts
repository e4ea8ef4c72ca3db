import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ActionName,
  Receipt,
  ServiceDelivery,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import {
  clusterAccessServiceRef,
  createClusterAccess,
} from '@greenlight/backstage-plugin-delivery-node';
import type { Lab, Subject } from '@greenlight/lab';
import request from 'supertest';
import deliveryPlugin from '..';
import { aComponent } from '../testing/builders/entities';
import { eventually } from './eventually';

const LABEL = 'greenlight-trace';
const ada = 'user:default/ada';

/** A service whose only Rollout is the subject of a trace, seen through the API. */
export type Traced = {
  /** The workload, as soon as it is as wanted. */
  sees: (wanted: object, withinMs?: number) => Promise<Workload>;
  /** Does an action on what is seen now. */
  does: (action: ActionName, seen?: Workload) => Promise<Receipt>;
  /** The answer to an action that is to be refused. */
  refused: (
    action: ActionName,
    seen: Workload,
  ) => Promise<{ status: number; message: string }>;
  /** The receipt, as soon as nothing follows any more. */
  settled: (receipt: Receipt, withinMs?: number) => Promise<Receipt>;
};

/** The real plugin on the lab, with the two credentials of the lab. */
export async function startLabPortal(lab: Lab, services: number) {
  const run = `${process.pid}-${Date.now()}`;
  const names = Array.from({ length: services }, (_, n) => `trace-${n}`);
  const backend = await startTestBackend({
    features: [
      deliveryPlugin,
      createServiceFactory({
        service: clusterAccessServiceRef,
        deps: {},
        factory: () => handOverOf(lab),
      }),
      mockServices.rootConfig.factory({ data: configOf(lab) }),
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      catalogServiceMock.factory({
        entities: names.map(name =>
          aComponent({
            name,
            annotations: {
              'backstage.io/kubernetes-label-selector': `${LABEL}=${run}-${name}`,
            },
          }),
        ),
      }),
    ],
  });
  let used = 0;

  async function traced(subject: Subject): Promise<Traced> {
    const name = names[used];
    used += 1;
    if (!name) throw new Error('more traces than services');
    await subject.patch({
      metadata: {
        labels: { [LABEL]: `${run}-${name}` },
        annotations: {
          'greenlight.dev/entity-ref': `component:default/${name}`,
        },
      },
    });
    return throughApi(
      backend.server,
      `/api/delivery/services/component/default/${name}`,
    );
  }
  /** A service and what an object carries to belong to it, for those who speak HTTP themselves. */
  const reachable = names.map(name => ({
    name,
    labels: { [LABEL]: `${run}-${name}` },
    annotations: { 'greenlight.dev/entity-ref': `component:default/${name}` },
  }));
  return {
    traced,
    services: reachable,
    url: `http://localhost:${backend.server.port()}`,
    token: mockCredentials.user.token(ada),
    stop: () => backend.stop(),
  };
}

/**
 * What the module of the Kubernetes plugin hands over. The plugin itself cannot
 * run here: it imports its client in a way that Jest does not know.
 */
function handOverOf(lab: Lab) {
  const access = createClusterAccess();
  access.publish({
    clusterSupplier: {
      getClusters: async () =>
        lab.clusters.map(({ name, url, caData, tokens }) => ({
          name,
          url,
          caData,
          authMetadata: {
            'kubernetes.io/auth-provider': 'serviceAccount',
            serviceAccountToken: tokens.reader,
          },
        })),
    },
    getCredential: async ({ authMetadata }) => ({
      type: 'bearer token',
      token: authMetadata.serviceAccountToken ?? '',
    }),
  });
  return access;
}

function configOf(lab: Lab) {
  return {
    permission: { enabled: true },
    kubernetes: {},
    delivery: {
      environments: [{ name: 'prod' }],
      clusters: lab.clusters.map(({ name, tokenFiles }) => ({
        name,
        write: { tokenFile: tokenFiles.writer },
      })),
    },
  };
}

function throughApi(
  server: Parameters<typeof request>[0],
  path: string,
): Traced {
  const header = mockCredentials.user.header(ada);
  const workload = async (): Promise<Workload> => {
    const answer = await request(server).get(path).set('authorization', header);
    const { environments } = answer.body as ServiceDelivery;
    const [found] = environments?.[0]?.workloads ?? [];
    if (!found) throw new Error(`nothing is seen: ${answer.text}`);
    return found;
  };
  const post = async (action: ActionName, seen: Workload) => {
    const offer = seen.actions.find(each => each.action === action);
    const promised = seen.actions.find(each => each.enabled);
    const saw = offer?.enabled ? offer.saw : promised?.enabled && promised.saw;
    return request(server)
      .post(`${path}/actions`)
      .set('authorization', header)
      .send({ action, target: seen.ref, saw });
  };
  return {
    sees: (wanted, withinMs = 20_000) =>
      eventually(async () => {
        const seen = await workload();
        expect(seen).toMatchObject(wanted);
        return seen;
      }, withinMs),
    does: async (action, seen) => {
      const answer = await post(action, seen ?? (await workload()));
      expect({ status: answer.status, error: answer.body.error }).toEqual({
        status: 202,
      });
      return answer.body;
    },
    refused: async (action, seen) => {
      const { status, body } = await post(action, seen);
      return { status, message: String(body.error?.message) };
    },
    settled: (receipt, withinMs = 35_000) =>
      eventually(async () => {
        const { body } = await request(server)
          .get(`${path}/receipts`)
          .set('authorization', header);
        const found = (body.receipts as Receipt[]).find(
          each => each.id === receipt.id,
        );
        if (!found || ['sent', 'accepted'].includes(found.state)) {
          throw new Error(`still ${found?.state}: ${found?.because}`);
        }
        return found;
      }, withinMs),
  };
}
