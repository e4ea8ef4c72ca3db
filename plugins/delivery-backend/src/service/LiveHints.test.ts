import type { DeliverySignal } from '@greenlight/backstage-plugin-delivery-common';
import { aRollout } from '../testing/builders/manifests';
import { rolloutOf } from '../testing/builders/records';
import { parseLabelSelector } from '../domain/labelSelector';
import { LiveHints } from './LiveHints';
import type { ObjectChange, ObjectChanges } from './ports';

jest.useFakeTimers();

const parsed = parseLabelSelector('backstage.io/kubernetes-id=checkout');
const selection = {
  match: {
    is: 'labels' as const,
    requirements: parsed.ok ? parsed.requirements : [],
  },
  by: [],
};
const checkout = 'component:default/checkout';

function startHints(
  options: { most?: number; key?: string; quietMs?: number } = {},
) {
  const sent: DeliverySignal[] = [];
  let change: (changes: ObjectChanges) => void = () => {};
  const hints = new LiveHints({
    reader: {
      subscribe: listener => {
        change = listener;
        return () => {
          change = () => {};
        };
      },
    },
    publish: async signal => {
      sent.push(signal);
    },
    key: Buffer.from(options.key ?? 'key'),
    boot: 'boot-1',
    quietMs: options.quietMs,
    beatMs: 5_000,
    most: options.most,
  });
  hints.start();
  return {
    hints,
    sent,
    objects: (...objects: ObjectChange[]) =>
      change({ objects, clusters: false }),
    clusters: () => change({ objects: [], clusters: true }),
  };
}

const remember = (hints: LiveHints, uids = ['rollout', 'replica-set']) =>
  hints.remember({ entityRef: checkout, selection, uids });

describe('live hints', () => {
  afterEach(() => jest.clearAllTimers());

  it('beat with a boot and a number that grows', () => {
    const { sent } = startHints();
    jest.advanceTimersByTime(15_000);
    expect(sent).toEqual([
      { boot: 'boot-1', seq: 1 },
      { boot: 'boot-1', seq: 2 },
      { boot: 'boot-1', seq: 3 },
    ]);
  });

  it('are sent at once when what was read changes, and say nothing else', () => {
    const { hints, sent, objects } = startHints();
    remember(hints);
    objects({ uid: 'rollout' });
    expect(sent).toEqual([
      { boot: 'boot-1', seq: 1, hints: [hints.of(checkout)] },
    ]);
    expect(JSON.stringify(sent)).not.toContain('checkout');
  });

  it('cannot be computed without the key of the process', () => {
    const one = startHints({ key: 'a' }).hints.of(checkout);
    const two = startHints({ key: 'b' }).hints.of(checkout);
    expect(one).not.toBe(two);
    expect(one).toMatch(/^[\w-]{22}$/);
  });

  it('follow what stands under a workload by its owner', () => {
    const { hints, sent, objects } = startHints();
    remember(hints);
    objects({ uid: 'pod', ownerUid: 'replica-set' });
    objects({ uid: 'pod of another', ownerUid: 'other' });
    jest.advanceTimersByTime(100);
    expect(sent).toHaveLength(1);
  });

  it('notice a workload that comes into a selection', () => {
    const { hints, sent, objects } = startHints();
    remember(hints, []);
    const object = rolloutOf(aRollout());
    const workload = { cluster: 'lab', object, templateAnnotations: {} };
    objects({ uid: 'new', workload });
    expect(sent[0]?.hints).toEqual([hints.of(checkout)]);
  });

  it('are sent at once after quiet, and once more for all that follows within 150 ms', () => {
    const { hints, sent, objects } = startHints({ quietMs: 150 });
    remember(hints);
    for (let i = 0; i < 6; i += 1) {
      objects({ uid: 'rollout' });
      jest.advanceTimersByTime(20);
    }
    expect(sent).toHaveLength(1);
    jest.advanceTimersByTime(29);
    expect(sent).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(sent).toHaveLength(2);
    jest.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(2);
    expect(sent.map(each => each.hints)).toEqual([
      [hints.of(checkout)],
      [hints.of(checkout)],
    ]);

    objects({ uid: 'rollout' });
    expect(sent).toHaveLength(3);
  });

  it('go on every 150 ms while changes go on', () => {
    const { hints, sent, objects } = startHints({ quietMs: 150 });
    remember(hints);
    for (let ms = 0; ms < 1_500; ms += 10) {
      objects({ uid: 'rollout' });
      jest.advanceTimersByTime(10);
    }
    expect(sent).toHaveLength(11);
  });

  it('of one service do not hold up those of another', () => {
    const { hints, sent, objects } = startHints();
    const cart = 'component:default/cart';
    remember(hints);
    hints.remember({ entityRef: cart, selection, uids: ['cart'] });
    objects({ uid: 'rollout' });
    objects({ uid: 'rollout' });
    jest.advanceTimersByTime(30);
    objects({ uid: 'cart' });
    expect(sent.map(each => each.hints)).toEqual([
      [hints.of(checkout)],
      [hints.of(cart)],
    ]);
  });

  it('of many services go out together', () => {
    const { hints, sent, objects } = startHints();
    const entities = Array.from({ length: 50 }, (_, i) => `${i}`);
    entities.forEach(uid =>
      hints.remember({
        entityRef: `component:a/${uid}`,
        selection,
        uids: [uid],
      }),
    );
    entities.forEach(uid => objects({ uid }));
    expect(sent).toHaveLength(1);
    jest.advanceTimersByTime(1_000);
    expect(sent.map(each => each.hints?.length)).toEqual([1, 49]);
  });

  it('are not sent for what nobody reads', () => {
    const { hints, sent, objects } = startHints();
    remember(hints);
    objects({ uid: 'foreign' });
    jest.advanceTimersByTime(100);
    expect(sent).toEqual([]);
  });

  it('stand for every service when the state of a cluster changes', () => {
    const { sent, clusters } = startHints();
    clusters();
    expect(sent).toMatchObject([{ hints: ['*'] }]);
  });

  it('stand for every service when a reader may have been forgotten', () => {
    const { hints, sent, objects } = startHints({ most: 1 });
    remember(hints, ['old']);
    hints.remember({
      entityRef: 'component:default/b',
      selection,
      uids: ['b'],
    });
    objects({ uid: 'old' });
    expect(sent).toMatchObject([{ hints: ['*'] }]);
  });

  it('forget what an entity was made of before', () => {
    const { hints, sent, objects } = startHints();
    remember(hints, ['old']);
    remember(hints, ['new']);
    objects({ uid: 'old' });
    jest.advanceTimersByTime(100);
    expect(sent).toEqual([]);
  });

  it('tell of a receipt', () => {
    const { hints, sent } = startHints();
    hints.touch(checkout);
    expect(sent).toMatchObject([{ hints: [hints.of(checkout)] }]);
  });

  it('end with the process', () => {
    const { hints, sent, objects } = startHints();
    remember(hints);
    hints.stop();
    objects({ uid: 'rollout' });
    jest.advanceTimersByTime(60_000);
    expect(sent).toEqual([]);
  });
});
