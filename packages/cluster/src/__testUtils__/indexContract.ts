// A contract is a suite that several test files run.
/* eslint-disable jest/no-export */
import type { ChangeBatch, ClusterIndexOptions } from '../ClusterIndex';
import type { ClusterConnection } from '../connection';
import { createClusterIndex } from '../createClusterIndex';
import type { Problem } from '../state';
import { eventually } from './eventually';
import { wireTo } from './wire';
import { aRollout, aWidget, ROLLOUTS, FAST, SECRETS, WIDGETS } from './world';
import type { ContractWorld, RolloutView } from './world';

interface Kinds {
  Rollout: RolloutView;
  Secret: boolean;
  Widget: boolean;
}

/** What the index has to do on every world. */
export function describeIndexContract(
  worldName: string,
  openWorld: () => Promise<ContractWorld>,
) {
  describe(`the index of ${worldName}`, () => {
    let world: ContractWorld;
    let closers: (() => Promise<void>)[];
    beforeAll(async () => {
      world = await openWorld();
    }, 120_000);
    afterAll(async () => {
      await world?.close();
    }, 60_000);
    beforeEach(() => {
      closers = [];
    });
    afterEach(async () => {
      await Promise.all(closers.map(close => close()));
    });

    function follow(
      connections: ClusterConnection[],
      options: Partial<ClusterIndexOptions<Kinds>> = {},
    ) {
      const problems: Problem[] = [];
      const batches: ChangeBatch[] = [];
      const index = createClusterIndex<Kinds>({
        clusters: connections,
        kinds: { Rollout: ROLLOUTS, Secret: SECRETS, Widget: WIDGETS },
        labelKeys: ['team'],
        timing: FAST,
        onProblem: problem => problems.push(problem),
        ...options,
      });
      index.subscribe(batch => batches.push(batch));
      index.start();
      closers.push(() => index.stop());
      const changesOf = (name: string) =>
        batches
          .flatMap(batch => batch.changes)
          .filter(change => change.name === name)
          .map(change => change.type);
      const get = (name: string) =>
        index.get({
          kind: 'Rollout',
          cluster: connections[0]?.name ?? '',
          namespace: world.namespace,
          name,
        });
      const stateOf = (at = 0) => index.clusters()[at];
      return { index, problems, changesOf, get, stateOf };
    }

    const put = (
      name: string,
      rest: Partial<Parameters<typeof aRollout>[0]> = {},
    ) => world.put(aRollout({ name, namespace: world.namespace, ...rest }));
    const remove = (name: string) =>
      world.remove({ kind: 'Rollout', namespace: world.namespace, name });

    it('lists what is there, found by label and by owner', async () => {
      await put('one', { labels: { team: 'a' }, replicas: 3 });
      await put('two', { labels: { team: 'b' }, ownerUid: 'owner-1' });
      const reader = world.reader();
      const { index } = follow([reader]);
      await index.settled();
      const [one, ...rest] = index.list({
        kind: 'Rollout',
        namespace: world.namespace,
        labels: { team: 'a' },
      });
      expect(rest).toEqual([]);
      expect(one).toMatchObject({
        cluster: reader.name,
        kind: 'Rollout',
        name: 'one',
        labels: { team: 'a' },
        value: { replicas: 3, observed: 0 },
      });
      expect(
        index
          .ownedBy({ cluster: reader.name, uid: 'owner-1' })
          .map(({ name }) => name),
      ).toEqual(['two']);
    });

    it('lists in pages', async () => {
      for (const name of ['page-1', 'page-2', 'page-3', 'page-4', 'page-5']) {
        await put(name, { labels: { team: 'pages' } });
      }
      const { connection, requests } = wireTo(world.reader());
      const { index } = follow([connection], { pageSize: 2 });
      await index.settled();
      expect(
        index.list({ kind: 'Rollout', labels: { team: 'pages' } }),
      ).toHaveLength(5);
      expect(requests.some(({ query }) => query?.continue)).toBe(true);
    });

    it('tells additions, updates and deletions in their order', async () => {
      const { index, changesOf, get } = follow([world.reader()]);
      await index.settled();
      const told = (...types: string[]) =>
        eventually(() => expect(changesOf('life')).toEqual(types));
      await put('life', { replicas: 1 });
      await told('added');
      expect(get('life')?.value.replicas).toBe(1);
      await put('life', { replicas: 2 });
      await told('added', 'updated');
      expect(get('life')?.value.replicas).toBe(2);
      await remove('life');
      await told('added', 'updated', 'deleted');
      expect(get('life')).toBeUndefined();
    });

    it('tells nothing of a change in what is not kept', async () => {
      const { index, changesOf, get } = follow([world.reader()]);
      await index.settled();
      await put('quiet');
      await eventually(() => expect(changesOf('quiet')).toEqual(['added']));
      const before = get('quiet')?.resourceVersion;
      await put('quiet', { annotations: { note: 'x' } });
      await eventually(() =>
        expect(get('quiet')?.resourceVersion).not.toBe(before),
      );
      await put('loud');
      await eventually(() => expect(changesOf('loud')).toEqual(['added']));
      expect(changesOf('quiet')).toEqual(['added']);
    });

    it('leaves out and counts an object that cannot be read', async () => {
      const { index, get, stateOf, problems } = follow([world.reader()]);
      await index.settled();
      await put('odd');
      await eventually(() => expect(get('odd')).toBeDefined());
      await put('odd', {
        annotations: { 'test.greenlight.dev/unreadable': 'yes' },
      });
      await eventually(() => expect(get('odd')).toBeUndefined());
      expect(stateOf()?.perKind.Rollout).toMatchObject({
        state: 'live',
        dropped: 1,
      });
      expect(problems).toContainEqual(
        expect.objectContaining({ type: 'dropped', kind: 'Rollout' }),
      );
      await remove('odd');
      await eventually(() =>
        expect(stateOf()?.perKind.Rollout?.dropped).toBe(0),
      );
    });

    it('keeps the last rows while it is cut off, and drops what went meanwhile', async () => {
      await put('stays');
      await put('goes');
      const wire = wireTo(world.reader());
      const { index, get, stateOf } = follow([wire.connection]);
      await index.settled();
      const seen = stateOf()?.lastSeen?.getTime() ?? NaN;
      wire.cut();
      await eventually(() => expect(stateOf()?.state).toBe('down'));
      expect(stateOf()?.reason).toMatch(/connection/);
      expect(stateOf()?.perKind.Rollout?.state).toBe('stale');
      await remove('goes');
      await put('stays', { replicas: 5 });
      expect(get('goes')).toBeDefined();
      expect(get('stays')?.value.replicas).toBe(1);
      expect(stateOf()?.lastSeen?.getTime()).toBeGreaterThanOrEqual(seen);
      wire.mend();
      await eventually(() => expect(stateOf()?.state).toBe('live'));
      await eventually(() => expect(get('goes')).toBeUndefined());
      await eventually(() => expect(get('stays')?.value.replicas).toBe(5));
    });

    it('lists again when the history that it needs is gone', async () => {
      const wire = wireTo(world.reader());
      const { index, get, stateOf, problems } = follow([wire.connection]);
      await index.settled();
      const lists = () =>
        wire.requests.filter(
          ({ path, query }) => path.endsWith('/rollouts') && query?.limit,
        ).length;
      const before = lists();
      wire.expireNextWatch('/apis/argoproj.io/v1alpha1/rollouts');
      await eventually(() => expect(lists()).toBe(before + 1));
      await put('after-410');
      await eventually(() => expect(get('after-410')).toBeDefined());
      await eventually(() => expect(stateOf()?.state).toBe('live'));
      expect(problems.filter(({ type }) => type === 'malformed')).toEqual([]);
    });

    it('follows one cluster while another is dead', async () => {
      const dead: ClusterConnection = {
        name: 'dead',
        server: 'http://127.0.0.1:5',
        skipTLSVerify: true,
        credential: async () => ({ type: 'anonymous' }),
        forgetCredential: () => undefined,
      };
      const { index, get, stateOf, problems } = follow([world.reader(), dead]);
      await index.settled();
      await put('beside-the-dead');
      await eventually(() => expect(get('beside-the-dead')).toBeDefined());
      expect(stateOf(0)).toMatchObject({ state: 'live' });
      expect(stateOf(1)).toMatchObject({ name: 'dead', state: 'down' });
      expect(stateOf(1)?.lastSeen).toBeUndefined();
      expect(
        problems.filter(({ cluster, kind }) => cluster === 'dead' && !kind),
      ).toHaveLength(1);
    });

    it('names a kind that may not be read, and shows the others', async () => {
      const { index, stateOf, problems } = follow([world.reader()]);
      await index.settled();
      await eventually(() =>
        expect(stateOf()?.perKind.Secret?.state).toBe('forbidden'),
      );
      expect(stateOf()?.state).toBe('live');
      expect(stateOf()?.reason).toMatch(/secrets.*forbidden/);
      const told = problems.filter(({ kind }) => kind === 'Secret');
      expect(told).toHaveLength(1);
      expect(told[0]?.message).toMatch(/may not list and watch secrets/);
    });

    it('takes a kind that is not installed for absent, until it is', async () => {
      const { index, stateOf } = follow([world.reader()]);
      await index.settled();
      await eventually(() =>
        expect(stateOf()?.perKind.Widget?.state).toBe('absent'),
      );
      expect(stateOf()?.state).toBe('live');
      await world.installWidgets();
      await world.put(aWidget('first', world.namespace));
      await eventually(() => {
        expect(stateOf()?.perKind.Widget?.state).toBe('live');
        expect(index.list({ kind: 'Widget' })).toHaveLength(1);
      }, 15_000);
    }, 30_000);

    it('survives a restart of the API server', async () => {
      const { index, get, stateOf, problems } = follow([world.reader()]);
      await index.settled();
      await put('before-restart');
      await eventually(() => expect(get('before-restart')).toBeDefined());
      await world.stopServer();
      await eventually(() => expect(stateOf()?.state).toBe('down'), 20_000);
      expect(get('before-restart')).toBeDefined();
      await world.startServer();
      await eventually(() => expect(stateOf()?.state).toBe('live'), 30_000);
      await put('after-restart');
      await eventually(() => expect(get('after-restart')).toBeDefined());
      const told = problems.filter(({ kind }) => !kind).map(({ type }) => type);
      expect(told[0]).toMatch(/unreachable|overloaded/);
      expect(told[told.length - 1]).toBe('recovered');
    }, 90_000);

    it('asks for another credential when its own is refused', async () => {
      const reader = world.reader();
      let forgotten = 0;
      const { index, get, stateOf } = follow([
        {
          ...reader,
          forgetCredential: () => {
            forgotten++;
            reader.forgetCredential();
          },
        },
      ]);
      await index.settled();
      await world.revokeReader();
      await eventually(() => expect(forgotten).toBeGreaterThan(0), 30_000);
      await eventually(() => expect(stateOf()?.state).toBe('live'), 30_000);
      await put('after-renewal');
      await eventually(() => expect(get('after-renewal')).toBeDefined());
    }, 90_000);
  });
}
