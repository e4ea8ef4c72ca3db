import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type {
  DeliverySignal,
  ServiceDelivery,
} from '@greenlight/backstage-plugin-delivery-common';
import { createClusterAccess } from '@greenlight/backstage-plugin-delivery-node';
import { aComponent } from './testing/builders/entities';
import {
  aDeployment,
  aPod,
  aReplicaSet,
  aRollout,
  aWaitingCanary,
  anAbortedCanary,
} from './testing/builders/manifests';
import { eventually } from './__testUtils__/eventually';
import { startPortal } from './__testUtils__/portal';
import type { Portal, PortalOptions } from './__testUtils__/portal';

const ada = 'user:default/ada';
const checkout = '/services/component/default/checkout';

const saw = {
  uid: 'uid-of-production-checkout',
  podHash: 'new',
  stablePodHash: 'old',
  step: 1,
  phase: 'Paused',
  aborted: false,
  paused: true,
};

let portal: Portal;

async function aPortal(options: PortalOptions = {}) {
  portal = await startPortal(options);
  return portal;
}

afterEach(() => portal.stop());

async function read(path = checkout): Promise<ServiceDelivery> {
  const { body, status } = await portal.as(ada).get(path);
  expect({ status, error: body.error }).toEqual({ status: 200 });
  return body;
}

/** The service as soon as something of it runs in prod. */
function inProd() {
  return eventually(async () => {
    const service = await read();
    const prod = service.environments.find(each => each.name === 'prod');
    const [workload] = prod?.workloads ?? [];
    if (!workload) throw new Error('nothing in prod yet');
    return workload;
  });
}

async function offer(action: string) {
  const { actions, ref } = await inProd();
  const found = actions.find(each => each.action === action);
  if (!found?.enabled) throw new Error(`no ${action}: ${found?.reason}`);
  return { action, target: ref, saw: found.saw };
}

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

  it('takes the next step and proves it', async () => {
    const { cluster } = await aPortal();
    cluster.put(aWaitingCanary());
    const request = { ...(await offer('promote')), reason: 'looks good' };

    const answer = await portal.as(ada).post(`${checkout}/actions`, request);

    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      action: 'promote',
      by: ada,
      environment: 'prod',
      reason: 'looks good',
      state: 'sent',
    });
    const ref = { kind: 'Rollout', namespace: 'production', name: 'checkout' };
    expect(cluster.get(ref)?.status).not.toHaveProperty('pauseConditions');

    cluster.put(
      aWaitingCanary({
        status: { currentStepIndex: 3, observedGeneration: '1' },
      }),
    );
    await eventually(async () => {
      const { body } = await portal.as(ada).get(`${checkout}/receipts`);
      expect(body.receipts).toMatchObject([
        {
          id: answer.body.id,
          state: 'in-effect',
          because: expect.stringContaining('step 3'),
          history: [
            { state: 'sent' },
            { state: 'sent' },
            { state: 'in-effect' },
          ],
        },
      ]);
    });
    expect((await inProd()).receipts).toMatchObject([{ state: 'in-effect' }]);
  });

  it('refuses a second click on what was seen once', async () => {
    const { cluster } = await aPortal();
    cluster.put(aWaitingCanary());
    const request = await offer('promote');
    await portal.as(ada).post(`${checkout}/actions`, request).expect(202);
    cluster.put(aWaitingCanary({ status: { currentStepIndex: 3 } }));

    const { status, body } = await portal
      .as(ada)
      .post(`${checkout}/actions`, request);

    expect(status).toBe(409);
    expect(body.error.message).toMatch(/moved on.*step 3 of 4/s);
  });

  it('does not act twice at the same time, but lets an abort through', async () => {
    const { cluster } = await aPortal();
    cluster.put(aWaitingCanary());
    const promote = await offer('promote');
    const abort = await offer('abort');
    const full = await offer('promoteFull');
    await portal.as(ada).post(`${checkout}/actions`, promote).expect(202);

    const busy = await portal.as(ada).post(`${checkout}/actions`, full);
    expect(busy.status).toBe(409);
    expect(busy.body.error.message).toMatch(/asked for promote/);
    await portal.as(ada).post(`${checkout}/actions`, abort).expect(202);
    const ref = { kind: 'Rollout', namespace: 'production', name: 'checkout' };
    expect(cluster.get(ref)?.status).toMatchObject({ abort: true });
  });

  it('refuses to promote what is aborted and says what to do', async () => {
    const { cluster } = await aPortal();
    cluster.put(anAbortedCanary());
    const { ref, actions } = await inProd();
    expect(actions.find(each => each.action === 'promote')).toMatchObject({
      enabled: false,
      reason: expect.stringContaining('Retry it, or revert in Git'),
    });
    const retry = await offer('retry');

    const { status, body } = await portal.as(ada).post(`${checkout}/actions`, {
      action: 'promote',
      target: ref,
      saw: retry.saw,
    });

    expect(status).toBe(409);
    expect(body.error.message).toContain('Retry it, or revert in Git');
  });

  it('does not act without the consent of the target', async () => {
    const { cluster } = await aPortal();
    const notes = { 'greenlight.dev/entity-ref': 'component:default/other' };
    cluster.put(aWaitingCanary({ annotations: notes }));
    const { actions, ref, consent } = await inProd();
    expect(consent).toMatchObject({
      given: false,
      annotation: { value: 'component:default/checkout' },
    });
    expect(actions.every(each => !each.enabled)).toBe(true);
    const { status, body } = await portal
      .as(ada)
      .post(`${checkout}/actions`, { action: 'abort', target: ref, saw });

    expect(status).toBe(403);
    expect(body.error.message).toContain('greenlight.dev/entity-ref');
    const found = {
      kind: 'Rollout',
      namespace: 'production',
      name: 'checkout',
    };
    expect(cluster.get(found)?.status).not.toHaveProperty('abort', true);
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

  it.each([
    ['an action that does not exist', { action: 'explode' }],
    ['nothing', {}],
    ['a path in a name', { target: { name: '../../secrets' } }],
  ])('refuses %s with what is wrong', async (_, change) => {
    const { cluster } = await aPortal();
    cluster.put(aWaitingCanary());
    const request = Object.keys(change).length
      ? { ...(await offer('promote')), ...change }
      : {};

    const { status, body } = await portal
      .as(ada)
      .post(`${checkout}/actions`, request);

    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
  });

  it('knows nothing of entities that the catalog does not have', async () => {
    await aPortal();
    const path = '/services/component/default/nothing';

    expect((await portal.as(ada).get(path)).status).toBe(404);
    expect((await portal.as(ada).get(`${path}/receipts`)).status).toBe(404);
    expect((await portal.as(ada).get('/services/a b/c/d')).status).toBe(400);
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

  it('does not act while permissions are switched off', async () => {
    const { cluster } = await aPortal({
      config: { permission: { enabled: false } },
    });
    cluster.put(aWaitingCanary());
    const { ref, actions } = await inProd();
    expect(actions[0]).toMatchObject({
      enabled: false,
      reason: expect.stringContaining('permission.enabled'),
    });

    const { status } = await portal
      .as(ada)
      .post(`${checkout}/actions`, { action: 'promote', target: ref, saw });

    expect(status).toBe(403);
  });

  it('acts while permissions are switched off if the configuration says so', async () => {
    const { cluster } = await aPortal({
      config: {
        permission: { enabled: false },
        delivery: { actions: { allowWithoutPermissions: true } },
      },
    });
    cluster.put(aWaitingCanary());
    const request = await offer('promote');

    const { status } = await portal
      .as(ada)
      .post(`${checkout}/actions`, request);

    expect(status).toBe(202);
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
    const acted = await portal.as(ada).post(`${checkout}/actions`, request);
    const shown = await portal.as(ada).get(`${checkout}?detail=true`);

    for (const text of [logged(), acted.text, shown.text]) {
      expect(text).not.toMatch(/secret-|fake-token|Bearer/);
    }
  });
});
