import {
  aPortal,
  act,
  ada,
  checkout,
  endPortal,
  get,
  inProd,
  offer,
  saw,
} from './__testUtils__/checkout';
import { eventually } from './__testUtils__/eventually';
import { aWaitingCanary, anAbortedCanary } from './testing/builders/manifests';
import { aReliability } from './testing/builders/reliability';
import { FakeSlo } from './testing/fakes/FakeSlo';

afterEach(endPortal);

describe('action through the API', () => {
  it('takes the next step and proves it', async () => {
    const { cluster } = await aPortal();
    cluster.put(aWaitingCanary());
    const request = { ...(await offer('promote')), reason: 'looks good' };

    const answer = await act(request);

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
      const { body } = await get(`${checkout}/receipts`);
      expect(body.receipts).toMatchObject([
        {
          id: answer.body.id,
          state: 'in-effect',
          because: expect.stringContaining('step 4 of 4'),
          history: [{ state: 'sent' }, { state: 'in-effect' }],
        },
      ]);
    });
    expect((await inProd()).receipts).toMatchObject([{ state: 'in-effect' }]);
  });

  it('refuses a second click on what was seen once', async () => {
    const { cluster } = await aPortal();
    cluster.put(aWaitingCanary());
    const request = await offer('promote');
    await act(request).expect(202);
    cluster.put(aWaitingCanary({ status: { currentStepIndex: 3 } }));

    const { status, body } = await act(request);

    expect(status).toBe(409);
    expect(body.error.message).toMatch(/moved on.*step 4 of 4/s);
  });

  it('does not act twice at the same time, but lets an abort through', async () => {
    const { cluster } = await aPortal();
    cluster.put(aWaitingCanary());
    const promote = await offer('promote');
    const abort = await offer('abort');
    const full = await offer('promoteFull');
    await act(promote).expect(202);

    const busy = await act(full);
    expect(busy.status).toBe(409);
    expect(busy.body.error.message).toMatch(/asked for promote/);
    await act(abort).expect(202);
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

    const { status, body } = await act({
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
    const { status, body } = await act({ action: 'abort', target: ref, saw });

    expect(status).toBe(403);
    expect(body.error.message).toContain('greenlight.dev/entity-ref');
    const found = {
      kind: 'Rollout',
      namespace: 'production',
      name: 'checkout',
    };
    expect(cluster.get(found)?.status).not.toHaveProperty('abort', true);
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

    const { status, body } = await act(request);

    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
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

    const { status } = await act({ action: 'promote', target: ref, saw });

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

    const { status } = await act(request);

    expect(status).toBe(202);
  });
});

describe('budget of a service', () => {
  it('is part of the answer, as the slo plugin says it', async () => {
    const slo = new FakeSlo(aReliability());
    await aPortal({ plugin: { slo } });
    const { body } = await get(checkout);
    expect(body.budget).toMatchObject({ status: 'ok', remaining: 0.61 });
    await get(checkout);
    expect(slo.asked).toHaveLength(1);
  });

  it('is left out where there is no slo plugin', async () => {
    await aPortal();
    expect((await get(checkout)).body).not.toHaveProperty('budget');
  });
});
