import type {
  AuthenticationStrategy,
  KubernetesClustersSupplier,
} from '@backstage/plugin-kubernetes-node';
import type { ClusterAccess } from '@greenlight/backstage-plugin-delivery-node';

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/**
 * Makes the hand-over of what an objects provider of the Kubernetes plugin
 * gets. For adopters whose own module holds that slot.
 *
 * @public
 */
export function accessThroughStrategy(given: {
  clusterSupplier: KubernetesClustersSupplier;
  authStrategy: AuthenticationStrategy;
}): ClusterAccess {
  return {
    clusterSupplier: given.clusterSupplier,
    getCredential: async cluster =>
      given.authStrategy.getCredential(cluster, {}),
  };
}

/**
 * Makes the hand-over of what a router of the Kubernetes plugin gets. For
 * adopters whose own module holds that slot.
 *
 * @public
 */
export function accessThroughStrategies(given: {
  clusterSupplier: KubernetesClustersSupplier;
  authStrategyMap: { [key: string]: AuthenticationStrategy };
}): ClusterAccess {
  const strategies = new Map(Object.entries(given.authStrategyMap));
  return {
    clusterSupplier: given.clusterSupplier,
    async getCredential(cluster) {
      const provider = cluster.authMetadata[AUTH_PROVIDER] ?? '';
      const strategy = strategies.get(provider);
      if (!strategy) {
        throw new Error(
          `The Kubernetes plugin has no auth strategy '${provider}', which cluster '${cluster.name}' names.`,
        );
      }
      return strategy.getCredential(cluster, {});
    },
  };
}
