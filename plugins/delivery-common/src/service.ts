import type { ActionName } from './action';
import type { Receipt } from './receipt';
import type { WorkloadDetail } from './detail';

/** The words a page uses for the state of a workload. @public */
export type Health =
  | 'Healthy'
  | 'Progressing'
  | 'Paused'
  | 'Degraded'
  | 'Unknown';

/**
 * How fresh a cluster's share of an answer is. `live`: its watches run and it
 * answered within the probe interval. `stale`: rows are the last known ones.
 * `down`: it never answered since start-up. `not-watchable`: its credentials
 * need a signed-in user. @public
 */
export type ClusterFreshness = {
  name: string;
  state: 'live' | 'connecting' | 'stale' | 'down' | 'not-watchable';
  /** ISO time of the last event, bookmark or probe; absent when never seen. */
  lastSeen?: string;
  /** Why it is not live, in a sentence. */
  reason?: string;
  /** Whether actions can be sent to it, and why not. */
  write: { possible: true } | { possible: false; reason: string };
};

/** What runs: image tag, digest and source commit. @public */
export type Version = {
  container: string;
  image: string;
  tag?: string;
  digest?: string;
  commit?: {
    sha: string;
    /** Where the commit was read from. */
    from: 'annotation' | 'tag';
    /** Link to the commit, when the entity names its source on a known host. */
    url?: string;
  };
  /** Why the commit or the tag is unknown. */
  unknown?: string;
  /** Short text for a cell: tag, else short digest, else 'unknown'. */
  label: string;
};

/** A place that holds a workload. @public */
export type WorkloadRef = {
  cluster: string;
  namespace: string;
  kind: 'Rollout' | 'Deployment';
  name: string;
};

/** Consent of a target's owner that this entity acts on it. @public */
export type Consent =
  | { given: true; by: 'annotation' | 'config' }
  | {
      given: false;
      reason: string;
      /** The annotation to add to the object, ready to copy. */
      annotation: { key: string; value: string };
    };

/**
 * What a person saw when they asked for an action. The request is refused
 * when the object has moved on since. @public
 */
export type Saw = {
  uid: string;
  podHash?: string;
  stablePodHash?: string;
  step?: number;
  phase: Health;
  generation?: number;
  aborted: boolean;
  paused: boolean;
};

/** One action of a workload as this user may see it. @public */
export type ActionOffer = {
  action: ActionName;
  /** Argo's own word for it, for the tooltip. */
  argoWord: string;
  /** Sentences for the confirmation: what will happen. */
  consequences: string[];
  destructive: boolean;
} & ({ enabled: true; saw: Saw } | { enabled: false; reason: string });

/** One step of a canary as the bar shows it. @public */
export type StepView = {
  index: number;
  /** For example `25 %`, `pause`, `pause 5 min`, `analysis`. */
  label: string;
  kind:
    | 'setWeight'
    | 'pause'
    | 'analysis'
    | 'experiment'
    | 'setCanaryScale'
    | 'setHeaderRoute'
    | 'setMirrorRoute'
    | 'plugin'
    | 'unknown';
  state: 'done' | 'current' | 'next';
  /** Weight of the canary once this step is done, percent; set for setWeight. */
  weight?: number;
};

/** Weights of a canary in percent; undefined where not known. @public */
export type Weights = {
  desired?: number;
  actual?: number;
  /** Weight as the mesh routes it, read from VirtualService and DestinationRule. */
  mesh?: number;
  additional: { name: string; weight: number }[];
  /** Set when the mesh routes otherwise than the rollout says. */
  drift?: string;
  /** Why the mesh weight is unknown although a mesh is configured. */
  unknown?: string;
};

/** Summary of one analysis metric of the running update. @public */
export type MetricSummary = {
  run: string;
  metric: string;
  phase: string;
  /** Newest measured value as text; absent when none was measured. */
  value?: string;
  condition?: string;
  successful: number;
  failed: number;
  inconclusive: number;
  error: number;
  message?: string;
};

/** What is in flight on a Rollout. @public */
export type RolloutProgress = {
  strategy: 'canary' | 'blueGreen' | 'none';
  inFlight: boolean;
  aborted?: { since?: string; message: string };
  /** spec.paused, set by hand. It also holds the next version. */
  manualPause: boolean;
  pause?: {
    reason: string;
    since?: string;
    /** ISO time at which a timed pause ends. */
    until?: string;
  };
  fullPromotionPending: boolean;
  steps: StepView[];
  /** Index of the current step; equal to steps.length when all are done. */
  step?: number;
  weights: Weights;
  metrics: MetricSummary[];
  podHash?: string;
  stablePodHash?: string;
  /** Blue-green: services that serve and preview. */
  activeService?: string;
  previewService?: string;
};

/** One workload of a service in one environment. @public */
export type Workload = {
  ref: WorkloadRef;
  uid: string;
  /** Version of the newest template. */
  version: Version;
  /** Version that serves while another is in flight. */
  stable?: Version;
  health: Health;
  message: string;
  /** ISO time since which this health or version stands, when known. */
  since?: string;
  replicas: { desired: number; ready: number; updated: number };
  rollout?: RolloutProgress;
  consent: Consent;
  actions: ActionOffer[];
  /** Newest first; receipts of actions on this workload of the last hour. */
  receipts: Receipt[];
  /** Things about the object that could not be read, in sentences. */
  problems: string[];
  /** Only with `detail`. */
  detail?: WorkloadDetail;
};

/**
 * What is left of a service's error budget: its worst objective, as the slo
 * plugin says. Shares are ratios: 0.61 is 61 %. @public
 */
export type ServiceBudget = {
  environment: string;
  /** Name of the objective; absent while none could be read. */
  objective?: string;
  status: 'exhausted' | 'burning' | 'unknown' | 'ok';
  /** Why it has this status, in a sentence. */
  because: string;
  /** Share of the budget that is left; absent when unknown. */
  remaining?: number;
  /** Burn rate over the last hour; 1 is exactly on target. */
  burn?: number;
  /** ISO time of the newest data of the budget. */
  newestAt?: string;
};

/** One environment of the pipeline for a service. @public */
export type EnvironmentState = {
  name: string;
  title: string;
  workloads: Workload[];
  /**
   * `deployed`: there are workloads. `empty`: every cluster of it answers and
   * has none. `unknown`: a cluster that may hold one is not live.
   */
  state: 'deployed' | 'empty' | 'unknown';
  reason?: string;
  clusters: string[];
};

/** A link to another tool, from annotations or entity links. @public */
export type DeliveryLink = {
  kind: 'argocd' | 'grafana' | 'logs' | 'runbook';
  title: string;
  url: string;
};

/** How an entity reaches its objects, or why it does not. @public */
export type Selection =
  | { kind: 'selected'; by: string[] }
  | {
      kind: 'missing';
      reason: string;
      annotation: { key: string; value: string };
    }
  | { kind: 'invalid'; reason: string };

/** Everything that the delivery card and tab of one entity show. @public */
export type ServiceDelivery = {
  entityRef: string;
  /** Opaque id that live hints carry for this entity. */
  hint: string;
  /** ISO time at which this answer was made. */
  at: string;
  selection: Selection;
  environments: EnvironmentState[];
  /** Workloads that match the entity but no environment of the config. */
  elsewhere: WorkloadRef[];
  clusters: ClusterFreshness[];
  links: DeliveryLink[];
  /** Absent where there is no slo plugin, or no objective that the caller may see. */
  budget?: ServiceBudget;
  /** Milliseconds after which a cluster's silence counts as stale. */
  staleAfterMs: number;
};
