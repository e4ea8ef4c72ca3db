import { createClusterIndex } from './createClusterIndex';
import type { Problem } from './state';
import { FakeCluster } from './testing';
import type { FakeFault } from './testing';
import { eventually } from './__testUtils__/eventually';
import { aRollout, FAST, ROLLOUTS } from './__testUtils__/world';

const FAULTS: (FakeFault | undefined)[] = [
  undefined,
  undefined,
  'html',
  'html-watch',
  'half-line',
  'garbage-event',
  'silence',
  'hang',
  'not-ready',
];

/** A small generator of numbers from 0 to 1, so that a failure can be repeated. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function disturb(fake: FakeCluster, draw: () => number) {
  const pick = <T>(...choices: T[]): T =>
    choices[Math.floor(draw() * choices.length)] as T;
  const name = `app-${Math.floor(draw() * 12)}`;
  const replicas = Math.floor(draw() * 5);
  pick(
    () => fake.put(aRollout({ name, namespace: 'prod', replicas })),
    () => fake.put(aRollout({ name, namespace: 'prod', replicas })),
    () => fake.put(aRollout({ name, namespace: 'prod', replicas })),
    () => fake.remove({ kind: 'Rollout', name, namespace: 'prod' }),
    () => fake.stop(),
    () => fake.start(),
    () => fake.start(),
    () => fake.compact(),
    () => fake.revokeTokens(),
    () => fake.endWatches(),
    () => fake.bookmark(),
    () => fake.misbehave(pick(...FAULTS)),
  )();
}

describe('whatever happens', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'the index ends up with what is there (seed %i)',
    async seed => {
      const draw = numbersFrom(seed);
      const fake = new FakeCluster({ name: 'one' });
      const problems: Problem[] = [];
      const shown = new Map<string, number | undefined>();
      const index = createClusterIndex({
        clusters: [fake.connection()],
        kinds: { Rollout: ROLLOUTS },
        timing: {
          ...FAST,
          silenceLimitMs: 60,
          probeTimeoutMs: 40,
          requestTimeoutMs: 40,
          problemQuietMs: 60_000,
        },
        onProblem: problem => problems.push(problem),
      });
      index.subscribe(({ changes }) => {
        for (const { type, cluster, namespace, name } of changes) {
          if (type === 'deleted') shown.delete(name);
          else {
            const at = { kind: 'Rollout', cluster, namespace, name } as const;
            shown.set(name, index.get(at)?.value.replicas);
          }
        }
      });
      index.start();
      for (let step = 0; step < 200; step++) {
        disturb(fake, draw);
        // Not a wait for anything: faults have to last for random times.
        await new Promise(resolve => setTimeout(resolve, draw() * 5));
      }
      fake.misbehave(undefined);
      fake.start();
      const there = () =>
        Object.fromEntries(
          Array.from({ length: 12 }, (_, at) => `app-${at}`).flatMap(name => {
            const at = { kind: 'Rollout', name, namespace: 'prod' };
            const object = fake.get(at);
            const view = object && ROLLOUTS.project(object);
            return view ? [[name, view.replicas]] : [];
          }),
        );
      await eventually(() => {
        expect(index.clusters()[0]?.state).toBe('live');
        const rows = index.list({ kind: 'Rollout' });
        expect(
          Object.fromEntries(rows.map(row => [row.name, row.value.replicas])),
        ).toEqual(there());
      });
      await eventually(() =>
        expect(Object.fromEntries(shown)).toEqual(there()),
      );
      expect(problems.length).toBeLessThan(12);
      await index.stop();
      await eventually(() => expect(fake.openWatches).toBe(0));
    },
  );
});
