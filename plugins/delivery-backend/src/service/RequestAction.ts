import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  ActionRequest,
  Receipt,
} from '@greenlight/backstage-plugin-delivery-common';
import { patchPlan } from '@greenlight/rollouts';
import type { PatchStep, RolloutObject } from '@greenlight/rollouts';
import { openKey, toReceipt } from '../domain/actionRecord';
import type { ActionRecord } from '../domain/actionRecord';
import { consentOf } from '../domain/consent';
import { environmentOf } from '../domain/environments';
import { clusterBar, reasonAndAdvice } from '../domain/offers';
import { ownersOf } from '../domain/owners';
import { stillSeen } from '../domain/saw';
import { isSelected, selectionOf } from '../domain/selection';
import type { ObjectSelection } from '../domain/selection';
import type { DeliverySettings } from '../domain/settings';
import type { ActionRunner } from './ActionRunner';
import type {
  ActionStore,
  AuditTrail,
  EntityReader,
  FreshRollout,
  Gatekeeper,
  RolloutWriter,
  SeenRollout,
  TargetOwners,
  WorkloadReader,
} from './ports';

/** What actions are requested with. */
export type RequestActionParts = {
  readonly entities: EntityReader;
  readonly reader: WorkloadReader;
  readonly writerOf: (cluster: string) => RolloutWriter | undefined;
  readonly store: ActionStore;
  readonly runner: ActionRunner;
  readonly gatekeeper: Gatekeeper;
  readonly settings: Pick<
    DeliverySettings,
    'environments' | 'consent' | 'receiptDeadlineMs'
  >;
  readonly clock: () => Date;
  readonly newId: () => string;
};

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Who asks for what. */
export type ActionDemand = {
  readonly entityRef: string;
  readonly request: ActionRequest;
  readonly credentials: UserCredentials;
  readonly trail: AuditTrail;
};

/** A target that the entity reaches. */
type Belonging = {
  target: SeenRollout;
  objects: ObjectSelection;
  owners: string[];
};

/** A target as far as it may be acted on. */
type Cleared = TargetOwners & { environment: string };

/** Guards actions and starts them. Every check is made here, whatever a page has shown. */
export class RequestAction {
  constructor(private readonly parts: RequestActionParts) {}

  async request(demand: ActionDemand): Promise<Receipt> {
    const { request, entityRef } = demand;
    const trail = await demand.trail.asked({
      action: request.action,
      entityRef,
      target: request.target,
      reason: request.reason,
    });
    try {
      const receipt = await this.guarded(demand);
      await trail.succeeded({ receipt: receipt.id });
      return receipt;
    } catch (error) {
      await trail.failed(error as Error);
      throw error;
    }
  }

  private async guarded(demand: ActionDemand): Promise<Receipt> {
    const placed = await this.belongingTarget(demand);
    const cleared = await this.permitted(demand, placed);
    const fresh = await this.consentedAndFresh(demand, placed, cleared);
    const plan = this.planned(demand.request, fresh.rollout, placed.target);
    return this.started(demand, { cleared, fresh, plan });
  }

  /** The target, if it is one that this entity reaches: a request may name anything. */
  private async belongingTarget({
    entityRef,
    request,
    credentials,
  }: ActionDemand): Promise<Belonging> {
    const { entities, reader } = this.parts;
    const entity = await entities.find(entityRef, credentials);
    if (!entity) throw new NotFoundError(`There is no ${entityRef}`);
    const selection = selectionOf(entity);
    const target = reader.rollout(request.target);
    const belongs =
      target &&
      selection.kind === 'selected' &&
      isSelected(selection.objects, target);
    if (!belongs) {
      const { cluster, namespace, name } = request.target;
      throw new NotFoundError(
        `${entityRef} has no Rollout ${name} in namespace ${namespace} of cluster ${cluster}`,
      );
    }
    return {
      target,
      objects: selection.objects,
      owners: ownersOf(entity),
    };
  }

  private environmentOf(
    cluster: string,
    { meta: { namespace, labels } }: RolloutObject,
  ): string | undefined {
    const { environments } = this.parts.settings;
    return environmentOf(environments, { cluster, namespace, labels })?.name;
  }

  private async permitted(
    { entityRef, request, credentials }: ActionDemand,
    { target, owners }: Belonging,
  ): Promise<Cleared> {
    const environment = this.environmentOf(target.cluster, target.object);
    if (!environment) {
      throw new NotAllowedError(
        `${target.object.meta.name} belongs to no environment of delivery.environments, so nobody may act on it`,
      );
    }
    const cleared = { entityRef, owners, environment };
    const may = await this.parts.gatekeeper.mayAct(
      request.action,
      cleared,
      credentials,
    );
    if (!may.allowed) throw new NotAllowedError(may.reason);
    return cleared;
  }

  private async consentedAndFresh(
    { entityRef, request }: ActionDemand,
    { target, objects }: Belonging,
    { environment }: Cleared,
  ): Promise<FreshRollout> {
    const { reader, writerOf, settings } = this.parts;
    const cluster = reader
      .clusters()
      .find(each => each.name === target.cluster);
    const writer = writerOf(target.cluster);
    const bar = cluster
      ? clusterBar(cluster)
      : 'The cluster is not known any more';
    if (bar) throw new ConflictError(bar);
    const fresh = await writer?.read(request.target);
    if (fresh?.outcome !== 'found') {
      throw new ConflictError(
        fresh?.outcome === 'gone'
          ? `The Rollout ${request.target.name} is not there any more`
          : `Nothing was sent: ${fresh?.reason ?? 'the cluster is read-only'}`,
      );
    }
    const now = { cluster: target.cluster, object: fresh.rollout };
    const here = this.environmentOf(target.cluster, fresh.rollout);
    if (!isSelected(objects, now) || here !== environment) {
      throw new ConflictError(
        `Nothing was done: the labels of ${request.target.name} were changed, look again`,
      );
    }
    const consent = consentOf(entityRef, now, settings.consent);
    if (!consent.given) {
      throw new NotAllowedError(
        `${consent.reason}. Its owner consents with the annotation ${consent.annotation.key}: ${consent.annotation.value}`,
      );
    }
    return fresh;
  }

  private planned(
    { action, saw }: ActionRequest,
    rollout: RolloutObject,
    { replicaSets }: SeenRollout,
  ): readonly PatchStep[] {
    const still = stillSeen(saw, rollout, action);
    if (!still.same) {
      throw new ConflictError(
        `Nothing was done, it has moved on: ${still.now}`,
      );
    }
    const now = this.parts.clock();
    const plan = patchPlan(action, rollout, { now, replicaSets });
    if ('refused' in plan) {
      throw new ConflictError(reasonAndAdvice(plan.refused, plan.instead));
    }
    return plan.steps;
  }

  private async started(
    demand: ActionDemand,
    ready: {
      cleared: Cleared;
      fresh: FreshRollout;
      plan: readonly PatchStep[];
    },
  ): Promise<Receipt> {
    const { store, runner } = this.parts;
    const record = this.newRecord(demand, ready);
    const opened = await store.open(record, runner.newLease());
    if (opened.outcome === 'busy') {
      const other = opened.by;
      throw new ConflictError(
        other
          ? `${other.by} asked for ${other.action} at ${other.askedAt} and it is not done yet: ${other.because}`
          : `Another action on ${openKey(record)} is not done yet`,
      );
    }
    const after = await runner.begin(
      { record, lease: opened.lease },
      ready.fresh,
    );
    if (after.state === 'refused') throw new ConflictError(after.because);
    return toReceipt(after);
  }

  private newRecord(
    { request, credentials }: ActionDemand,
    ready: {
      cleared: Cleared;
      fresh: FreshRollout;
      plan: readonly PatchStep[];
    },
  ): ActionRecord {
    const { clock, newId, settings } = this.parts;
    const now = clock();
    const because = 'Written to the audit, on its way to the cluster';
    return {
      id: newId(),
      action: request.action,
      entityRef: ready.cleared.entityRef,
      environment: ready.cleared.environment,
      target: request.target,
      uid: ready.fresh.rollout.meta.uid,
      by: credentials.principal.userEntityRef,
      reason: request.reason || undefined,
      askedAt: now.toISOString(),
      deadline: new Date(
        now.getTime() + settings.receiptDeadlineMs,
      ).toISOString(),
      saw: request.saw,
      before: ready.fresh.rollout,
      plan: ready.plan,
      step: 0,
      stage: 'sending',
      state: 'sent',
      because,
      history: [{ state: 'sent', at: now.toISOString(), because }],
    };
  }
}
