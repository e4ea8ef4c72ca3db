import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  ActionName,
  ClusterFreshness,
  ServiceBudget,
} from '@greenlight/backstage-plugin-delivery-common';
import type {
  PatchStep,
  ReplicaSetObject,
  RolloutObject,
} from '@greenlight/rollouts';
import type { ActionRecord } from '../domain/actionRecord';
import type { Allowed } from '../domain/offers';
import type { WorkloadParts } from '../domain/parts';
import type { Placed, WorkloadObject } from '../domain/placed';
import type { ObjectSelection } from '../domain/selection';

/** Knows entities, as the one who asks may see them. */
export interface EntityReader {
  find(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity | undefined>;
}

/** Knows what is left of error budgets, as the one who asks may see it. */
export interface BudgetReader {
  /** Undefined where there is nothing to show; never throws, and never takes long. */
  worst(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ServiceBudget | undefined>;
}

/** An object that came, went or changed, and the workload that was touched where one is known. */
export type ObjectChange = {
  readonly uid: string;
  readonly ownerUid?: string;
  /** Set for Rollouts and Deployments that are there. */
  readonly workload?: Placed<WorkloadObject>;
};

/** All that changed at one time. */
export type ObjectChanges = {
  readonly objects: readonly ObjectChange[];
  /** Whether the state of a cluster changed, so that any answer may be another now. */
  readonly clusters: boolean;
};

/** Where a Rollout is. */
export type RolloutPlace = {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
};

/** A Rollout and its ReplicaSets, from memory. */
export type SeenRollout = Placed<RolloutObject> & {
  readonly replicaSets: readonly ReplicaSetObject[];
};

/** Knows what is in the clusters, from memory. */
export interface WorkloadReader {
  select(selection: ObjectSelection): WorkloadParts[];
  rollout(place: RolloutPlace): SeenRollout | undefined;
  clusters(): ClusterFreshness[];
  /** Why no cluster is known at all. */
  noClusters(): string | undefined;
  subscribe(listener: (changes: ObjectChanges) => void): () => void;
}

/** Why the API server did not do what was asked. */
export type ClusterRefusal = {
  readonly outcome: 'gone' | 'refused' | 'unreachable';
  readonly reason: string;
  /** The request had been sent; it may have been carried out. */
  readonly maybeApplied?: boolean;
};

/** A Rollout as the API server has it now. */
export type FreshRollout = {
  readonly outcome: 'found';
  readonly rollout: RolloutObject;
  readonly resourceVersion: string;
};

/** What became of a patch. */
export type PatchOutcome =
  | {
      readonly outcome: 'patched';
      readonly resourceVersion: string;
      /** Steps after this one that its fallback contained. */
      readonly skipNext: number;
    }
  | { readonly outcome: 'conflict' }
  | ClusterRefusal;

/** Reads and patches Rollouts with the credential for actions. */
export interface RolloutWriter {
  read(place: RolloutPlace): Promise<FreshRollout | ClusterRefusal>;
  patch(
    place: RolloutPlace,
    step: Pick<PatchStep, 'subresource' | 'body' | 'fallback'>,
    resourceVersion: string,
  ): Promise<PatchOutcome>;
}

/** A lease on a record: who drives it now. `version` fences off everyone before. */
export type Lease = {
  readonly id: string;
  readonly owner: string;
  readonly version: number;
  readonly until: Date;
};

/** A record together with the lease that was just taken on it. */
export type Leased = { readonly record: ActionRecord; readonly lease: Lease };

/** Which records to list. */
export type RecordQuery = {
  readonly entityRef: string;
  readonly environments?: readonly string[];
  readonly since?: Date;
  readonly limit: number;
};

/** Keeps actions: their audit, their receipts and how far they have got. */
export interface ActionStore {
  /** Undefined, and the open one, when another action on the target is open. */
  open(
    record: ActionRecord,
    lease: { owner: string; until: Date },
  ): Promise<
    { outcome: 'opened'; lease: Lease } | { outcome: 'busy'; by?: ActionRecord }
  >;
  /** Saves a record and keeps the lease; undefined when the lease was lost. */
  save(
    record: ActionRecord,
    lease: Lease,
    until: Date,
  ): Promise<Lease | undefined>;
  /** Takes over the unfinished records that nobody drives. */
  takeOver(options: {
    owner: string;
    now: Date;
    until: Date;
  }): Promise<Leased[]>;
  list(query: RecordQuery): Promise<ActionRecord[]>;
  /** Deletes finished records that are older; answers how many. */
  deleteBefore(time: Date): Promise<number>;
}

/** Decides what a person may do with an entity in an environment. */
export interface Gatekeeper {
  /** Decisions for showing: one question, whatever the target and its environments. */
  ask(credentials: BackstageCredentials): Promise<DecisionsOf>;
  /** The decision for doing. */
  mayAct(
    action: ActionName,
    target: TargetOwners & { environment: string },
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<Allowed>;
}

/** Decisions about an entity in each of these environments. */
export type DecisionsOf = (
  target: TargetOwners,
  environments: readonly string[],
) => ReadonlyMap<string, EnvironmentDecisions>;

/** An entity and who owns it. */
export type TargetOwners = {
  readonly entityRef: string;
  readonly owners: readonly string[];
};

/** What a person may do in one environment. */
export type EnvironmentDecisions = {
  readonly read: boolean;
  readonly audit: boolean;
  readonly actions: Readonly<Record<ActionName, Allowed>>;
};

/** Tells open pages that something changed. */
export interface Hints {
  /** The opaque id of an entity. */
  of(entityRef: string): string;
  /** Remembers what an answer was made of, so that changes of it are told. */
  remember(reading: {
    entityRef: string;
    selection: ObjectSelection;
    uids: readonly string[];
  }): void;
  /** Tells of a change that no cluster shows, for example of a receipt. */
  touch(entityRef: string): void;
}

/** An entry of the log of security-relevant events. */
export interface AuditTrail {
  /** Writes that an action was asked for; the answer tells how it ended. */
  asked(entry: {
    action: ActionName;
    entityRef: string;
    environment?: string;
    target: RolloutPlace;
    reason?: string;
  }): Promise<{
    succeeded(meta: { receipt: string }): Promise<void>;
    failed(error: Error): Promise<void>;
  }>;
}
