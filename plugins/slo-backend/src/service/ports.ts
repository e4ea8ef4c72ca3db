import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  BudgetLevel,
  Objective,
} from '@greenlight/backstage-plugin-slo-common';
import type { DetailReading } from '../domain/detailReading';
import type { Identity } from '../domain/identity';
import type { InstanceReading } from '../domain/reading';
import type { Snapshot } from '../domain/snapshot';

/** Which objectives are looked at closely. */
export type DetailQuestion = {
  readonly ids: readonly string[];
  /** The longest of the objectives' windows. */
  readonly windowSeconds: number;
};

/** Reads what one Prometheus has recorded; never throws, a fault is a reading too. */
export interface InstanceReader {
  readonly instance: string;
  read(signal: AbortSignal): Promise<InstanceReading>;
  /** The past of one entity's objectives, with a constant number of queries. */
  readDetail(
    question: DetailQuestion,
    signal: AbortSignal,
  ): Promise<DetailReading>;
}

/** Where replicas of the portal leave their reading for each other. */
export interface SharedReadings {
  /** The newest that anyone left; undefined when there is none that can be used. */
  newest(): Promise<Snapshot | undefined>;
  leave(snapshot: Snapshot): Promise<void>;
}

/** What of an entity is shown beside its objectives. */
export type EntityCard = {
  readonly title: string;
  readonly owner?: string;
  readonly system?: string;
};

/** Knows entities, as the one who asks may see them. */
export interface EntityReader {
  /** By entity ref; those that are not there or not visible are missing. */
  visible(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlyMap<string, EntityCard>>;
}

/** Decides who may read objectives. */
export interface Gatekeeper {
  mayRead(credentials: BackstageCredentials): Promise<boolean>;
}

/** Makes a link to a query, where people can open the Prometheus it was asked of. */
export type LinkTo = (
  objective: Pick<Objective, 'instances'>,
  query: string,
) => string | undefined;

/** The level of an objective, and when the reading that found it was made. */
export type KnownLevel = {
  readonly level: BudgetLevel;
  /** Milliseconds since 1970. */
  readonly seenAt: number;
};

/** Remembers levels for all replicas of the portal. */
export interface LevelStore {
  /** By the key of the objective. */
  all(): Promise<ReadonlyMap<string, KnownLevel>>;
  /** Records a level where none is known; false where another was faster. */
  first(objective: Identity, level: KnownLevel): Promise<boolean>;
  /**
   * Compare-and-set: of several replicas that see the same change, one is told
   * true. A reading that is older than the known one changes nothing.
   */
  change(
    objective: Identity,
    from: BudgetLevel,
    to: KnownLevel,
  ): Promise<boolean>;
}
