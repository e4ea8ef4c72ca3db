import { setTimeout as pause } from 'node:timers/promises';
import { firstCluster, labApi } from '@greenlight/lab';
import type { LabApi } from '@greenlight/lab';
import { z } from 'zod/v4';
import { disturb, revive } from './chaos.ts';
import { drawsFrom } from './draws.ts';
import type { Draws } from './draws.ts';
import { eventually } from './eventually.ts';
import { aStormObject, stormRef } from './stormObjects.ts';
import type { StormKind } from './stormObjects.ts';
import { roundText } from './world.ts';
import type { SoakResult, SoakWorld } from './world.ts';

const ROUND_MS = 8_000;
const NAMES = 12;
const AT_ONCE = 6;

/** Creates, changes and deletes objects in storms while the API server dies at random; the portal has to end up with what is there. */
export async function soakWatch(world: SoakWorld): Promise<SoakResult> {
  const { lab, seed } = world;
  const api = labApi(firstCluster(lab));
  const namespace = world.namespaceOf('storm');
  const end = Date.now() + world.forMs;
  const counts: Record<string, number> = {};
  const count = (what: string, times = 1) => {
    counts[what] = (counts[what] ?? 0) + times;
  };
  world.say(`seed ${seed}`);
  await api.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const storm = { world, api, namespace, count };
  let rounds = 0;
  try {
    do {
      await oneRound(storm, rounds);
      rounds += 1;
      world.say(roundText({ rounds, counts }));
    } while (Date.now() < end);
  } catch (error) {
    throw new Error(`In round ${rounds} of seed ${seed}`, { cause: error });
  } finally {
    await api
      .remove({ apiVersion: 'v1', kind: 'Namespace', name: namespace })
      .catch(() => undefined);
  }
  return { rounds, counts };
}

interface Storm {
  world: SoakWorld;
  api: LabApi;
  namespace: string;
  count: (what: string, times?: number) => void;
}

async function oneRound(storm: Storm, number: number): Promise<void> {
  const { lab, seed } = storm.world;
  const until = Date.now() + ROUND_MS;
  const chaos = disturb(lab, drawsFrom(seed * 1_000 + number), ROUND_MS);
  const lanes = Array.from({ length: AT_ONCE }, (_, lane) =>
    blow(storm, drawsFrom(seed * 7_919 + number * 31 + lane), until),
  );
  try {
    await Promise.all(lanes);
  } finally {
    storm.count('kills', await chaos);
  }
  await revive(lab);
  const took = await eventually(
    'The portal shows what is there',
    () => difference(storm),
    { withinMs: 60_000, say: storm.world.say },
  );
  storm.count(`agreed within ${Math.ceil(took / 5_000) * 5} s`);
}

async function blow(storm: Storm, draws: Draws, until: number): Promise<void> {
  while (Date.now() < until) {
    await pause(draws.between(0, 150));
    await change(storm, draws).then(
      () => storm.count('changes'),
      // The API server is down, or another lane was faster.
      () => storm.count('refused changes'),
    );
  }
}

const without = (labels: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.keys(labels).map(key => [key, null]));

async function change(
  { api, namespace, world }: Storm,
  draws: Draws,
): Promise<unknown> {
  const kind: StormKind = draws.pick(['Rollout', 'Rollout', 'Deployment']);
  const name = `storm-${kind.toLowerCase()}-${draws.whole(NAMES)}`;
  const ref = { ...stormRef(kind), namespace, name };
  const { labels, annotations } = world.metadata;
  const image = `ghcr.io/acme/storm:v${draws.whole(1_000)}`;
  return draws.pick([
    () =>
      api.create(
        aStormObject(kind, {
          metadata: { name, namespace, labels, annotations },
          image,
          replicas: draws.whole(2),
        }),
      ),
    () => api.remove(ref),
    () =>
      api.patch(ref, {
        spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
      }),
    () => api.patch(ref, { spec: { replicas: draws.whole(2) } }),
    () => api.patch(ref, { metadata: { annotations: { note: image } } }),
    // Without its labels the service does not show it any more.
    () =>
      api.patch(ref, {
        metadata: { labels: draws.chance(0.3) ? without(labels) : labels },
      }),
  ])();
}

const thereSchema = z.looseObject({
  metadata: z.looseObject({ generation: z.number() }),
  spec: z.looseObject({
    replicas: z.number(),
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.array(z.looseObject({ image: z.string() })),
      }),
    }),
  }),
  status: z
    .looseObject({
      phase: z.string().optional(),
      observedGeneration: z.unknown().optional(),
    })
    .optional(),
});

const lineOf = (name: string, facts: string, phase: string | undefined) =>
  `${name} ${facts} ${phase ?? ''}`;

/** Each object in a line: name, image, replicas, and the phase of a Rollout whose newest spec the controller has seen. */
async function difference(storm: Storm): Promise<string | undefined> {
  const objects = await objectsThere(storm);
  const { workloads, live } = await storm.world.portal.look();
  if (!live) return 'a cluster is not live';
  const there = objects.map(({ name, facts, phase }) =>
    lineOf(name, facts, phase),
  );
  const here = workloads
    .filter(({ ref }) => ref.namespace === storm.namespace)
    .map(({ ref: { name }, version, replicas, health }) => {
      const settled = objects.some(one => one.name === name && one.phase);
      const facts = `${version.image} ${replicas.desired}`;
      return lineOf(name, facts, settled ? health : undefined);
    });
  const missing = there.find(line => !here.includes(line));
  const stray = here.find(line => !there.includes(line));
  if (!missing && !stray && here.length === there.length) return undefined;
  return `there is "${missing}", and the portal shows "${stray}"`;
}

async function objectsThere({ api, namespace, world }: Storm) {
  const selector = Object.entries(world.metadata.labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const lists = await Promise.all(
    (['Rollout', 'Deployment'] as const).map(kind =>
      api.list({ ...stormRef(kind), namespace }, selector),
    ),
  );
  return lists.flat().map(object => {
    const { metadata, spec, status } = thereSchema.parse(object);
    const [container] = spec.template.spec.containers;
    const seen =
      String(status?.observedGeneration) === String(metadata.generation);
    return {
      name: object.metadata.name,
      facts: `${container?.image} ${spec.replicas}`,
      phase: object.kind === 'Rollout' && seen ? status?.phase : undefined,
    };
  });
}
