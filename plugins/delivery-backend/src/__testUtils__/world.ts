import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { ActionName } from '@greenlight/backstage-plugin-delivery-common';
import { FakeCluster } from '@greenlight/cluster/testing';
import { ClusterFleet } from '../adapters/kubernetes/ClusterFleet';
import { FleetReader } from '../adapters/kubernetes/FleetReader';
import { readDeliveryConfig } from '../config';
import { sawOf } from '../domain/saw';
import { ActionRunner } from '../service/ActionRunner';
import type {
  ActionStore,
  AuditTrail,
  Gatekeeper,
  RolloutWriter,
} from '../service/ports';
import { RequestAction } from '../service/RequestAction';
import { TargetGuard } from '../service/TargetGuard';
import { aComponent } from '../testing/builders/entities';
import type { Manifest } from '../testing/builders/manifests';
import { eventually } from './eventually';
import { MemoryActionStore } from '../testing/fakes/MemoryActionStore';
import { handOverOf } from './portal';

const place = { cluster: 'lab', namespace: 'production', name: 'checkout' };
const target = { ...place, kind: 'Rollout' as const };

/** Lets everyone do everything. */
const openGate: Gatekeeper = {
  ask: async () => () => new Map(),
  mayAct: async () => ({ allowed: true }),
};

const silentTrail: AuditTrail = {
  asked: async () => ({ succeeded: async () => {}, failed: async () => {} }),
};

/** A process of the portal: its runner, and what it is asked through. */
export type Process = {
  runner: ActionRunner;
  ask: (action: ActionName) => ReturnType<RequestAction['request']>;
};

type ProcessOptions = {
  store?: ActionStore;
  writer?: (real: RolloutWriter) => RolloutWriter;
  leaseMs?: number;
};

/** One cluster in memory, a store and a clock, which several processes share. */
export async function aWorld() {
  const cluster = new FakeCluster({ name: 'lab' });
  const settings = readDeliveryConfig(
    new ConfigReader({
      kubernetes: {},
      delivery: { clusters: [{ name: 'lab', write: { token: 'x' } }] },
    }),
  );
  const logger = mockServices.logger.mock();
  const fleet = new ClusterFleet({
    handOver: handOverOf([cluster]),
    settings,
    logger,
    ownCredentials: async () => mockCredentials.service(),
    wire: (connection, use) => ({
      ...connection,
      ...cluster.connection({ user: use === 'read' ? 'reader' : 'writer' }),
    }),
    timing: { probeIntervalMs: 50, backoffBaseMs: 10, backoffMaxMs: 50 },
  });
  const reader = new FleetReader(fleet);
  const store = new MemoryActionStore();
  const runners: ActionRunner[] = [];
  let ahead = 0;
  let ids = 0;
  const clock = () => new Date(Date.now() + ahead);

  await fleet.start();
  await eventually(() => expect(reader.clusters()[0]?.state).toBe('live'));

  function aProcess(owner: string, options: ProcessOptions = {}): Process {
    const real = fleet.writerOf('lab');
    if (!real) throw new Error('no writer');
    const writer = options.writer?.(real) ?? real;
    const parts = {
      reader,
      writerOf: () => writer,
      store: options.store ?? store,
      clock,
    };
    const runner = new ActionRunner({
      ...parts,
      hints: { touch: () => {} },
      leaseMs: options.leaseMs ?? 600,
      owner,
      logger,
    });
    runners.push(runner);
    const requests = new RequestAction({
      ...parts,
      guard: new TargetGuard({
        entities: { find: async () => aComponent() },
        reader,
        gatekeeper: openGate,
        settings,
      }),
      runner,
      receiptDeadlineMs: 30_000,
      newId: () => {
        ids += 1;
        return `action-${ids}`;
      },
    });
    const ask = (action: ActionName) => {
      const seen = reader.rollout(place);
      if (!seen) throw new Error('nothing seen');
      return requests.request({
        entityRef: 'component:default/checkout',
        request: { action, target, saw: sawOf(seen.object) },
        credentials: mockCredentials.user('user:default/ada'),
        trail: silentTrail,
      });
    };
    return { runner, ask };
  }

  return {
    cluster,
    reader,
    store,
    aProcess,
    /** Moves the clock, not the timers. */
    pass: (ms: number) => {
      ahead += ms;
    },
    /** Puts the Rollout and waits until it was seen. */
    async put(manifest: Manifest) {
      const { metadata } = cluster.put(manifest);
      await eventually(() =>
        expect(reader.rollout(place)?.object.meta.resourceVersion).toBe(
          metadata.resourceVersion,
        ),
      );
    },
    rollout: () => cluster.get(target),
    patches: () => cluster.requests.filter(each => each.startsWith('PATCH')),
    records: () =>
      store.list({ entityRef: 'component:default/checkout', limit: 10 }),
    async stop() {
      await Promise.all(runners.map(each => each.stop()));
      await fleet.stop();
    },
  };
}

/** What `aWorld` makes. */
export type World = Awaited<ReturnType<typeof aWorld>>;
