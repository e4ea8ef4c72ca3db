import type {
  BrokenObjective,
  InstanceState,
  ObjectiveStatus,
  ObjectiveSummary,
} from './budget';

/** What every answer says of its age. @public */
export type Reading = {
  /** ISO time of the backend when it answered. */
  at: string;
  /** ISO time of the reading of Prometheus that it was answered from. */
  readAt?: string;
  /** After so many milliseconds without a newer reading it is stale. */
  staleAfterMs: number;
  instances: InstanceState[];
};

/** The objectives of one entity in one environment, worst first. @public */
export type ServiceReliability = Reading & {
  entityRef: string;
  /** The environment that is shown; see `environments` for the others. */
  environment: string;
  /** Environments in which the entity has objectives, the shown one included. */
  environments: string[];
  objectives: ObjectiveSummary[];
  broken: BrokenObjective[];
};

/** A service's worst objective, for lists. @public */
export type ServiceRow = {
  entityRef: string;
  title: string;
  owner?: string;
  system?: string;
  environment: string;
  status: ObjectiveStatus;
  because: string;
  /** Number of objectives of the service in this environment. */
  objectives: number;
  worst: {
    id: string;
    name: string;
    targetPercent: string;
    windowText: string;
    /** Ratio; absent when unknown, as the next ones. */
    attained?: number;
    /** Share that is left of the whole window's budget: 1 − consumedScaled. */
    remaining?: number;
    /** Burn over the last hour. */
    burn?: number;
    /** ISO time of naive exhaustion. */
    exhaustedAt?: string;
    /** ISO time of the newest base tile. */
    newestAt?: string;
    coverage?: number;
    weighting: 'events' | 'time';
  };
};

/** Every service that the caller may see, worst first. @public */
export type ReliabilityOverview = Reading & {
  /** The environment that is shown; see `environments` for the others. */
  environment: string;
  /** Environments in which anything is recorded, the shown one included. */
  environments: string[];
  rows: ServiceRow[];
  /** Services whose entity is not in the catalog, or not visible to the caller. */
  hidden: number;
};

/** The worst objectives of the asked entities, for catalog columns. @public */
export type WorstBudgets = Reading & {
  /** By entity ref; entities without objectives are missing. */
  worst: Record<string, ServiceRow>;
};
