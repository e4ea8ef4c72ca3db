import type { ServiceDelivery } from '@greenlight/backstage-plugin-delivery-common';
import {
  aCanary,
  aCluster,
  aReceipt,
  aService,
  aWorkload,
  anEnvironment,
  before,
  NOW,
  pipeline,
  waiting,
} from '../../__testUtils__/builders';
import { cardStates } from '../../__testUtils__/states';
import { toView } from './toView';
import type { ServiceView } from './toView';

const fresh = { now: NOW, confirmedAt: NOW - 1_000 };

function viewOf(with_: Partial<ServiceDelivery> = {}, knowledge = fresh) {
  const view = toView(aService(with_), knowledge);
  if (view.kind !== 'service') throw new Error(view.title);
  return view;
}

const focusOf = (view: ServiceView) =>
  view.focus && `${view.focus.primary?.action} ${view.focus.place}`;

describe('the card', () => {
  it('puts the action that matters now on the workload that needs somebody', () => {
    expect(focusOf(viewOf())).toBe('promote checkout in prod');
  });

  it('prefers the aborted one to the waiting one, and prod to staging', () => {
    const staging = waiting({
      ref: { ...waiting().ref, namespace: 'staging' },
    });
    const two = [
      anEnvironment('staging', [staging]),
      anEnvironment('prod', [waiting()]),
    ];
    expect(focusOf(viewOf({ environments: two }))).toBe(
      'promote checkout in prod',
    );
    const aborted = waiting({
      ref: staging.ref,
      rollout: aCanary({ aborted: { message: 'bad' } }),
    });
    expect(
      focusOf(
        viewOf({
          environments: [
            anEnvironment('staging', [aborted]),
            anEnvironment('prod', [waiting()]),
          ],
        }),
      ),
    ).toBe('retry checkout in staging');
  });

  it('has no button when nothing is in flight', () => {
    const view = viewOf({ environments: pipeline(aWorkload('production')) });
    expect(view.focus).toBeUndefined();
    expect(view.flights).toEqual([]);
    expect(view.deployed).toBe(true);
  });

  it('offers nothing on a cluster that does not answer', () => {
    const view = viewOf({
      clusters: [aCluster({ state: 'stale', lastSeen: before.minutes(4) })],
    });
    expect(view.focus).toBeUndefined();
    expect(view.flights).toHaveLength(1);
    expect([...view.placed.values()].some(one => one.actionable)).toBe(false);
  });

  it('one dead cluster takes nothing from the others', () => {
    const elsewhere = waiting({ ref: { ...waiting().ref, cluster: 'eu-2' } });
    const view = viewOf({
      environments: [
        anEnvironment('staging', [waiting()]),
        anEnvironment('prod', [elsewhere]),
      ],
      clusters: [aCluster(), aCluster({ name: 'eu-2', state: 'stale' })],
    });
    expect(focusOf(view)).toBe('promote checkout in staging');
    expect(view.environments.map(({ stale }) => Boolean(stale))).toEqual([
      false,
      true,
    ]);
  });

  it('offers nothing when the portal itself is silent', () => {
    const view = viewOf({}, { now: NOW, confirmedAt: NOW - 60_000 });
    expect(view.stale?.reason).toBe('the portal does not answer');
    expect(view.focus).toBeUndefined();
  });

  it('keeps receipts that are under way or just done', () => {
    const receipts = [
      aReceipt({ id: 'now' }),
      aReceipt({
        id: 'old',
        state: 'in-effect',
        history: [{ state: 'in-effect', at: before.minutes(30), because: '' }],
      }),
    ];
    const view = viewOf({ environments: pipeline(waiting({ receipts })) });
    expect(view.receipts.map(({ id }) => id)).toEqual(['now']);
  });

  it('says what is missing', () => {
    const state = cardStates['no annotation']?.();
    if (!state || !('answer' in state)) throw new Error('no such state');
    expect(toView(state.answer, fresh)).toMatchObject({
      kind: 'empty',
      snippet: { text: 'backstage.io/kubernetes-id: checkout' },
    });
  });

  it.each(Object.keys(cardStates))('is small for: %s', name => {
    const state = cardStates[name]?.();
    if (!state || !('answer' in state)) return;
    const view = toView(state.answer, fresh);
    if (view.kind !== 'service') return;
    const drawn = JSON.stringify([
      view.flights.map(({ flight, place }) => [flight, place]),
      view.notices,
      view.receipts,
    ]);
    expect(drawn.length).toBeLessThan(20_000);
  });
});
