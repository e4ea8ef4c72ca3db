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
import { patchPlan, possibleActions } from '@greenlight/rollouts';
import type { PatchStep, RolloutObject } from '@greenlight/rollouts';
import { openKey, toReceipt } from '../domain/actionRecord';
import type { ActionRecord } from '../domain/actionRecord';
import { consentOf } from '../domain/consent';
import { environmentOf } from '../domain/environments';
import { clusterBar } from '../domain/offers';
import { ownersOf } from '../domain/owners';
import type { Placed } from '../domain/placed';
import { stillSeen } from '../domain/saw';
import { isSelected, selectionOf } from '../domain/selection';
import type { DeliverySettings } from '../domain/settings';
import type { ActionRunner } from './ActionRunner';
import type {
  ActionStore,
  AuditTrail,
  EntityReader,
  FreshRollout,
  Gatekeeper,
  RolloutWriter,
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
    const fresh = await this.consentedAndFresh(demand, placed.target);
    const plan = this.planned(demand.request, fresh.rollout);
    return this.started(demand, { cleared, fresh, plan });
  }

  /** The target, if it is one that this entity reaches: a request may name anything. */
  private async belongingTarget({
    entityRef,
    request,
    credentials,
  }: ActionDemand): Promise<{
    target: Placed<RolloutObject>;
    owners: string[];
  }> {
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
    return { target, owners: ownersOf(entity) };
  }

  private async permitted(
    { entityRef, request, credentials }: ActionDemand,
    { target, owners }: { target: Placed<RolloutObject>; owners: string[] },
  ): Promise<Cleared> {
    const { namespace, labels } = target.object.meta;
    const environment = environmentOf(this.parts.settings.environments, {
      cluster: target.cluster,
      namespace,
      labels,
    });
    if (!environment) {
      throw new NotAllowedError(
        `${target.object.meta.name} belongs to no environment of delivery.environments, so nobody may act on it`,
      );
    }
    const cleared = { entityRef, owners, environment: environment.name };
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
    target: Placed<RolloutObject>,
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
    const consent = consentOf(
      entityRef,
      { cluster: target.cluster, object: fresh.rollout },
      settings.consent,
    );
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
  ): readonly PatchStep[] {
    const still = stillSeen(saw, rollout);
    if (!still.same) {
      throw new ConflictError(
        `Nothing was done, it has moved on since you looked: ${still.now}`,
      );
    }
    const answer = possibleActions(rollout)[action];
    const refused = (why: string, instead?: string) =>
      new ConflictError(instead ? `${why}: ${instead}` : why);
    if (!answer.possible) throw refused(answer.reason, answer.instead);
    const plan = patchPlan(action, rollout, { now: this.parts.clock() });
    if ('refused' in plan) throw refused(plan.refused, plan.instead);
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
