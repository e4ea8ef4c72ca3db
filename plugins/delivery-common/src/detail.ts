/** A pod with the reason of its state. @public */
export type PodDetail = {
  name: string;
  /** Kubernetes' word as `kubectl get pods` prints it: Running, CrashLoopBackOff, Init:0/1… */
  reason: string;
  health: 'Healthy' | 'Progressing' | 'Degraded' | 'Unknown';
  ready: string;
  restarts: number;
  createdAt?: string;
  message?: string;
};

/** A ReplicaSet in its role. @public */
export type ReplicaSetDetail = {
  name: string;
  uid: string;
  podHash?: string;
  roles: ('stable' | 'canary' | 'active' | 'preview' | 'ping' | 'pong')[];
  images: string[];
  health: 'Healthy' | 'Progressing' | 'Degraded' | 'ScaledDown' | 'Unknown';
  desired: number;
  available: number;
  /** ISO time at which it is scaled down. */
  scaleDownAt?: string;
  pods: PodDetail[];
  createdAt?: string;
};

/** One measurement of an analysis metric. @public */
export type MeasurementDetail = {
  phase: string;
  value?: string;
  message?: string;
  startedAt?: string;
  finishedAt?: string;
};

/** A metric of an analysis run with its measurements. @public */
export type MetricDetail = {
  name: string;
  phase: string;
  message?: string;
  dryRun: boolean;
  condition?: string;
  failureCondition?: string;
  query?: string;
  successful: number;
  failed: number;
  inconclusive: number;
  error: number;
  measurements: MeasurementDetail[];
};

/** An analysis run of a revision. @public */
export type AnalysisRunDetail = {
  name: string;
  uid: string;
  phase: string;
  message?: string;
  /** Background, step, prePromotion or postPromotion. */
  kind: string;
  startedAt?: string;
  metrics: MetricDetail[];
};

/** A revision with what stands under it. @public */
export type RevisionDetail = {
  revision: number;
  replicaSets: ReplicaSetDetail[];
  analysisRuns: AnalysisRunDetail[];
};

/** Tree of a workload for the tab. @public */
export type WorkloadDetail = {
  revisions: RevisionDetail[];
};
