import { parseDestinationRule, parseVirtualService } from '../parse/istio';
import { parseAnalysisRun } from '../parse/analysis';
import { parseRollout } from '../parse/rollout';
import { parseDeployment, parsePod, parseReplicaSet } from '../parse/workloads';
import type { Parsed } from '../objects';

/** Raw fields of an object, as the API server would send them. */
export type Raw = Record<string, unknown>;

export const NOW = new Date('2026-11-25T10:00:00Z');
export const IMAGE = 'registry.example/team/checkout:1.8.2';
export const OLD_IMAGE = 'registry.example/team/checkout:1.8.1';

/** Steps 10, pause, 25, pause 5 min, 50. */
export const STEPS = [
  { setWeight: 10 },
  { pause: {} },
  { setWeight: 25 },
  { pause: { duration: '5m' } },
  { setWeight: 50 },
];

interface Parts {
  metadata?: Raw;
  spec?: Raw;
  status?: Raw | null;
}

export const rawCanary = ({ metadata, spec, status }: Parts = {}): Raw => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: {
    uid: 'rollout-uid',
    name: 'checkout',
    namespace: 'production',
    generation: 4,
    resourceVersion: '100',
    ...metadata,
  },
  spec: {
    replicas: 3,
    strategy: { canary: { steps: STEPS } },
    template: { spec: { containers: [{ name: 'checkout', image: IMAGE }] } },
    ...spec,
  },
  ...(status === null
    ? {}
    : {
        status: {
          observedGeneration: '4',
          currentPodHash: 'new',
          stableRS: 'old',
          currentStepIndex: 1,
          phase: 'Progressing',
          replicas: 4,
          updatedReplicas: 1,
          readyReplicas: 4,
          availableReplicas: 4,
          ...status,
        },
      }),
});

/** Waits at the indefinite pause of step 1. */
export const PAUSED: Raw = {
  phase: 'Paused',
  message: 'CanaryPauseStep',
  controllerPause: true,
  pauseConditions: [
    { reason: 'CanaryPauseStep', startTime: '2026-11-25T09:58:00Z' },
  ],
};

export const ABORTED: Raw = {
  phase: 'Degraded',
  message: 'RolloutAborted: Rollout aborted update to revision 2',
  abort: true,
  abortedAt: '2026-11-25T09:56:00Z',
  currentStepIndex: 0,
};

export const HEALTHY: Raw = {
  phase: 'Healthy',
  message: '',
  stableRS: 'new',
  currentStepIndex: 5,
};

export const canary = (parts: Parts = {}) =>
  must(parseRollout(rawCanary(parts)));

export const BLUE_GREEN = {
  blueGreen: {
    activeService: 'checkout',
    previewService: 'checkout-preview',
    autoPromotionEnabled: false,
  },
};

/** A blue-green update whose preview waits for an approval. */
export const blueGreen = ({ metadata, spec, status }: Parts = {}) =>
  must(
    parseRollout(
      rawCanary({
        metadata,
        spec: { strategy: BLUE_GREEN, ...spec },
        status: {
          currentStepIndex: undefined,
          phase: 'Paused',
          message: 'BlueGreenPause',
          controllerPause: true,
          pauseConditions: [
            { reason: 'BlueGreenPause', startTime: '2026-11-25T09:58:00Z' },
          ],
          blueGreen: { activeSelector: 'old', previewSelector: 'new' },
          ...status,
        },
      }),
    ),
  );

/** A ReplicaSet of the Rollout of the other builders. */
export const replicaSet = (hash: string, parts: Parts & { image?: string }) =>
  must(
    parseReplicaSet({
      kind: 'ReplicaSet',
      metadata: {
        uid: `rs-${hash}`,
        name: `checkout-${hash}`,
        namespace: 'production',
        generation: 1,
        labels: { 'rollouts-pod-template-hash': hash },
        ownerReferences: [
          {
            controller: true,
            uid: 'rollout-uid',
            kind: 'Rollout',
            name: 'checkout',
          },
        ],
        ...parts.metadata,
      },
      spec: {
        replicas: 1,
        template: {
          spec: {
            containers: [{ name: 'checkout', image: parts.image ?? IMAGE }],
          },
        },
        ...parts.spec,
      },
      status: {
        observedGeneration: 1,
        replicas: 1,
        readyReplicas: 1,
        availableReplicas: 1,
        ...parts.status,
      },
    }),
  );

/** A pod of `replicaSet(hash)`. */
export const pod = (name: string, hash: string, parts: Parts = {}) =>
  must(
    parsePod({
      kind: 'Pod',
      metadata: {
        uid: `pod-${name}`,
        name,
        namespace: 'production',
        ownerReferences: [
          {
            controller: true,
            uid: `rs-${hash}`,
            kind: 'ReplicaSet',
            name: `checkout-${hash}`,
          },
        ],
        ...parts.metadata,
      },
      spec: { containers: [{ name: 'checkout', image: IMAGE }], ...parts.spec },
      status: { phase: 'Running', ...parts.status },
    }),
  );

const meta = (name: string) => ({
  uid: `uid-${name}`,
  name,
  namespace: 'production',
});

export const virtualService = (spec: Raw, name = 'checkout') =>
  must(
    parseVirtualService({ kind: 'VirtualService', metadata: meta(name), spec }),
  );

export const destinationRule = (subsets: Record<string, string>) =>
  must(
    parseDestinationRule({
      kind: 'DestinationRule',
      metadata: meta('checkout'),
      spec: {
        host: 'checkout',
        subsets: Object.entries(subsets).map(([subset, hash]) => ({
          name: subset,
          labels: { 'rollouts-pod-template-hash': hash },
        })),
      },
    }),
  );

export const analysisRun = (name: string, parts: Parts = {}) =>
  must(
    parseAnalysisRun({
      kind: 'AnalysisRun',
      metadata: {
        ...meta(name),
        ownerReferences: [
          {
            controller: true,
            uid: 'rollout-uid',
            kind: 'Rollout',
            name: 'checkout',
          },
        ],
        ...parts.metadata,
      },
      spec: parts.spec ?? {},
      status: parts.status,
    }),
  );

export const deployment = ({ metadata, spec, status }: Parts = {}) =>
  must(
    parseDeployment({
      kind: 'Deployment',
      metadata: { ...meta('checkout'), generation: 2, ...metadata },
      spec: { replicas: 3, ...spec },
      ...(status === null
        ? {}
        : {
            status: {
              observedGeneration: 2,
              replicas: 3,
              updatedReplicas: 3,
              readyReplicas: 3,
              availableReplicas: 3,
              ...status,
            },
          }),
    }),
  );

/** The value of something that has to be readable in a test. */
export function must<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}
