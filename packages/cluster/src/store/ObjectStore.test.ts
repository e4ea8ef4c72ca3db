import { ObjectStore } from './ObjectStore';
import type { Row } from './ObjectStore';

function aRow(overrides: Partial<Row> = {}): Row {
  const { name = 'shop', namespace = 'prod' } = overrides;
  return {
    cluster: 'one',
    kind: 'Pod',
    namespace,
    name,
    uid: `${namespace}/${name}`,
    resourceVersion: '1',
    labels: {},
    value: { n: 1 },
    ...overrides,
  };
}
const names = (rows: readonly Row[]) => rows.map(({ name }) => name).sort();
const types = (changes: readonly { type: string }[]) =>
  changes.map(({ type }) => type);

describe('the store', () => {
  it('tells an update only when what is kept differs', () => {
    const store = new ObjectStore([]);
    expect(types(store.upsert(aRow()))).toEqual(['added']);
    expect(store.upsert(aRow({ resourceVersion: '2' }))).toEqual([]);
    const later = { resourceVersion: '3', value: { n: 2 } };
    expect(types(store.upsert(aRow(later)))).toEqual(['updated']);
    const relabeled = { ...later, resourceVersion: '4', labels: { a: 'b' } };
    expect(types(store.upsert(aRow(relabeled)))).toEqual(['updated']);
  });

  it('tells a namesake as another object', () => {
    const store = new ObjectStore([]);
    store.upsert(aRow({ ownerUid: 'old-owner' }));
    const changes = store.upsert(aRow({ uid: 'other', ownerUid: 'owner' }));
    expect(types(changes)).toEqual(['deleted', 'added']);
    expect(store.ownedBy({ cluster: 'one', uid: 'old-owner' })).toEqual([]);
    expect(store.ownedBy({ cluster: 'one', uid: 'owner' })).toHaveLength(1);
  });

  it('finds by label with and without a table for it', () => {
    const labels = { app: 'shop', tier: 'web' };
    for (const keys of [['app'], ['tier'], ['app', 'tier'], []]) {
      const store = new ObjectStore(keys);
      store.upsert(aRow({ name: 'a', labels }));
      store.upsert(aRow({ name: 'b', labels: { app: 'shop' } }));
      store.upsert(aRow({ name: 'c', labels, kind: 'ReplicaSet' }));
      store.upsert(aRow({ name: 'd', labels, cluster: 'two' }));
      const kind = 'Pod';
      expect(names(store.list({ kind, labels }))).toEqual(['a', 'd']);
      expect(
        names(store.list({ kind, labels: { app: 'shop' }, cluster: 'one' })),
      ).toEqual(['a', 'b']);
    }
  });

  it('forgets the labels and owners that an object had before', () => {
    const store = new ObjectStore(['app']);
    store.upsert(aRow({ labels: { app: 'x' }, ownerUid: 'u' }));
    store.upsert(aRow({ labels: { app: 'y' }, resourceVersion: '2' }));
    const kind = 'Pod';
    expect(store.list({ kind, labels: { app: 'x' } })).toEqual([]);
    expect(store.list({ kind, labels: { app: 'y' } })).toHaveLength(1);
    expect(store.ownedBy({ cluster: 'one', uid: 'u' })).toEqual([]);
  });

  it('keeps owners of one cluster apart from those of another', () => {
    const store = new ObjectStore([]);
    store.upsert(aRow({ ownerUid: 'u' }));
    expect(store.ownedBy({ cluster: 'two', uid: 'u' })).toEqual([]);
  });

  it('replaces the rows of one scope and no others', () => {
    const store = new ObjectStore([]);
    store.upsert(aRow({ name: 'stays' }));
    store.upsert(aRow({ name: 'goes' }));
    store.upsert(aRow({ name: 'elsewhere', namespace: 'dev' }));
    store.upsert(aRow({ name: 'abroad', cluster: 'two' }));
    const changes = store.replace(
      { cluster: 'one', kind: 'Pod', namespace: 'prod' },
      [aRow({ name: 'stays' }), aRow({ name: 'comes' })],
    );
    expect(types(changes)).toEqual(['deleted', 'added']);
    expect(names(store.list({ kind: 'Pod' }))).toEqual([
      'abroad',
      'comes',
      'elsewhere',
      'stays',
    ]);
    expect(store.count({ cluster: 'one', kind: 'Pod' })).toBe(3);
  });
});
