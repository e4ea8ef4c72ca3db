import { createServiceFactory } from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { DeliverySignal } from '@greenlight/backstage-plugin-delivery-common';
import { createClusterAccess } from '@greenlight/backstage-plugin-delivery-node';
import {
  aPortal,
  act,
  checkout,
  endPortal,
  get,
  inProd,
  offer,
  read,
} from './__testUtils__/checkout';
import { eventually } from './__testUtils__/eventually';
import { startPortal } from './__testUtils__/portal';
import { aComponent } from './testing/builders/entities';
import {
  aDeployment,
  aPod,
  aReplicaSet,
  aRollout,
  aWaitingCanary,
} from './testing/builders/manifests';

afterEach(endPortal);

describe('delivery plugin', () => {
  it('says which version runs in which environment', async () => {
    const { cluster } = await aPortal();
    cluster.put(aDeployment());
    const rollout = aWaitingCanary();
    cluster.put(rollout);
    cluster.put(aReplicaSet(rollout, { hash: 'old' }));

    await eventually(async () => {
      expect((await read()).environments).toMatchObject([
        { name: 'dev', state: 'empty', workloads: [] },
        {
          name: 'staging',
          workloads: [{ version: { commit: { sha: '0a1b2c3d' } } }],
        },
        { name: 'canary', state: 'empty' },
        {
          name: 'prod',
          state: 'deployed',
          workloads: [
            {
              health: 'Paused',
              version: { tag: '1.1.0' },
              stable: { tag: '1.0.0' },
              rollout: { step: 1, inFlight: true },
            },
          ],
        },
      ]);
    });
  });

  it('shows the last state as old when the cluster is gone, and offers nothing', async () => {
    const { cluster } = await aPortal();
    cluster.put(aWaitingCanary());
    await inProd();
    cluster.stop();

    await eventually(async () => {
      const { clusters, environments } = await read();
      expect(clusters).toMatchObject([{ name: 'lab', state: 'stale' }]);
      const prod = environments.find(each => each.name === 'prod');
      expect(prod?.workloads[0]?.actions[0]).toMatchObject({
        enabled: false,
        reason: expect.stringContaining('cluster lab is not live'),
      });
      expect(environments[0]).toMatchObject({ name: 'dev', state: 'unknown' });
    });

    cluster.start();
    await eventually(async () => {
      expect((await read()).clusters).toMatchObject([{ state: 'live' }]);
    });
  });

  it('answers with a clear state for objects that are odd', async () => {
    const { cluster } = await aPortal();
    cluster.put({ ...aRollout(), status: undefined });
    cluster.put(
      aRollout({ name: 'b', status: { phase: 'Levitating', message: 'x' } }),
    );
    cluster.put({ ...aRollout({ name: 'c' }), spec: 'nonsense' });

    await eventually(async () => {
      const { environments } = await read();
      const prod = environments.find(each => each.name === 'prod');
      expect(prod?.workloads.map(each => each.ref.name)).toEqual([
        'b',
        'c',
        'checkout',
      ]);
      expect(prod?.workloads).toMatchObject([
        { health: 'Unknown' },
        { problems: expect.arrayContaining([expect.any(String)]) },
        { health: 'Progressing' },
      ]);
    });
  });

  it('says what is wrong with an annotation that cannot be read', async () => {
    await aPortal({
      entities: [
        aComponent({
          annotations: {
            'backstage.io/kubernetes-label-selector': 'app in (a,\n"b',
          },
        }),
      ],
    });

    expect((await read()).selection).toMatchObject({
      kind: 'invalid',
      reason: expect.stringContaining('kubernetes-label-selector'),
    });
  });

  it('knows nothing of entities that the catalog does not have', async () => {
    await aPortal();
    const path = '/services/component/default/nothing';

    expect((await get(path)).status).toBe(404);
    expect((await get(`${path}/receipts`)).status).toBe(404);
    expect((await get('/services/a b/c/d')).status).toBe(400);
  });

  it('says in the answer that no clusters were handed over', async () => {
    await aPortal({ handOver: createClusterAccess() });

    await eventually(async () => {
      const { environments, clusters } = await read();
      expect(clusters).toMatchObject([{ name: 'lab', state: 'down' }]);
      expect(environments).toMatchObject(
        environments.map(() => ({
          state: 'unknown',
          reason: expect.stringContaining('No clusters were handed over'),
        })),
      );
    });
  });

  it('does not start with a configuration that is wrong', async () => {
    await expect(
      startPortal({
        config: { delivery: { environments: [{ name: 'Prod' }, {}] } },
      }),
    ).rejects.toThrow(
      /environments\[0\]\.name is "Prod".*environments\[1\]\.name is missing/s,
    );
    await aPortal();
  });

  it('tells of revisions, pods and analysis when asked for them', async () => {
    const { cluster } = await aPortal();
    const rollout = aWaitingCanary();
    cluster.put(rollout);
    const replicaSet = aReplicaSet(rollout, { hash: 'new', revision: 2 });
    cluster.put(replicaSet);
    cluster.put(aPod(replicaSet, { name: 'checkout-new-1' }));

    await eventually(async () => {
      const { environments } = await read(`${checkout}?detail=true`);
      expect(
        environments.at(-1)?.workloads[0]?.detail?.revisions,
      ).toMatchObject([
        {
          revision: 2,
          replicaSets: [{ podHash: 'new', pods: [{ name: 'checkout-new-1' }] }],
        },
      ]);
    });
    expect((await inProd()).detail).toBeUndefined();
  });

  it('tells open pages that something changed, without saying what', async () => {
    const sent: DeliverySignal[] = [];
    const { cluster } = await aPortal({
      plugin: { beatMs: 50 },
      features: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            async publish({ channel, message, recipients }) {
              expect({ channel, recipients }).toEqual({
                channel: 'delivery',
                recipients: { type: 'broadcast' },
              });
              sent.push(message as JsonObject as DeliverySignal & JsonObject);
            },
          }),
        }),
      ],
    });
    cluster.put(aWaitingCanary());
    await inProd();
    const { hint } = await read();
    sent.length = 0;
    cluster.put(aWaitingCanary({ status: { currentStepIndex: 3 } }));

    await eventually(() =>
      expect(sent.flatMap(each => each.hints ?? [])).toContain(hint),
    );
    await eventually(() => expect(sent.length).toBeGreaterThan(3));
    const [first] = sent;
    expect(sent.map(each => each.seq - (first?.seq ?? 0))).toEqual(
      sent.map((_, index) => index),
    );
    expect(JSON.stringify(sent)).not.toMatch(/checkout|production|lab/);
  });

  it('lets no token into a log or an answer', async () => {
    const { cluster, logged } = await aPortal();
    cluster.put(aWaitingCanary());
    await inProd();
    cluster.revokeTokens();
    cluster.deny({ user: 'writer' });
    const request = await offer('promote').catch(() => ({}));
    const acted = await act(request);
    const shown = await get(`${checkout}?detail=true`);

    for (const text of [logged(), acted.text, shown.text]) {
      expect(text).not.toMatch(/secret-|fake-token|Bearer/);
    }
  });
});
