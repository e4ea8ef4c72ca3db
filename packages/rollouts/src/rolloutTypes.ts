import type { ContainerImage, ObjectCondition, ParsedObject } from './objects';

/**
 * How long a pause step lasts.
 *
 * @public
 */
export type PauseDuration =
  | { is: 'untilPromoted' }
  | { is: 'timed'; seconds: number }
  /** The text cannot be read as a duration. */
  | { is: 'unreadable'; text: string };

/**
 * One step of a canary.
 *
 * @public
 */
export type CanaryStep =
  | { kind: 'setWeight'; weight: number }
  | { kind: 'pause'; duration: PauseDuration }
  | { kind: 'analysis'; templates: readonly string[] }
  | { kind: 'experiment'; templates: readonly string[] }
  | {
      kind: 'setCanaryScale';
      replicas?: number;
      weight?: number;
      matchTrafficWeight?: boolean;
    }
  | { kind: 'setHeaderRoute'; name: string; removes: boolean }
  | { kind: 'setMirrorRoute'; name: string; percentage?: number }
  | { kind: 'plugin'; name: string }
  /** A step of a newer controller, or a malformed one; `word` is its first key. */
  | { kind: 'unknown'; word: string };

/**
 * A VirtualService that the controller edits, and which of its routes.
 *
 * @public
 */
export type VirtualServiceRef = {
  name: string;
  /** Names of HTTP routes; empty means: the only one. */
  routes: readonly string[];
  tlsRoutes: readonly { port?: number; sniHosts: readonly string[] }[];
  tcpRoutes: readonly { port?: number }[];
};

/**
 * Where and how traffic is split.
 *
 * @public
 */
export type TrafficRouting = {
  /** What stands for all traffic; 100 unless set. */
  maxTrafficWeight?: number;
  /** Names of the routers that are configured: `istio`, `nginx`, `plugins`, … */
  providers: readonly string[];
  istio?: {
    virtualServices: readonly VirtualServiceRef[];
    destinationRule?: {
      name: string;
      canarySubset?: string;
      stableSubset?: string;
      additionalSubsets: readonly string[];
    };
  };
};

/**
 * The strategy of a Rollout. `none` is what the controller calls invalid.
 *
 * @public
 */
export type RolloutStrategy =
  | {
      kind: 'canary';
      steps: readonly CanaryStep[];
      stableService?: string;
      canaryService?: string;
      pingPong?: { pingService: string; pongService: string };
      trafficRouting?: TrafficRouting;
      dynamicStableScale: boolean;
      abortScaleDownDelaySeconds?: number;
      backgroundAnalysis?: {
        templates: readonly string[];
        startingStep?: number;
      };
    }
  | {
      kind: 'blueGreen';
      activeService?: string;
      previewService?: string;
      /** Default true: goes live by itself. */
      autoPromotionEnabled: boolean;
      autoPromotionSeconds?: number;
      scaleDownDelaySeconds?: number;
      abortScaleDownDelaySeconds?: number;
      prePromotionAnalysis: readonly string[];
      postPromotionAnalysis: readonly string[];
    }
  | { kind: 'none' };

/**
 * Why the controller paused, and since when.
 *
 * @public
 */
export type PauseCondition = {
  reason: string;
  startTime?: string;
};

/**
 * An AnalysisRun or Experiment as the status of a Rollout names it.
 *
 * @public
 */
export type RunRef = {
  name: string;
  status?: string;
  message?: string;
};

/**
 * Weight of one destination as the controller wrote it into the status.
 *
 * @public
 */
export type WeightDestination = {
  weight: number;
  serviceName?: string;
  podTemplateHash?: string;
};

/**
 * The status of a Rollout, as far as it is read.
 *
 * @public
 */
export type RolloutStatusFields = {
  /** A text in the resource. */
  observedGeneration?: string;
  workloadObservedGeneration?: string;
  phase?: string;
  message?: string;
  currentPodHash?: string;
  stableRS?: string;
  currentStepIndex?: number;
  currentStepHash?: string;
  abort: boolean;
  abortedAt?: string;
  controllerPause: boolean;
  pauseConditions: readonly PauseCondition[];
  promoteFull: boolean;
  restartedAt?: string;
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  conditions: readonly ObjectCondition[];
  canary: {
    weights?: {
      canary: WeightDestination;
      stable: WeightDestination;
      additional: readonly WeightDestination[];
      verified?: boolean;
    };
    stablePingPong?: 'ping' | 'pong';
    stepAnalysis?: RunRef;
    backgroundAnalysis?: RunRef;
    experiment?: string;
  };
  blueGreen: {
    activeSelector?: string;
    previewSelector?: string;
    prePromotionAnalysis?: RunRef;
    postPromotionAnalysis?: RunRef;
  };
};

/**
 * A Rollout, as far as it is read.
 *
 * @public
 */
export type RolloutObject = ParsedObject & {
  kind: 'Rollout';
  spec: {
    /** 1 unless set. */
    replicas: number;
    paused: boolean;
    restartAt?: string;
    workloadRef?: { kind: string; name: string; apiVersion?: string };
    /** Empty with a workloadRef: the referenced object has them. */
    containers: readonly ContainerImage[];
    templateLabels: Readonly<Record<string, string>>;
    rollbackWindowRevisions?: number;
    progressDeadlineSeconds?: number;
    progressDeadlineAbort: boolean;
    strategy: RolloutStrategy;
  };
  /** Missing until the controller has seen the Rollout. */
  status?: RolloutStatusFields;
};
