import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Greenlight's slo plugin. */
  slo?: {
    /** Where recorded series are read from. Without any the plugin says so. */
    prometheus?: Array<{
      /** Short name, as it stands on pages. */
      name: string;
      /** Address of the HTTP API, without /api/v1. */
      url: string;
      /** Address that people open, for links to queries. Default: no links. */
      externalUrl?: string;
      /**
       * Headers of each request, for example Authorization or X-Scope-OrgID.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** How long a query may take. Default 10 s, and no longer than refreshInterval. */
      timeout?: string | HumanDuration;
    }>;
    /** How often the series are read. Default 30 s. */
    refreshInterval?: string | HumanDuration;
    /** The environment that cards show: a value of the label `environment`. Default prod. */
    cardEnvironment?: string;
    /** Labels that only tell replicas of one Prometheus apart. Default prometheus_replica and replica. */
    replicaLabels?: string[];
  };
}
