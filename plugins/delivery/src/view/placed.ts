import type {
  EnvironmentState,
  ServiceDelivery,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { placeOf } from './actions';
import { clusterStale } from './freshness';
import type { StaleView } from './freshness';
import { workloadKey } from './words';

/** A workload with where it is and whether it can be acted on now. */
export type Placed = {
  key: string;
  workload: Workload;
  environment: EnvironmentState;
  place: string;
  /** False when its state is old: then no action is offered. */
  actionable: boolean;
  /** Why and since when its state is old, when its cluster is silent. */
  stale?: StaleView;
};

/** Every workload of an answer in pipeline order. */
export function placedOf(service: ServiceDelivery, silent: boolean): Placed[] {
  const clusters = new Map(
    service.clusters.map(cluster => [cluster.name, clusterStale(cluster)]),
  );
  return service.environments.flatMap(environment =>
    environment.workloads.map(workload => {
      const stale = clusters.get(workload.ref.cluster);
      return {
        key: workloadKey(workload),
        workload,
        environment,
        place: placeOf(workload, environment),
        actionable: !silent && !stale,
        ...(stale && { stale }),
      };
    }),
  );
}
