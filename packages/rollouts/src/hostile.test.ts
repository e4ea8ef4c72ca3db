import {
  ACTION_NAMES,
  argoCdAction,
  argoCdActions,
  argoCdHealth,
  ARGO_CD_ACTIONS,
  canaryWeights,
  consequences,
  deploymentStatus,
  deploymentTree,
  effect,
  isObserved,
  meshWeight,
  parseAnalysisRun,
  parseDeployment,
  parseDestinationRule,
  parsePod,
  parseReplicaSet,
  parseRollout,
  parseVirtualService,
  patchPlan,
  possibleActions,
  rolloutFacts,
  rolloutStatus,
  rolloutTree,
  sawSchema,
  stepPosition,
  stillAsSeen,
  treeText,
  whatOnePersonSaw,
} from './index';
import type { Parsed, RolloutObject } from './index';
import { BLUE_GREEN, NOW, PAUSED, rawCanary, STEPS } from './testing/builders';
import { mutate, random } from './testing/mutate';

const owner = (kind: string, uid: string) => [
  { controller: true, uid, kind, name: 'checkout' },
];
const meta = (uid: string, more = {}) => ({
  uid,
  name: 'checkout',
  namespace: 'production',
  generation: 1,
  creationTimestamp: '2026-11-25T09:00:00Z',
  ...more,
});

const ISTIO = {
  virtualService: { name: 'checkout', routes: ['primary'] },
  destinationRule: {
    name: 'checkout',
    canarySubsetName: 'canary',
    stableSubsetName: 'stable',
  },
};
const WEIGHTS = {
  canary: { weight: 10, podTemplateHash: 'new' },
  stable: { weight: 90, podTemplateHash: 'old' },
};
const CANARY = rawCanary({
  metadata: { annotations: { 'rollout.argoproj.io/revision': '2' } },
  spec: {
    restartAt: '2026-11-25T09:00:00Z',
    rollbackWindow: { revisions: 2 },
    strategy: {
      canary: {
        steps: STEPS,
        stableService: 'stable',
        canaryService: 'canary',
        trafficRouting: { istio: ISTIO },
      },
    },
  },
  status: { ...PAUSED, canary: { weights: WEIGHTS } },
});
const BLUE = rawCanary({
  spec: { strategy: BLUE_GREEN },
  status: { blueGreen: { activeSelector: 'old', previewSelector: 'new' } },
});
const SET = {
  metadata: meta('rs', {
    ownerReferences: owner('Rollout', 'rollout-uid'),
    labels: { 'rollouts-pod-template-hash': 'new' },
    annotations: {
      'rollout.argoproj.io/revision': '2',
      'scale-down-deadline': '2026-11-25T11:00:00Z',
    },
  }),
  spec: {
    replicas: 1,
    template: { spec: { containers: [{ name: 'c', image: 'i:1' }] } },
  },
  status: { replicas: 1, conditions: [{ type: 'Ready', status: 'True' }] },
};
const POD = {
  metadata: meta('pod', { ownerReferences: owner('ReplicaSet', 'rs') }),
  spec: {
    containers: [{ name: 'c', image: 'i:1' }],
    initContainers: [{ name: 'i', restartPolicy: 'Always' }],
  },
  status: {
    phase: 'Running',
    conditions: [{ type: 'PodScheduled', status: 'False', message: 'no' }],
    initContainerStatuses: [{ name: 'i', state: { running: {} } }],
    containerStatuses: [
      {
        name: 'c',
        imageID: 'i@sha256:1',
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1 } },
      },
    ],
  },
};
const RUN = {
  metadata: meta('run', { ownerReferences: owner('Rollout', 'rollout-uid') }),
  spec: { metrics: [{ name: 'm', count: '3', failureLimit: 1 }] },
  status: {
    phase: 'Running',
    metricResults: [
      {
        name: 'm',
        successful: 1,
        metadata: { ResolvedPrometheusQuery: 'up' },
        measurements: [{ phase: 'Successful', metadata: { 'job-name': 'j' } }],
      },
    ],
  },
};
const SERVICE = {
  metadata: meta('vs'),
  spec: {
    http: [
      {
        name: 'primary',
        route: [
          { destination: { host: 'h', subset: 'stable' }, weight: 90 },
          { destination: { host: 'h', subset: 'canary' }, weight: 10 },
        ],
      },
    ],
    tcp: [{ match: [{ port: 1 }], route: [{ destination: { host: 'h' } }] }],
  },
};
const RULE = {
  metadata: meta('dr'),
  spec: { subsets: [{ name: 'canary', labels: { a: 'b' } }] },
};
const DEPLOYMENT = {
  metadata: meta('rollout-uid'),
  spec: { replicas: 3 },
  status: { observedGeneration: 1, replicas: 3 },
};

const values = <T>(parsed: Parsed<T>): T[] => {
  if (parsed.ok) return [parsed.value];
  expect(parsed.problem).toMatch(/^This .*\.$/s);
  return [];
};

/** Asks everything that this package can be asked. */
function askAll(rollout: RolloutObject, change: (raw: unknown) => unknown) {
  const replicaSets = values(parseReplicaSet(change(SET)));
  const parts = {
    replicaSets,
    pods: values(parsePod(change(POD))),
    analysisRuns: values(parseAnalysisRun(change(RUN))),
  };
  rolloutStatus(rollout);
  rolloutFacts(rollout, NOW);
  stepPosition(rollout);
  canaryWeights(rollout, replicaSets);
  meshWeight(
    rollout,
    values(parseVirtualService(change(SERVICE))),
    values(parseDestinationRule(change(RULE))),
  );
  treeText(rolloutTree(rollout, parts, NOW));
  possibleActions(rollout, { replicaSets });
  const saw = whatOnePersonSaw(rollout);
  stillAsSeen(saw, rollout);
  isObserved('retriedAndPaused', rollout);
  for (const action of ACTION_NAMES) {
    patchPlan(action, rollout, { now: NOW, replicaSets });
    effect(action, rollout, rollout, { replicaSets });
    consequences(action, rollout, { replicaSets });
    expect(stillAsSeen(saw, rollout, action)).toEqual({ same: true });
  }
  for (const deployment of values(parseDeployment(change(DEPLOYMENT)))) {
    deploymentStatus(deployment);
    treeText(deploymentTree(deployment, parts, NOW));
  }
}

describe('hostile input', () => {
  it.each([CANARY, BLUE])(
    'never throws, whichever fields are something else: %#',
    base => {
      let readable = 0;
      for (let seed = 1; seed <= 500; seed += 1) {
        const dice = random(seed);
        const raw = mutate(base, dice);
        for (const rollout of values(parseRollout(raw))) {
          askAll(rollout, part => mutate(part, dice));
          readable += 1;
        }
        argoCdHealth(raw);
        argoCdActions(raw);
        for (const action of ARGO_CD_ACTIONS) {
          argoCdAction(action, raw, { now: NOW });
        }
      }
      expect(readable).toBeGreaterThan(350);
    },
    30_000,
  );

  it.each([undefined, null, 0, 'html', [], () => 1, { metadata: null }])(
    'that is no object at all is a problem in one sentence: %p',
    raw => {
      const parsers: ((foreign: unknown) => Parsed<unknown>)[] = [
        parseRollout,
        parseReplicaSet,
        parsePod,
        parseDeployment,
        parseAnalysisRun,
        parseVirtualService,
        parseDestinationRule,
      ];
      for (const parse of parsers) {
        const parsed = parse(raw);
        expect(parsed.ok).toBe(false);
        values(parsed);
      }
    },
  );

  it('of another kind is refused by name', () => {
    expect(parseRollout({ kind: 'Pod', metadata: meta('x') })).toEqual({
      ok: false,
      problem: 'This is not a Rollout but a Pod.',
    });
  });

  it('in an optional field leaves the field out and is listed', () => {
    const raw = rawCanary({
      spec: { replicas: '3', paused: 'yes' },
      status: { currentStepIndex: '1', pauseConditions: {}, message: 7 },
    });
    const [rollout] = values(parseRollout(raw));
    expect(rollout?.spec).toMatchObject({ replicas: 1, paused: false });
    expect(rollout?.status?.currentStepIndex).toBeUndefined();
    expect(rollout?.problems).toEqual([
      'spec.replicas is not a whole number',
      'spec.paused is not true or false',
      'status.message is not a text',
      'status.currentStepIndex is not a whole number',
      'status.pauseConditions is not a list',
    ]);
  });

  it('of any length is kept at a length that is read', () => {
    const long = 'x'.repeat(1_000_000);
    const raw = rawCanary({
      metadata: { name: long, labels: { [long]: long } },
      spec: { strategy: { canary: { steps: Array(100_000).fill(STEPS[0]) } } },
      status: { message: long, phase: long },
    });
    const [rollout] = values(parseRollout(raw));
    expect(rollout?.spec.strategy).toHaveProperty('steps.length', 500);
    expect(rollout?.status?.message?.length).toBeLessThan(5000);
    expect(rollout && rolloutStatus(rollout).message.length).toBeLessThan(5000);
  });

  it('cannot reach the prototype', () => {
    const raw: unknown = JSON.parse(
      JSON.stringify(rawCanary()).replace(
        '"metadata":{',
        '"metadata":{"labels":{"__proto__":"x","constructor":"y"},',
      ),
    );
    const [rollout] = values(parseRollout(raw));
    expect(Object.entries(rollout?.meta.labels ?? {})).toEqual([
      ['constructor', 'y'],
    ]);
    expect({}).not.toHaveProperty('x');
    const inherited = Object.create({ spec: { paused: true } });
    expect(parseRollout(inherited).ok).toBe(false);
  });

  it('as what a person saw is refused', () => {
    let refused = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const [rollout] = values(parseRollout(CANARY));
      if (!rollout) throw new Error('The base is not readable');
      const raw = mutate(whatOnePersonSaw(rollout), random(seed));
      const parsed = sawSchema.safeParse(raw);
      if (parsed.success) stillAsSeen(parsed.data, rollout, 'promote');
      else refused += 1;
    }
    expect(refused).toBeGreaterThan(20);
  });
});
