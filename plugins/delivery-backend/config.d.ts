import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Greenlight's delivery plugin. */
  delivery?: {
    /**
     * The pipeline in its order. An object belongs to the first environment
     * that fits. Default: dev, staging, canary, prod.
     */
    environments?: Array<{
      /** Short name, as it stands in permissions and addresses. */
      name: string;
      /** Name for people. Default: the name. */
      title?: string;
      /** Clusters by their name in the Kubernetes plugin. Default: all. */
      clusters?: string[];
      /** Namespaces, exact or with `*`. Default: all. */
      namespaces?: string[];
      /** Labels that the object must have. */
      labels?: { [key: string]: string };
      /** Labels that the object must not have (all of them together). */
      notLabels?: { [key: string]: string };
    }>;
    /** Settings of single clusters; the clusters themselves come from `kubernetes.clusterLocatorMethods`. */
    clusters?: Array<{
      /** Name of the cluster in the Kubernetes plugin. */
      name: string;
      /** Credential for actions. Without one the cluster is read-only. */
      write?: {
        /**
         * A bearer token.
         * @visibility secret
         */
        token?: string;
        /** Path of a file with a bearer token; read again when it changes. */
        tokenFile?: string;
        /** An auth provider of the Kubernetes plugin, under another identity. */
        authProvider?: string;
        /**
         * Settings of that provider, as in `clusterLocatorMethods`.
         * @deepVisibility secret
         */
        authMetadata?: { [key: string]: string };
        /** Writes with the credential that also reads. Only together with denying `kubernetes.proxy`. */
        sameAsKubernetesPlugin?: boolean;
      };
      /** Watch only these namespaces. Default: all. */
      namespaces?: string[];
    }>;
    /** Consent for objects that cannot carry the annotation `greenlight.dev/entity-ref`. */
    consent?: Array<{
      entityRef: string;
      cluster: string;
      namespace: string;
      name: string;
    }>;
    version?: {
      /** Finds the commit in an image tag: its first group. Default `^sha-([0-9a-f]{7,40})$`. */
      commitPattern?: string;
    };
    staleness?: {
      /** Between two probes of a cluster. Default 10 s. */
      probeInterval?: string | HumanDuration;
      /** A cluster without a sign of life for so long is stale. Default 30 s. */
      staleAfter?: string | HumanDuration;
      /** How long a watch may say nothing. Default 90 s. */
      watchSilence?: string | HumanDuration;
    };
    receipts?: {
      /** Until the controller must have acted on an action. Default 30 s. */
      deadline?: string | HumanDuration;
    };
    audit?: {
      /** How long rows are kept. Default 365 days. */
      retention?: string | HumanDuration;
    };
    actions?: {
      /** Allows actions although `permission.enabled` is false. Default false. */
      allowWithoutPermissions?: boolean;
    };
    /** Where links to other tools lead; http or https. Default: no such links. */
    links?: {
      /** For the annotation `argocd/app-name`: `<baseUrl>/applications/<name>`. */
      argocd?: { baseUrl: string };
      /** For the annotation `grafana/dashboard-selector`: `<baseUrl>/dashboards?tag=<selector>`. */
      grafana?: { baseUrl: string };
    };
  };
}
