import type { Change, ChangeBatch } from '../ClusterIndex';
import { ChangeFeed } from './ChangeFeed';

function aChange(type: Change['type'], name = 'shop'): Change {
  return {
    type,
    cluster: 'one',
    kind: 'Pod',
    namespace: 'prod',
    name,
    uid: name,
    labels: {},
  };
}

async function heard(tell: (feed: ChangeFeed) => void): Promise<ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  const feed = new ChangeFeed(() => undefined);
  feed.subscribe(batch => batches.push(batch));
  tell(feed);
  await new Promise(resolve => setImmediate(resolve));
  return batches;
}

describe('the feed of changes', () => {
  it('tells all of one turn at once', async () => {
    const batches = await heard(feed => {
      feed.changed([aChange('added', 'a')]);
      feed.changed([aChange('updated', 'b')]);
      feed.clusterChanged('one');
      feed.clusterChanged('one');
    });
    expect(batches).toHaveLength(1);
    expect(batches[0]?.changes.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(batches[0]?.clusters).toEqual(['one']);
  });

  const MERGES: [Change['type'][], Change['type'][]][] = [
    [['added', 'updated'], ['added']],
    [['added', 'deleted'], []],
    [['updated', 'updated'], ['updated']],
    [['updated', 'deleted'], ['deleted']],
    [['deleted', 'added'], ['updated']],
  ];
  it.each(MERGES)('makes of %j for one object %j', async (types, merged) => {
    const batches = await heard(feed =>
      types.forEach(type => feed.changed([aChange(type)])),
    );
    expect(
      batches.flatMap(({ changes }) => changes.map(({ type }) => type)),
    ).toEqual(merged);
  });

  it('tells nothing to who has left', async () => {
    const feed = new ChangeFeed(() => undefined);
    const calls: ChangeBatch[] = [];
    const leave = feed.subscribe(batch => calls.push(batch));
    feed.changed([aChange('added')]);
    leave();
    await new Promise(resolve => setImmediate(resolve));
    expect(calls).toEqual([]);
  });
});
