import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Objective } from '@greenlight/backstage-plugin-slo-common';
import type { DetailReading } from '../domain/detailReading';
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
