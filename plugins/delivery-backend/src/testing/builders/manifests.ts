/** Objects as an API server has them; a test sets only what matters to it. */
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace: string;
    uid?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: {
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
      controller: boolean;
    }[];
  };
  [field: string]: unknown;
};

type RolloutOptions = {
  name?: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  image?: string;
  spec?: Record<string, unknown>;
  strategy?: Record<string, unknown>;
  status?: Record<string, unknown>;
};

/** Steps of the canaries here: 25 %, wait, 50 %, wait. */
const steps = [
  { setWeight: 25 },
  { pause: {} },
  { setWeight: 50 },
  { pause: {} },
];

const healthyStatus = {
  observedGeneration: '1',
  phase: 'Healthy',
  replicas: 1,
  updatedReplicas: 1,
  readyReplicas: 1,
  availableReplicas: 1,
  currentPodHash: 'old',
  stableRS: 'old',
  currentStepIndex: 4,
};

/** A canary of checkout in production, healthy on version 1.0.0. */
export function aRollout(options: RolloutOptions = {}): Manifest {
  const { name = 'checkout', namespace = 'production' } = options;
  const { image = 'registry.example:5000/checkout:1.0.0' } = options;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name,
      namespace,
      uid: `uid-of-${namespace}-${name}`,
      labels: { 'backstage.io/kubernetes-id': 'checkout', ...options.labels },
      annotations: {
        'greenlight.dev/entity-ref': 'component:default/checkout',
        ...options.annotations,
      },
    },
    spec: {
      replicas: 1,
      strategy: options.strategy ?? { canary: { steps } },
      template: { spec: { containers: [{ name: 'app', image }] } },
      ...options.spec,
    },
    status: { ...healthyStatus, ...options.status },
  };
}

/** The same canary, waiting at its first pause. */
export function aWaitingCanary(options: RolloutOptions = {}): Manifest {
  return aRollout({
    image: 'registry.example:5000/checkout:1.1.0',
    ...options,
    status: {
      phase: 'Paused',
      message: 'CanaryPauseStep',
      currentPodHash: 'new',
      currentStepIndex: 1,
      controllerPause: true,
      pauseConditions: [
        { reason: 'CanaryPauseStep', startTime: '2026-11-25T10:00:00Z' },
      ],
      ...options.status,
    },
  });
}

/** The same canary, aborted. */
export function anAbortedCanary(options: RolloutOptions = {}): Manifest {
  return aRollout({
    image: 'registry.example:5000/checkout:1.1.0',
    ...options,
    status: {
      phase: 'Degraded',
      message: 'RolloutAborted: Rollout aborted update to revision 2',
      currentPodHash: 'new',
      currentStepIndex: 0,
      abort: true,
      abortedAt: '2026-11-25T10:00:00Z',
      ...options.status,
    },
  });
}

/** A blue-green Rollout that was aborted while its preview was up. */
export function anAbortedBlueGreen(options: RolloutOptions = {}): Manifest {
  return anAbortedCanary({
    strategy: {
      blueGreen: {
        activeService: 'checkout',
        previewService: 'checkout-preview',
        autoPromotionEnabled: false,
      },
    },
    ...options,
    status: {
      currentStepIndex: undefined,
      blueGreen: { activeSelector: 'old', previewSelector: 'new' },
      ...options.status,
    },
  });
}

function ownedBy({ apiVersion, kind, metadata: { name, uid = '' } }: Manifest) {
  return { apiVersion, kind, name, uid, controller: true };
}

/** A ReplicaSet of a Rollout that was put before it. */
export function aReplicaSet(
  owner: Manifest,
  options: {
    hash: string;
    image?: string;
    revision?: number;
    templateAnnotations?: Record<string, string>;
  },
): Manifest {
  const { hash, revision = 1 } = options;
  const { image = 'registry.example:5000/checkout:1.0.0' } = options;
  const { name, namespace } = owner.metadata;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      uid: `uid-of-${name}-${hash}`,
      labels: { 'rollouts-pod-template-hash': hash },
      annotations: { 'rollout.argoproj.io/revision': String(revision) },
      ownerReferences: [ownedBy(owner)],
    },
    spec: {
      replicas: 1,
      template: {
        metadata: { annotations: options.templateAnnotations ?? {} },
        spec: { containers: [{ name: 'app', image }] },
      },
    },
    status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 },
  };
}

/** A pod of a ReplicaSet that was put before it. */
export function aPod(
  owner: Manifest,
  options: { name: string; imageID?: string },
): Manifest {
  const { namespace } = owner.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: options.name,
      namespace,
      uid: `uid-of-${options.name}`,
      labels: owner.metadata.labels,
      ownerReferences: [ownedBy(owner)],
    },
    spec: { containers: [{ name: 'app', image: 'x' }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          image: 'x',
          imageID: options.imageID ?? '',
          ready: true,
          restartCount: 0,
          state: { running: {} },
        },
      ],
    },
  };
}

/** A Deployment of checkout in staging. */
export function aDeployment(
  options: { name?: string; namespace?: string; image?: string } = {},
): Manifest {
  const { name = 'checkout', namespace = 'staging' } = options;
  const { image = 'registry.example:5000/checkout:sha-0a1b2c3d' } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      uid: `uid-of-deployment-${namespace}-${name}`,
      labels: { 'backstage.io/kubernetes-id': 'checkout' },
    },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'app', image }] },
      },
    },
    status: {
      observedGeneration: 1,
      replicas: 1,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      conditions: [{ type: 'Available', status: 'True' }],
    },
  };
}
