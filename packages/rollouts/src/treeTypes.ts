import type {
  AnalysisRunObject,
  MetricResult,
  MetricSpec,
} from './analysisTypes';
import type { ContainerImage, PodObject, ReplicaSetObject } from './objects';
import type { WorkloadStatus } from './phase';

/**
 * The part that a ReplicaSet plays now. A ReplicaSet can play several: `stable` and `active`.
 *
 * @public
 */
export type ReplicaSetRole =
  | 'stable'
  | 'canary'
  | 'active'
  | 'preview'
  | 'ping'
  | 'pong';

/**
 * A pod, and in one word why it is as it is.
 *
 * @public
 */
export type PodNode = {
  uid: string;
  name: string;
  /** As kubectl prints it: `Running`, `Init:0/1`, `CrashLoopBackOff`, `Terminating`, … */
  reason: string;
  status: 'Healthy' | 'Progressing' | 'Degraded' | 'Unknown';
  /** What the kubelet says about it, where it says something. */
  message?: string;
  ready: number;
  containers: number;
  restarts: number;
  nodeName?: string;
  createdAt?: string;
  /** Images with their digests as they run. */
  images: readonly { name: string; image: string; imageID?: string }[];
};

/**
 * A ReplicaSet of one revision and its pods.
 *
 * @public
 */
export type ReplicaSetNode = {
  uid: string;
  name: string;
  revision: number;
  podHash?: string;
  roles: readonly ReplicaSetRole[];
  status: 'Healthy' | 'Progressing' | 'ReplicaFailure' | 'ScaledDown';
  message?: string;
  desired: number;
  current: number;
  ready: number;
  available: number;
  images: readonly ContainerImage[];
  createdAt?: string;
  /** When the controller removes its pods; `text` as the Argo Rollouts CLI prints it, `28s` or `passed`. */
  scaleDown?: { at: string; remainingSeconds: number; text: string };
  pods: readonly PodNode[];
};

/**
 * One metric of a run: what is asked and what was measured.
 *
 * @public
 */
export type MetricNode = MetricResult & {
  spec?: MetricSpec;
};

/**
 * An analysis run with its totals.
 *
 * @public
 */
export type AnalysisRunNode = {
  uid: string;
  name: string;
  revision: number;
  /** `step`, `background`, `prePromotion`, `postPromotion`, where the status or a label says. */
  role?: 'step' | 'background' | 'prePromotion' | 'postPromotion';
  phase: string;
  message: string;
  createdAt?: string;
  successful: number;
  failed: number;
  inconclusive: number;
  error: number;
  metrics: readonly MetricNode[];
};

/**
 * All that belongs to one revision.
 *
 * @public
 */
export type RevisionNode = {
  revision: number;
  replicaSets: readonly ReplicaSetNode[];
  analysisRuns: readonly AnalysisRunNode[];
};

/**
 * A workload, its revisions newest first, their ReplicaSets, pods and analysis runs.
 *
 * @public
 */
export type WorkloadTree = {
  kind: 'Rollout' | 'Deployment';
  name: string;
  namespace: string;
  status: WorkloadStatus;
  strategy?: 'canary' | 'blueGreen' | 'none';
  step?: string;
  setWeight?: number;
  actualWeight?: number;
  images: readonly { image: string; roles: readonly ReplicaSetRole[] }[];
  replicas: {
    desired: number;
    current: number;
    updated: number;
    ready: number;
    available: number;
  };
  revisions: readonly RevisionNode[];
};

/**
 * The objects from which a tree is made; what belongs to something else is left out.
 *
 * @public
 */
export type TreeParts = {
  replicaSets: readonly ReplicaSetObject[];
  pods: readonly PodObject[];
  analysisRuns?: readonly AnalysisRunObject[];
};
