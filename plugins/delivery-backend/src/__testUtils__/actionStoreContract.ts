// A contract is a suite that several test files run.
/* eslint-disable jest/no-export */
import type { ActionRecord } from '../domain/actionRecord';
import type { ActionStore } from '../service/ports';
import { aRecord } from '../testing/builders/records';

const minute = (at: number) => new Date(Date.UTC(2026, 10, 25, 10, at));
const mine = { owner: 'me', until: minute(1) };

async function opened(
  store: ActionStore,
  change: Partial<ActionRecord> = {},
  lease = mine,
) {
  const record = aRecord(change);
  const result = await store.open(record, lease);
  if (result.outcome !== 'opened') throw new Error('busy');
  return { record, lease: result.lease };
}

const done = { stage: 'done', state: 'in-effect', because: 'done' } as const;

/** What every store of actions does, in memory or in a database. */
export function testActionStore(
  title: string,
  create: () => Promise<ActionStore>,
): void {
  describe(`action store: ${title}`, () => {
    let store: ActionStore;
    beforeEach(async () => {
      store = await create();
    });

    const list = (change = {}) =>
      store.list({
        entityRef: 'component:default/checkout',
        limit: 10,
        ...change,
      });

    it('keeps what was opened', async () => {
      const { record } = await opened(store, { reason: 'Ünïcode "quoted"\n' });
      expect(await list()).toEqual([record]);
    });

    it('opens one action per target, and says which one is open', async () => {
      const { record } = await opened(store);
      const second = await store.open(
        aRecord({ id: 'action-2', action: 'promoteFull' }),
        mine,
      );
      expect(second).toEqual({ outcome: 'busy', by: record });
      expect(await list()).toHaveLength(1);
    });

    it('opens one of many that come at the same time', async () => {
      const results = await Promise.all(
        [1, 2, 3, 4, 5].map(n =>
          store.open(aRecord({ id: `action-${n}` }), mine),
        ),
      );
      expect(results.filter(each => each.outcome === 'opened')).toHaveLength(1);
    });

    it('opens an abort whatever else is open, but only one', async () => {
      await opened(store);
      await opened(store, { id: 'abort-1', action: 'abort' });
      const again = aRecord({ id: 'abort-2', action: 'abort' });
      expect((await store.open(again, mine)).outcome).toBe('busy');
    });

    it('opens an action on another object, even of the same name', async () => {
      await opened(store);
      await opened(store, { id: 'action-2', uid: 'another' });
      expect(await list()).toHaveLength(2);
    });

    it.each([
      ['done', done],
      ['accepted', { stage: 'following', state: 'accepted' } as const],
    ])('opens the next one when the first is %s', async (_, progress) => {
      const { record, lease } = await opened(store);
      await store.save({ ...record, ...progress }, lease, minute(1));
      const next = await store.open(aRecord({ id: 'action-2' }), mine);
      expect(next.outcome).toBe('opened');
    });

    it('saves progress for who holds the lease, and for nobody else', async () => {
      const { record, lease } = await opened(store);
      const next = await store.save(
        { ...record, because: 'first' },
        lease,
        minute(2),
      );
      expect(next?.version).toBe(lease.version + 1);
      const late = { ...record, because: 'late' };
      expect(await store.save(late, lease, minute(2))).toBeUndefined();
      const thief = { ...lease, version: 2, owner: 'thief' };
      expect(await store.save(late, thief, minute(2))).toBeUndefined();
      expect(await list()).toMatchObject([{ because: 'first' }]);
    });

    it('hands over what nobody drives any more, once', async () => {
      const { record, lease } = await opened(store);
      const options = { owner: 'other', until: minute(9) };
      const early = await store.takeOver({ ...options, now: minute(0) });
      expect(early).toEqual([]);

      const taken = await store.takeOver({ ...options, now: minute(2) });
      expect(taken).toMatchObject([{ record, lease: { owner: 'other' } }]);
      expect(await store.takeOver({ ...options, now: minute(2) })).toEqual([]);
      expect(await store.save(record, lease, minute(3))).toBeUndefined();
      const [{ lease: newLease } = { lease }] = taken;
      expect(await store.save(record, newLease, minute(3))).toBeDefined();
    });

    it('hands an action over to one of several who ask at once', async () => {
      await opened(store);
      const all = await Promise.all(
        ['a', 'b', 'c'].map(owner =>
          store.takeOver({ owner, now: minute(2), until: minute(9) }),
        ),
      );
      expect(all.flat()).toHaveLength(1);
    });

    it('does not hand over what is done', async () => {
      const { record, lease } = await opened(store);
      await store.save({ ...record, ...done }, lease, minute(1));
      const options = { owner: 'other', now: minute(5), until: minute(9) };
      expect(await store.takeOver(options)).toEqual([]);
    });

    it('hands an accepted one over, whose effect is still awaited', async () => {
      const { record, lease } = await opened(store);
      const accepted = { ...record, state: 'accepted' as const };
      await store.save(accepted, lease, minute(1));
      const options = { owner: 'other', now: minute(5), until: minute(9) };
      expect(await store.takeOver(options)).toHaveLength(1);
    });

    it('lists newest first, by entity, environment and time', async () => {
      const at = (n: number) => minute(n).toISOString();
      for (const [id, uid, change] of [
        ['a', '1', { askedAt: at(1) }],
        ['b', '2', { askedAt: at(3) }],
        ['c', '3', { askedAt: at(2), environment: 'dev' }],
        ['d', '4', { askedAt: at(4), entityRef: 'component:default/cart' }],
      ] as const) {
        await opened(store, { id, uid, ...change });
      }
      const ids = async (change = {}) =>
        (await list(change)).map(each => each.id);
      expect(await ids()).toEqual(['b', 'c', 'a']);
      expect(await ids({ limit: 2 })).toEqual(['b', 'c']);
      expect(await ids({ environments: ['prod'] })).toEqual(['b', 'a']);
      expect(await ids({ environments: [] })).toEqual([]);
      expect(await ids({ since: minute(2) })).toEqual(['b', 'c']);
    });

    it('deletes what is old and done, and nothing else', async () => {
      const { record, lease } = await opened(store);
      await store.save({ ...record, ...done }, lease, minute(1));
      await opened(store, { id: 'open', uid: 'x' });
      expect(await store.deleteBefore(minute(0))).toBe(0);
      expect(await store.deleteBefore(minute(1))).toBe(1);
      expect(await list()).toMatchObject([{ id: 'open' }]);
    });

    it('keeps history, step and reason through saves', async () => {
      const { record, lease } = await opened(store, { reason: 'why' });
      const history = [
        ...record.history,
        {
          state: 'ignored' as const,
          at: minute(1).toISOString(),
          because: 'x',
        },
      ];
      await store.save({ ...record, history, step: 2 }, lease, minute(1));
      expect(await list()).toMatchObject([{ history, step: 2, reason: 'why' }]);
    });
  });
}
