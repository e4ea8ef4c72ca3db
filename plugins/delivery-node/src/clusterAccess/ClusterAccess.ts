import type {
  ClusterDetails,
  KubernetesClustersSupplier,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';

/**
 * What the Kubernetes plugin hands over: its clusters, and a credential for
 * each of them that needs no signed-in user.
 *
 * @public
 */
export type ClusterAccess = {
  clusterSupplier: KubernetesClustersSupplier;
  /**
   * Asks the auth strategy that `kubernetes.io/auth-provider` of the cluster
   * names. Not cached, may fail. With other `authMetadata` in the details it
   * gives a credential of another identity.
   */
  getCredential(cluster: ClusterDetails): Promise<KubernetesCredential>;
};

/**
 * Whether the hand-over came, and a sentence for the operator when it did not.
 *
 * @public
 */
export type ClusterAccessResult =
  | { came: true; access: ClusterAccess }
  | { came: false; reason: string };

/**
 * The place where the module of the Kubernetes plugin and the delivery plugin
 * meet within one process.
 *
 * @public
 */
export interface ClusterAccessService {
  /** Settles with the hand-over; stays pending when it never comes. */
  readonly access: Promise<ClusterAccess>;
  /**
   * Waits for the hand-over at most so long. Answers at once when it was
   * declined. It may still come later: see `access`.
   */
  waitFor(options: {
    timeoutMs: number;
    signal?: AbortSignal;
  }): Promise<ClusterAccessResult>;
  /** For the module: says that it is installed and will publish. */
  announce(by: string): void;
  /** For the module: hands over. A second hand-over throws. */
  publish(access: ClusterAccess): void;
  /** For the module: says why there will be no hand-over. */
  decline(reason: string): void;
}
