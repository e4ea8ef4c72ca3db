import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { ActionRequest } from '@greenlight/backstage-plugin-delivery-common';
import type { RolloutObject } from '@greenlight/rollouts';
import { consentOf } from '../domain/consent';
import { environmentOf } from '../domain/environments';
import { ownersOf } from '../domain/owners';
import { isSelected, selectionOf } from '../domain/selection';
import type { ObjectSelection } from '../domain/selection';
import type { DeliverySettings } from '../domain/settings';
import type {
  EntityReader,
  Gatekeeper,
  SeenRollout,
  TargetOwners,
  WorkloadReader,
} from './ports';

/** Credentials of a signed-in person. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Who asks for what. */
export type GuardedDemand = {
  readonly entityRef: string;
  readonly request: ActionRequest;
  readonly credentials: UserCredentials;
};

/** A target that the entity reaches and the person may act on. */
export type Cleared = TargetOwners & {
  readonly environment: string;
  readonly target: SeenRollout;
  readonly objects: ObjectSelection;
};

/** What targets are guarded with. */
export type TargetGuardParts = {
  readonly entities: EntityReader;
  readonly reader: WorkloadReader;
  readonly gatekeeper: Gatekeeper;
  readonly settings: Pick<DeliverySettings, 'environments' | 'consent'>;
};

/** Decides whether this person may do this, through this entity, to this object. */
export class TargetGuard {
  constructor(private readonly parts: TargetGuardParts) {}

  async clear(demand: GuardedDemand): Promise<Cleared> {
    const reached = await this.reached(demand);
    const { entityRef, request, credentials } = demand;
    const { target } = reached;
    const environment = this.environmentOf(target.cluster, target.object);
    if (environment === undefined) {
      throw new NotAllowedError(
        `${target.object.meta.name} belongs to no environment of delivery.environments, so nobody may act on it`,
      );
    }
    const cleared = { ...reached, entityRef, environment };
    const may = await this.parts.gatekeeper.mayAct(
      request.action,
      cleared,
      credentials,
    );
    if (!may.allowed) throw new NotAllowedError(may.reason);
    return cleared;
  }

  /** The same for the object as the API server has it now: labels and consent may have changed. */
  confirm(cleared: Cleared, now: RolloutObject): void {
    const { target, objects, environment, entityRef } = cleared;
    const placed = { cluster: target.cluster, object: now };
    const here = this.environmentOf(target.cluster, now);
    if (!isSelected(objects, placed) || here !== environment) {
      throw new ConflictError(
        `Nothing was done: the labels of ${now.meta.name} were changed, look again`,
      );
    }
    const { consent } = this.parts.settings;
    const given = consentOf(entityRef, placed, consent);
    if (!given.given) {
      const { key, value } = given.annotation;
      throw new NotAllowedError(
        `${given.reason}. Its owner consents with the annotation ${key}: ${value}`,
      );
    }
  }

  /** The target, if this entity reaches it: a request may name anything. */
  private async reached({ entityRef, request, credentials }: GuardedDemand) {
    const { entities, reader } = this.parts;
    const entity = await entities.find(entityRef, credentials);
    if (!entity) throw new NotFoundError(`There is no ${entityRef}`);
    const selection = selectionOf(entity);
    const target = reader.rollout(request.target);
    if (
      !target ||
      selection.kind !== 'selected' ||
      !isSelected(selection.objects, target)
    ) {
      const { cluster, namespace, name } = request.target;
      throw new NotFoundError(
        `${entityRef} has no Rollout ${name} in namespace ${namespace} of cluster ${cluster}`,
      );
    }
    const owners = ownersOf(entity);
    return { target, objects: selection.objects, owners };
  }

  private environmentOf(
    cluster: string,
    { meta: { namespace, labels } }: RolloutObject,
  ): string | undefined {
    const { environments } = this.parts.settings;
    return environmentOf(environments, { cluster, namespace, labels })?.name;
  }
}
