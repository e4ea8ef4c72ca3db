import {
  aRollout,
  aWaitingCanary,
  anAbortedBlueGreen,
} from '../testing/builders/manifests';
import { eventually } from '../__testUtils__/eventually';
import { startController } from '../testing/fakes/controller';
import { aWorld } from '../__testUtils__/world';
import type { World } from '../__testUtils__/world';
import type { ActionStore, RolloutWriter } from './ports';

let world: World;
let stopController = () => {};

beforeEach(async () => {
  world = await aWorld();
});
afterEach(async () => {
  stopController();
  stopController = () => {};
  await world.stop();
});

function controllerRuns() {
  stopController = startController(world.cluster);
}

async function receipt(index = 0) {
  const record = (await world.records())[index];
  if (!record) throw new Error('no record');
  return record;
}

function settled(state: string) {
  return eventually(async () => {
    const record = await receipt();
    expect(record.state).toBe(state);
    expect(record.stage).toBe('done');
    return record;
  });
}

/** A store of a process that dies: from then on nothing reaches it any more. */
function mortal(store: ActionStore) {
  let dead = false;
  const guarded =
    <A extends unknown[], R>(method: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      dead ? Promise.reject(new Error('dead')) : method(...args);
  return {
    die: () => {
      dead = true;
    },
    store: {
      open: guarded(store.open.bind(store)),
      save: guarded(store.save.bind(store)),
      takeOver: guarded(store.takeOver.bind(store)),
      list: guarded(store.list.bind(store)),
      deleteBefore: guarded(store.deleteBefore.bind(store)),
    } satisfies ActionStore,
  };
}

describe('retry of an aborted blue-green update', () => {
  beforeEach(() => world.put(anAbortedBlueGreen()));

  it('pauses first, so that nothing goes live unseen, and lets go at the end', async () => {
    controllerRuns();
    await world.aProcess('a').ask('retry');

    await settled('in-effect');
    expect(world.patches()).toEqual([
      expect.stringMatching(/rollouts\/checkout\?/),
      expect.stringMatching(/rollouts\/checkout\/status\?/),
      expect.stringMatching(/rollouts\/checkout\?/),
    ]);
    expect(world.rollout()).toMatchObject({
      spec: { paused: false },
      status: { message: 'BlueGreenPause' },
    });
  });

  it('waits until the controller has seen the pause', async () => {
    await world.aProcess('a').ask('retry');
    await eventually(async () =>
      expect(await receipt()).toMatchObject({ stage: 'waiting', step: 0 }),
    );
    expect(world.rollout()).toMatchObject({
      spec: { paused: true },
      status: { abort: true },
    });
    expect(world.patches()).toHaveLength(1);
  });

  it('is finished by another process when the first one dies', async () => {
    const { store, die } = mortal(world.store);
    await world.aProcess('a', { store }).ask('retry');
    die();
    world.pass(60_000 / 4);
    controllerRuns();
    const other = world.aProcess('b');

    expect(await other.runner.recover()).toBe(1);
    await settled('in-effect');
    expect(world.rollout()).toMatchObject({
      spec: { paused: false },
      status: { message: 'BlueGreenPause' },
    });
  });

  it('is taken back when the controller does not go along', async () => {
    await world.aProcess('a').ask('retry');
    world.pass(31_000);

    const { because } = await settled('failed');
    expect(because).toMatch(/within the deadline.*taken back/s);
    expect(world.rollout()).toMatchObject({
      spec: { paused: false },
      status: { abort: true },
    });
  });

  it('is taken back after a crash when another version came, which it does not abort', async () => {
    const { store, die } = mortal(world.store);
    await world.aProcess('a', { store }).ask('retry');
    die();
    await world.put({
      ...aRollout({
        spec: { paused: true },
        status: { currentPodHash: 'newer', phase: 'Paused' },
      }),
    });
    world.pass(15_000);
    await world.aProcess('b').runner.recover();

    const { because } = await settled('failed');
    expect(because).toMatch(/Another version was deployed/);
    expect(world.rollout()).toMatchObject({ spec: { paused: false } });
    expect(world.rollout()?.status).not.toHaveProperty('abort');
  });

  it('gives way to an abort', async () => {
    const process = world.aProcess('a');
    await process.ask('retry');
    controllerRuns();
    await eventually(async () =>
      expect((await receipt()).step).toBeGreaterThan(0),
    );
    stopController();
    const blueGreen = anAbortedBlueGreen({ spec: { paused: true } });
    world.cluster.put(blueGreen);
    controllerRuns();

    await eventually(async () => expect((await receipt()).stage).toBe('done'));
    expect(world.rollout()).toMatchObject({ spec: { paused: false } });
  });

  it('is driven by one process only, even when the first one is merely slow', async () => {
    const slow = world.aProcess('a', { leaseMs: 60_000 });
    await slow.ask('retry');
    world.pass(61_000 / 3);
    const [leased] = await world.store.takeOver({
      owner: 'b',
      now: new Date(Date.now() + 120_000),
      until: new Date(Date.now() + 240_000),
    });
    expect(leased?.record.action).toBe('retry');
    controllerRuns();

    await eventually(() =>
      expect(world.rollout()?.status).toMatchObject({
        message: expect.stringContaining('RolloutAborted'),
        observedGeneration: String(world.rollout()?.metadata.generation),
      }),
    );
    await slow.runner.stop();
    expect(world.patches()).toHaveLength(1);
  });
});

describe('an action', () => {
  beforeEach(() => world.put(aWaitingCanary()));

  /** Does something right before the first patch reaches the cluster. */
  const interfering =
    (interfere: () => void) =>
    (real: RolloutWriter): RolloutWriter => {
      let done = false;
      return {
        read: place => real.read(place),
        patch: (...args) => {
          if (!done) interfere();
          done = true;
          return real.patch(...args);
        },
      };
    };

  it('is patched onto what it was judged by, and judged again when that changed', async () => {
    const writer = interfering(() => {
      world.cluster.put(aWaitingCanary({ labels: { touched: 'yes' } }));
    });
    await world.aProcess('a', { writer }).ask('promote');

    expect(world.patches()).toHaveLength(2);
    expect(world.rollout()?.status).not.toHaveProperty('pauseConditions');
  });

  it('is refused when it moved on between the look and the patch', async () => {
    const writer = interfering(() => {
      world.cluster.put(aWaitingCanary({ status: { currentStepIndex: 3 } }));
    });
    await expect(
      world.aProcess('a', { writer }).ask('promote'),
    ).rejects.toThrow(/moved on/);

    expect(await receipt()).toMatchObject({ state: 'refused', stage: 'done' });
    expect(world.rollout()?.status).toHaveProperty('pauseConditions');
  });

  it('is not acknowledged when the controller does nothing within the deadline', async () => {
    await world.aProcess('a').ask('promote');
    world.pass(31_000);

    const { because } = await settled('not-acknowledged');
    expect(because).toMatch(/within the deadline/);
  });

  it('nudges a controller that did not see the patch, with a change that means nothing', async () => {
    await world.aProcess('a').ask('promote');
    expect(world.patches()).toHaveLength(1);
    world.pass(1_600);

    await eventually(() =>
      expect(world.rollout()?.metadata.annotations).toMatchObject({
        'greenlight.dev/nudged-for': 'action-1.1',
      }),
    );
    world.pass(4_000);
    await eventually(() =>
      expect(world.rollout()?.metadata.annotations).toMatchObject({
        'greenlight.dev/nudged-for': 'action-1.2',
      }),
    );
    await world.put(aWaitingCanary({ status: { currentStepIndex: 3 } }));
    await settled('in-effect');
    expect(world.patches()).toHaveLength(3);
  });

  it('is followed until it is in effect once it was accepted', async () => {
    await world.aProcess('a').ask('promoteFull');
    const pending = aWaitingCanary({
      status: { promoteFull: true, currentStepIndex: 4, pauseConditions: [] },
    });
    await world.put(pending);
    await eventually(async () =>
      expect((await receipt()).state).toBe('accepted'),
    );
    world.pass(31_000);
    await world.put(
      aWaitingCanary({
        status: { phase: 'Healthy', stableRS: 'new', currentStepIndex: 4 },
      }),
    );

    await settled('in-effect');
  });

  it('fails when the credential may not patch, and says so', async () => {
    world.cluster.deny({ user: 'writer', verb: 'patch' });
    const { state, because } = await world.aProcess('a').ask('promote');

    expect(state).toBe('failed');
    expect(because).toMatch(/refuses our credential/);
  });

  it('is sent by another process when the first one died before it', async () => {
    const { store, die } = mortal(world.store);
    const writer = (real: RolloutWriter): RolloutWriter => ({
      read: place => real.read(place),
      patch: async () => {
        die();
        return { outcome: 'unreachable', reason: 'x', maybeApplied: true };
      },
    });
    void world.aProcess('a', { store, writer }).ask('promote');
    await eventually(async () => expect(await world.records()).toHaveLength(1));
    world.pass(15_000);

    await world.aProcess('b').runner.recover();
    await eventually(() =>
      expect(world.rollout()?.status).not.toHaveProperty('pauseConditions'),
    );
    expect(world.patches()).toHaveLength(1);
  });

  it('is not sent twice when the first process died right after its patch', async () => {
    const { store, die } = mortal(world.store);
    const writer = (real: RolloutWriter): RolloutWriter => ({
      read: place => real.read(place),
      patch: async (...args) => {
        const result = await real.patch(...args);
        die();
        return result;
      },
    });
    await world.aProcess('a', { store, writer }).ask('promote');
    await world.put(aWaitingCanary({ status: { currentStepIndex: 3 } }));
    world.pass(15_000);
    await world.aProcess('b').runner.recover();

    const { because } = await settled('in-effect');
    expect(because).toMatch(/step 4 of 4/);
    expect(world.patches()).toHaveLength(1);
  });

  it('is left to others at once when its process is stopped', async () => {
    const first = world.aProcess('a', { leaseMs: 60_000 });
    await first.ask('promote');
    await first.runner.stop();
    const other = world.aProcess('b');

    expect(await other.runner.recover()).toBe(1);
    await world.put(aWaitingCanary({ status: { currentStepIndex: 3 } }));
    await settled('in-effect');
  });

  it('ends when the Rollout is deleted', async () => {
    await world.aProcess('a').ask('promote');
    world.cluster.remove({
      kind: 'Rollout',
      namespace: 'production',
      name: 'checkout',
    });
    expect((await settled('ignored')).because).toMatch(/not there any more/);
  });

  it('is not acted on without a live cluster', async () => {
    const process = world.aProcess('a');
    world.cluster.stop();
    await eventually(() =>
      expect(world.reader.clusters()[0]?.state).not.toBe('live'),
    );

    await expect(process.ask('abort')).rejects.toThrow(/not live/);
    expect(await world.records()).toEqual([]);
  });
});
