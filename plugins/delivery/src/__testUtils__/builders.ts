import type {
  ActionName,
  ActionOffer,
  ClusterFreshness,
  EnvironmentState,
  MetricSummary,
  Receipt,
  RolloutProgress,
  Saw,
  ServiceDelivery,
  StepView,
  Version,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';

/** The moment at which every answer of a test was made. */
export const NOW = Date.parse('2026-11-25T14:00:00Z');

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let base = NOW;

/** Moves the moment of answers, for pages that run on a real clock. */
export function setNow(now: number): void {
  base = now;
}

const ago = (ms: number) => new Date(base - ms).toISOString();

/** ISO times before the moment of the answer. */
export const before = {
  seconds: (count: number) => ago(count * SECOND),
  minutes: (count: number) => ago(count * MINUTE),
  hours: (count: number) => ago(count * HOUR),
};

export function aVersion(tag: string, with_: Partial<Version> = {}): Version {
  return {
    container: 'checkout',
    image: `registry.example.com/checkout:${tag}`,
    tag,
    label: tag,
    ...with_,
  };
}

const argoWords: Record<ActionName, string> = {
  promote: 'promote',
  promoteFull: 'promote --full',
  abort: 'abort',
  retry: 'retry rollout',
  pause: 'pause',
  resume: 'resume',
  restart: 'restart',
};

const consequences: Record<ActionName, string[]> = {
  promote: [
    'The canary leaves its pause and gets 50 % of the traffic.',
    'The analysis goes on; it aborts by itself if a metric fails.',
  ],
  promoteFull: [
    'All remaining steps, pauses and analyses are skipped.',
    'All traffic goes to the new version as soon as its pods are ready.',
  ],
  abort: [
    'All traffic goes back to the stable version at once.',
    'Git still wants the new version: it stays aborted until somebody retries or reverts.',
  ],
  retry: ['The canary starts again at its first step.'],
  pause: [
    'The canary stays where it is.',
    'The pause holds the next version too, until somebody resumes.',
  ],
  resume: ['The pause ends and the canary goes on with its steps.'],
  restart: ['All pods are replaced one after the other.'],
};

export const aSaw = (with_: Partial<Saw> = {}): Saw => ({
  uid: 'uid-1',
  podHash: 'new',
  stablePodHash: 'old',
  step: 3,
  phase: 'Paused',
  generation: 5,
  aborted: false,
  paused: true,
  ...with_,
});

/** Offers of every action; those named in `held` say why not. */
export function offers(
  held: Partial<Record<ActionName, string>> = {},
  saw: Saw = aSaw(),
): ActionOffer[] {
  return (Object.keys(argoWords) as ActionName[]).map(action => {
    const reason = held[action];
    return {
      action,
      argoWord: argoWords[action],
      consequences: consequences[action],
      destructive: ['abort', 'promoteFull', 'restart'].includes(action),
      ...(reason === undefined
        ? { enabled: true as const, saw }
        : { enabled: false as const, reason }),
    };
  });
}

/** All actions held for one reason. */
export function allHeld(reason: string): ActionOffer[] {
  const names = Object.keys(argoWords) as ActionName[];
  return offers(Object.fromEntries(names.map(name => [name, reason])));
}

/** Steps from labels like `10 %` and `pause`, at the step of this index. */
export function someSteps(labels: string[], at: number): StepView[] {
  return labels.map((label, index) => {
    const weight = /^(\d+) %$/.exec(label)?.[1];
    let state: StepView['state'] = 'next';
    if (index < at) state = 'done';
    if (index === at) state = 'current';
    return {
      index,
      label,
      state,
      kind: weight ? 'setWeight' : 'pause',
      ...(weight && { weight: Number(weight) }),
    };
  });
}

const labels = [
  '10 %',
  'pause',
  '25 %',
  'pause',
  '50 %',
  'pause 5 min',
  '75 %',
  'pause 5 min',
  '100 %',
];

export function aMetric(with_: Partial<MetricSummary> = {}): MetricSummary {
  return {
    run: 'checkout-1',
    metric: 'success-rate',
    phase: 'Running',
    value: '99.93 %',
    condition: '≥ 99 %',
    successful: 7,
    failed: 0,
    inconclusive: 0,
    error: 0,
    ...with_,
  };
}

/** A canary at 25 %, in the pause after it. */
export function aCanary(
  with_: Partial<RolloutProgress> = {},
  at = 3,
): RolloutProgress {
  return {
    strategy: 'canary',
    inFlight: true,
    manualPause: false,
    pause: { reason: 'CanaryPauseStep', since: before.minutes(12) },
    fullPromotionPending: false,
    steps: someSteps(labels, at),
    step: at,
    weights: { desired: 25, actual: 25, mesh: 25, additional: [] },
    metrics: [aMetric()],
    podHash: 'new',
    stablePodHash: 'old',
    ...with_,
  };
}

/** A rollout that rests on its newest version. */
export function atRest(with_: Partial<RolloutProgress> = {}): RolloutProgress {
  return aCanary(
    {
      inFlight: false,
      pause: undefined,
      metrics: [],
      weights: { desired: 100, actual: 100, additional: [] },
      podHash: 'new',
      stablePodHash: 'new',
      ...with_,
    },
    labels.length,
  );
}

const idleHeld = {
  promote: 'Nothing is in flight: the newest version serves all traffic',
  promoteFull: 'Nothing is in flight: the newest version serves all traffic',
  abort: 'Nothing is in flight: there is nothing to abort',
  retry: 'Nothing was aborted',
  resume: 'It is not paused',
};

export function aWorkload(
  namespace: string,
  with_: Partial<Workload> = {},
): Workload {
  return {
    ref: { cluster: 'eu-1', namespace, kind: 'Rollout', name: 'checkout' },
    uid: `uid-${namespace}`,
    version: aVersion('1.8.2'),
    health: 'Healthy',
    message: '',
    since: before.hours(26),
    replicas: { desired: 3, ready: 3, updated: 3 },
    rollout: atRest(),
    consent: { given: true, by: 'annotation' },
    actions: offers(idleHeld),
    receipts: [],
    problems: [],
    ...with_,
  };
}

/** A canary that waits at 25 % for a person. */
export function waiting(with_: Partial<Workload> = {}): Workload {
  return aWorkload('production', {
    stable: aVersion('1.8.1'),
    health: 'Paused',
    message: 'CanaryPauseStep',
    since: before.minutes(12),
    rollout: aCanary(),
    actions: offers({
      retry: 'Nothing was aborted',
      resume: 'It was not paused by hand',
    }),
    ...with_,
  });
}

export function aCluster(
  with_: Partial<ClusterFreshness> = {},
): ClusterFreshness {
  return {
    name: 'eu-1',
    state: 'live',
    lastSeen: before.seconds(3),
    write: { possible: true },
    ...with_,
  };
}

export function anEnvironment(
  name: string,
  workloads: Workload[],
  with_: Partial<EnvironmentState> = {},
): EnvironmentState {
  return {
    name,
    title: name,
    workloads,
    state: workloads.length > 0 ? 'deployed' : 'empty',
    clusters: ['eu-1'],
    ...with_,
  };
}

/** dev and staging at rest, and prod as given. */
export function pipeline(...prod: Workload[]): EnvironmentState[] {
  return [
    anEnvironment('dev', [
      aWorkload('dev', {
        version: aVersion('1.8.3'),
        since: before.hours(2),
      }),
    ]),
    anEnvironment('staging', [aWorkload('staging')]),
    anEnvironment('canary', [
      aWorkload('production', {
        ref: {
          cluster: 'eu-1',
          namespace: 'production',
          kind: 'Rollout',
          name: 'checkout-canary',
        },
        uid: 'uid-canary',
      }),
    ]),
    anEnvironment('prod', prod),
  ];
}

export function aService(
  with_: Partial<ServiceDelivery> = {},
): ServiceDelivery {
  return {
    entityRef: 'component:default/checkout',
    hint: 'hint-checkout',
    at: new Date(base).toISOString(),
    selection: { kind: 'selected', by: ['backstage.io/kubernetes-id'] },
    environments: pipeline(waiting()),
    elsewhere: [],
    clusters: [aCluster()],
    links: [],
    staleAfterMs: 30_000,
    ...with_,
  };
}

export function aReceipt(with_: Partial<Receipt> = {}): Receipt {
  const at = before.seconds(8);
  return {
    id: 'receipt-1',
    action: 'promote',
    entityRef: 'component:default/checkout',
    environment: 'prod',
    target: {
      cluster: 'eu-1',
      namespace: 'production',
      kind: 'Rollout',
      name: 'checkout',
    },
    by: 'user:default/ada',
    state: 'sent',
    because: 'The patch is under way',
    history: [{ state: 'sent', at, because: 'The patch is under way' }],
    ...with_,
  };
}
