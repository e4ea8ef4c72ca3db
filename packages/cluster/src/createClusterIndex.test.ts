import { createClusterIndex } from './createClusterIndex';
import { FakeCluster } from './testing';
import { eventually } from './__testUtils__/eventually';
import { aRollout, FAST, ROLLOUTS } from './__testUtils__/world';

const kinds = { Rollout: ROLLOUTS };

describe('the index', () => {
  const one = new FakeCluster({ name: 'one' }).connection();

  it('refuses two clusters of one name', () => {
    expect(() => createClusterIndex({ clusters: [one, one], kinds })).toThrow(
      'Two clusters are called one',
    );
  });

  it('refuses names that would change what a URL asks for', () => {
    const plural = '../../api/v1/secrets';
    expect(() =>
      createClusterIndex({
        clusters: [one],
        kinds: { Rollout: { ...ROLLOUTS, plural } },
      }),
    ).toThrow('Watched kind Rollout: the resource is no DNS label');
    expect(() =>
      createClusterIndex({
        clusters: [{ ...one, namespaces: ['a/b'] }],
        kinds,
      }),
    ).toThrow('Watched namespace "a/b" is no DNS label');
  });

  it('follows the namespaces of a cluster by one watch each', async () => {
    const fake = new FakeCluster({ name: 'one' });
    for (const namespace of ['dev', 'prod', 'other']) {
      fake.put(aRollout({ name: 'shop', namespace }));
    }
    const index = createClusterIndex({
      clusters: [fake.connection({ namespaces: ['dev', 'prod'] })],
      kinds,
      timing: FAST,
    });
    index.start();
    await index.settled();
    const namespaces = () =>
      index.list({ kind: 'Rollout' }).map(({ namespace }) => namespace);
    expect(namespaces().sort()).toEqual(['dev', 'prod']);
    fake.remove({ kind: 'Rollout', name: 'shop', namespace: 'dev' });
    await eventually(() => expect(namespaces()).toEqual(['prod']));
    expect(fake.openWatches).toBe(2);
    await index.stop();
    await eventually(() => expect(fake.openWatches).toBe(0));
  });

  it('is settled when a cluster does not answer', async () => {
    const fake = new FakeCluster({ name: 'one' });
    fake.stop();
    const index = createClusterIndex({
      clusters: [fake.connection()],
      kinds,
      timing: FAST,
    });
    index.start();
    await index.settled();
    expect(index.clusters()).toMatchObject([
      { name: 'one', state: 'down', reason: 'connection refused' },
    ]);
    await index.stop();
  });

  it('is settled at once without any cluster', async () => {
    const index = createClusterIndex({ clusters: [], kinds });
    index.start();
    await index.settled();
    expect(index.list({ kind: 'Rollout' })).toEqual([]);
    await index.stop();
  });
});
