import { ConflictError } from '@backstage/errors';
import type {
  ActionRequest,
  Receipt,
} from '@greenlight/backstage-plugin-delivery-common';
import { patchPlan } from '@greenlight/rollouts';
import type { PatchStep, RolloutObject } from '@greenlight/rollouts';
import { toReceipt } from '../domain/actionRecord';
import type { ActionRecord } from '../domain/actionRecord';
import { clusterBar, reasonAndAdvice } from '../domain/offers';
import { stillSeen } from '../domain/saw';
import type { ActionRunner } from './ActionRunner';
import type {
  ActionStore,
  AuditTrail,
  FreshRollout,
  RolloutWriter,
  SeenRollout,
  WorkloadReader,
} from './ports';
import type { Cleared, GuardedDemand, TargetGuard } from './TargetGuard';

/** What actions are requested with. */
export type RequestActionParts = {
  readonly guard: TargetGuard;
  readonly reader: WorkloadReader;
  readonly writerOf: (cluster: string) => RolloutWriter | undefined;
  readonly store: ActionStore;
  readonly runner: ActionRunner;
  readonly receiptDeadlineMs: number;
  readonly clock: () => Date;
  readonly newId: () => string;
};

/** Who asks for what, and where it is written down. */
export type ActionDemand = GuardedDemand & { readonly trail: AuditTrail };

/** What is known right before the first patch. */
type Ready = {
  readonly cleared: Cleared;
  readonly fresh: FreshRollout;
  readonly plan: readonly PatchStep[];
};

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
    const { guard } = this.parts;
    const cleared = await guard.clear(demand);
    const fresh = await this.fresh(demand.request);
    guard.confirm(cleared, fresh.rollout);
    const plan = this.planned(demand.request, fresh.rollout, cleared.target);
    return this.started(demand, { cleared, fresh, plan });
  }

  /** The target as the API server has it now, read as the one who will patch it. */
  private async fresh({ target }: ActionRequest): Promise<FreshRollout> {
    const { reader, writerOf } = this.parts;
    const cluster = reader
      .clusters()
      .find(each => each.name === target.cluster);
    const bar = cluster
      ? clusterBar(cluster)
      : `Cluster ${target.cluster} is not known any more`;
    if (bar) throw new ConflictError(`Nothing was done: ${bar}`);
    const read = await writerOf(target.cluster)?.read(target);
    if (read?.outcome === 'found') return read;
    throw new ConflictError(
      read?.outcome === 'gone'
        ? `The Rollout ${target.name} is not there any more`
        : `Nothing was done: ${read?.reason ?? 'the cluster is read-only'}`,
    );
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

  private async started(demand: ActionDemand, ready: Ready): Promise<Receipt> {
    const { store, runner } = this.parts;
    const record = this.newRecord(demand, ready);
    const opened = await store.open(record, runner.newLease());
    if (opened.outcome === 'busy') {
      const { by } = opened;
      throw new ConflictError(
        by
          ? `Nothing was done: ${by.by} asked for ${by.action} at ${by.askedAt}, and that is not done yet: ${by.because}`
          : 'Nothing was done: another action was asked for at the same time',
      );
    }
    const { lease } = opened;
    const after = await runner.begin({ record, lease }, ready.fresh);
    if (after.state === 'refused') throw new ConflictError(after.because);
    return toReceipt(after);
  }

  private newRecord(
    { request, credentials }: ActionDemand,
    { cleared, fresh, plan }: Ready,
  ): ActionRecord {
    const { clock, newId, receiptDeadlineMs } = this.parts;
    const now = clock();
    const askedAt = now.toISOString();
    const because = 'Written to the audit, on its way to the cluster';
    return {
      id: newId(),
      action: request.action,
      entityRef: cleared.entityRef,
      environment: cleared.environment,
      target: request.target,
      uid: fresh.rollout.meta.uid,
      by: credentials.principal.userEntityRef,
      reason: request.reason || undefined,
      askedAt,
      deadline: new Date(now.getTime() + receiptDeadlineMs).toISOString(),
      saw: request.saw,
      before: fresh.rollout,
      plan,
      step: 0,
      stage: 'sending',
      state: 'sent',
      because,
      history: [{ state: 'sent', at: askedAt, because }],
    };
  }
}
