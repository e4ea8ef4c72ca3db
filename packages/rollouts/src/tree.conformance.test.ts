// cspell:ignore bluegreen jfpt jmqw mkhrl
import { parse } from 'yaml';
import { z } from 'zod/v4';
import { parsePod, parseReplicaSet, parseRollout } from './parse';
import { conformance } from './testing/conformance';
import { must, NOW } from './testing/builders';
import { rolloutTree } from './tree';
import { treeText } from './treeText';

const data = conformance('argo-rollouts-objects', { describe, it });
const readData = (path: string): unknown => parse(data.text(path));

const pods = (names: readonly string[]) => names.map(name => `${name}-pod`);
const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}-pod${index + 1}`);

/** The tree of one Rollout among the other objects of its folder. */
function treeOf(
  folder: string,
  rollout: string,
  files: { sets: readonly string[]; pods: readonly string[] },
  change: (raw: unknown) => unknown = raw => raw,
) {
  const read = (name: string) => readData(`${folder}/${name}.yaml`);
  return rolloutTree(
    must(parseRollout(read(rollout))),
    {
      replicaSets: files.sets.map(name =>
        must(parseReplicaSet(change(read(`${name}-rs`)))),
      ),
      pods: files.pods.map(name => must(parsePod(read(name)))),
    },
    NOW,
  );
}

const CANARY = {
  sets: ['stable', 'old', 'canary'],
  pods: [...pods(['canary']), ...numbered('stable', 5)],
};
const BLUE_GREEN = {
  sets: ['preview', 'old', 'active'],
  pods: [...numbered('preview', 3), ...numbered('active', 3)],
};

data.suite('the trees of objects that Argo Rollouts tests with', () => {
  it('a canary whose image does not exist', () => {
    const tree = treeOf('canary', 'canary-rollout', CANARY);
    expect(treeText(tree).split('\n')).toEqual([
      'Name: canary-demo',
      'Namespace: jesse-test',
      'Status: Degraded',
      'Message: ProgressDeadlineExceeded: ReplicaSet "canary-demo-65fb5ffc84" has timed out progressing.',
      'Strategy: Canary',
      '  Step: 0/8',
      '  SetWeight: 20',
      '  ActualWeight: 0',
      'Images: argoproj/rollouts-demo:does-not-exist (canary)',
      '  argoproj/rollouts-demo:green (stable)',
      'Replicas:',
      '  Desired: 5',
      '  Current: 6',
      '  Updated: 1',
      '  Ready: 5',
      '  Available: 5',
      '',
      'canary-demo  Rollout  Degraded',
      '  revision:31',
      '    canary-demo-65fb5ffc84  ReplicaSet  Progressing  canary',
      '      canary-demo-65fb5ffc84-9wf5r  Pod  ImagePullBackOff  ready:0/1',
      '  revision:30',
      '    canary-demo-877894d5b  ReplicaSet  Healthy  stable',
      '      canary-demo-877894d5b-6jfpt  Pod  Running  ready:1/1',
      '      canary-demo-877894d5b-kh7x4  Pod  Running  ready:1/1',
      '      canary-demo-877894d5b-7jmqw  Pod  Running  ready:1/1',
      '      canary-demo-877894d5b-j8g2b  Pod  Running  ready:1/1',
      '      canary-demo-877894d5b-jw5qm  Pod  Running  ready:1/1',
      '  revision:29',
      '    canary-demo-859c99b45c  ReplicaSet  ScaledDown',
    ]);
  });

  it('a blue-green update that waits with its preview', () => {
    const tree = treeOf('blue-green', 'bluegreen-rollout', BLUE_GREEN);
    expect(treeText(tree).split('\n')).toEqual([
      'Name: bluegreen-demo',
      'Namespace: jesse-test',
      'Status: Paused',
      'Message: BlueGreenPause',
      'Strategy: BlueGreen',
      'Images: argoproj/rollouts-demo:blue (stable, active)',
      '  argoproj/rollouts-demo:green (preview)',
      'Replicas:',
      '  Desired: 3',
      '  Current: 6',
      '  Updated: 3',
      '  Ready: 6',
      '  Available: 3',
      '',
      'bluegreen-demo  Rollout  Paused',
      '  revision:11',
      '    bluegreen-demo-74b948fccb  ReplicaSet  Healthy  preview',
      '      bluegreen-demo-74b948fccb-5jz59  Pod  Running  ready:1/1',
      '      bluegreen-demo-74b948fccb-mkhrl  Pod  Running  ready:1/1',
      '      bluegreen-demo-74b948fccb-vvj2t  Pod  Running  ready:1/1',
      '  revision:10',
      '    bluegreen-demo-6cbccd9f99  ReplicaSet  Healthy  stable,active',
      '      bluegreen-demo-6cbccd9f99-gk78v  Pod  Running  ready:1/1',
      '      bluegreen-demo-6cbccd9f99-kxj8g  Pod  Running  ready:1/1',
      '      bluegreen-demo-6cbccd9f99-t2d4f  Pod  Running  ready:1/1',
      '  revision:8',
      '    bluegreen-demo-746d5fddf6  ReplicaSet  ScaledDown',
    ]);
  });

  it.each([
    [4 * 3600, '4h'],
    [4 * 3600 - 1, '3h59m'],
    [-1, 'passed'],
  ])('a ReplicaSet that is removed in %d s says delay:%s', (seconds, text) => {
    const deadline = new Date(NOW.getTime() + seconds * 1000).toISOString();
    const tree = treeOf('blue-green', 'bluegreen-rollout', BLUE_GREEN, raw =>
      withDeadline(raw, deadline),
    );
    expect(treeText(tree)).toContain(
      `bluegreen-demo-746d5fddf6  ReplicaSet  ScaledDown  delay:${text}`,
    );
  });

  it('ping-pong services are parts of their own', () => {
    const { images } = treeOf('canary', 'canary-rollout4', CANARY);
    expect(images).toEqual([
      {
        image: 'argoproj/rollouts-demo:does-not-exist',
        roles: ['canary', 'ping'],
      },
      { image: 'argoproj/rollouts-demo:green', roles: ['stable', 'pong'] },
    ]);
  });

  it('the actual weight is the reported one, else the one that is set', () => {
    const reported = treeOf('canary', 'canary-rollout5', CANARY);
    const raw = z
      .object({
        status: z.object({
          canary: z.object({
            weights: z.object({ canary: z.object({ weight: z.number() }) }),
          }),
        }),
      })
      .parse(readData('canary/canary-rollout5.yaml'));
    expect(reported.actualWeight).toBe(raw.status.canary.weights.canary.weight);
    const missing = treeOf('canary', 'canary-rollout6', CANARY);
    expect(missing.actualWeight).toBe(missing.setWeight);
  });

  it.each(['canary-rollout2', 'canary-rollout3'])(
    '%s, which refers to a workload, has three revisions',
    name => {
      const { revisions } = treeOf('canary', name, CANARY);
      expect(revisions.map(({ revision }) => revision)).toEqual([31, 30, 29]);
    },
  );
});

function withDeadline(raw: unknown, deadline: string): unknown {
  const object = z
    .looseObject({
      metadata: z.looseObject({ annotations: z.looseObject({}) }),
    })
    .parse(raw);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        ...object.metadata.annotations,
        'scale-down-deadline': deadline,
      },
    },
  };
}
