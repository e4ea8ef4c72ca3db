import type {
  EnvironmentState,
  ServiceDelivery,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { placeOf } from './actions';
import { clusterStale } from './freshness';
import { workloadKey } from './words';

/** A workload with where it is and whether it can be acted on now. */
export type Placed = {
  key: string;
  workload: Workload;
  environment: EnvironmentState;
  place: string;
  /** False when its state is old: then no action is offered. */
  actionable: boolean;
};

/** Every workload of an answer in pipeline order. */
export function placedOf(service: ServiceDelivery, silent: boolean): Placed[] {
  const old = new Set(
    service.clusters.filter(clusterStale).map(({ name }) => name),
  );
  return service.environments.flatMap(environment =>
    environment.workloads.map(workload => ({
      key: workloadKey(workload),
      workload,
      environment,
      place: placeOf(workload, environment),
      actionable: !silent && !old.has(workload.ref.cluster),
    })),
  );
}
