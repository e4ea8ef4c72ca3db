import type { DeploymentObject, RolloutObject } from '@greenlight/rollouts';

/** An object, the cluster that holds it, and what its pod template is annotated with. */
export type Placed<T> = {
  readonly cluster: string;
  readonly object: T;
  readonly templateAnnotations: Readonly<Record<string, string>>;
};

/** What can run a version. */
export type WorkloadObject = RolloutObject | DeploymentObject;
