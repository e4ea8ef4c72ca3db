import type { RolloutObject } from '@greenlight/rollouts';
import { advanced } from '../domain/actionRecord';
import type { ActionRecord, Progress } from '../domain/actionRecord';
import { isBeforePatch, nextMove } from '../domain/nextMove';
import { nudgePatch } from '../domain/nudge';
import type {
  ActionStore,
  FreshRollout,
  Hints,
  Lease,
  Leased,
  PatchOutcome,
  RolloutWriter,
  WorkloadReader,
} from './ports';

/** What one turn of an action came to. */
export type Turn =
  | { is: 'on'; leased: Leased }
  | { is: 'wait'; leased: Leased }
  | { is: 'over'; record: ActionRecord }
  /** Somebody else drives it now. */
  | { is: 'lost' };

/** What an action is driven with. */
export type DriverParts = {
  readonly reader: WorkloadReader;
  readonly writerOf: (cluster: string) => RolloutWriter | undefined;
  readonly store: ActionStore;
  readonly hints: Pick<Hints, 'touch'>;
  readonly clock: () => Date;
  readonly leaseMs: number;
};

/** Where an action stands in this process, beside what is saved of it. */
export type TurnContext = {
  /** It was picked up after somebody else had driven it. */
  resumed: boolean;
  /** Tries that ended with a conflict since the last success. */
  conflicts: number;
  /** What was read right before, if nothing happened in between. */
  fresh?: FreshRollout;
};

const MOST_CONFLICTS = 8;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** Takes single steps of actions: looks, decides by `nextMove`, patches and saves. */
export class ActionDriver {
  constructor(private readonly parts: DriverParts) {}

  async turn(leased: Leased, context: TurnContext): Promise<Turn> {
    const { stage } = leased.record;
    if (stage === 'done') return { is: 'over', record: leased.record };
    return stage === 'sending' || stage === 'undoing'
      ? this.turnWithRead(leased, context)
      : this.turnFromMemory(leased, context);
  }

  /** Keeps the lease of an action that waits. */
  async renew(leased: Leased): Promise<Leased | undefined> {
    const lease = await this.save(leased.record, leased.lease);
    return lease && { record: leased.record, lease };
  }

  private async turnFromMemory(
    leased: Leased,
    context: TurnContext,
  ): Promise<Turn> {
    const { record } = leased;
    const seen = this.parts.reader.rollout(record.target)?.object;
    const late = this.parts.clock().getTime() >= Date.parse(record.deadline);
    // At the deadline the watch is not believed any more: it may be the watch that is late.
    if (late || !seen) return this.turnWithRead(leased, context);
    if (isBeforePatch(record, seen)) return { is: 'wait', leased };
    return this.move(leased, context, seen);
  }

  private async turnWithRead(
    leased: Leased,
    context: TurnContext,
  ): Promise<Turn> {
    const { record } = leased;
    const writer = this.parts.writerOf(record.target.cluster);
    const read = context.fresh ?? (await writer?.read(record.target));
    context.fresh = undefined;
    if (read?.outcome === 'found') {
      return this.move(leased, context, read.rollout, read.resourceVersion);
    }
    if (read?.outcome === 'gone') {
      return this.note(leased, {
        stage: 'done',
        state: 'ignored',
        because: 'The Rollout is not there any more',
      });
    }
    const reason =
      read?.reason ?? `Cluster ${record.target.cluster} cannot be written to`;
    if (read?.outcome === 'refused') {
      return this.note(leased, {
        stage: 'done',
        state: 'failed',
        because: reason,
      });
    }
    return this.unreachable(leased, context, reason);
  }

  private unreachable(
    leased: Leased,
    context: TurnContext,
    reason: string,
  ): Promise<Turn> | Turn {
    const { record } = leased;
    const age = this.parts.clock().getTime() - Date.parse(record.askedAt);
    const nothingSent =
      record.stage === 'sending' && record.step === 0 && !context.resumed;
    const late = this.parts.clock().getTime() >= Date.parse(record.deadline);
    if (nothingSent) {
      const because = `Nothing was sent: ${reason}`;
      return this.note(leased, { stage: 'done', state: 'failed', because });
    }
    const single = record.stage === 'following';
    if ((single && late) || age > GIVE_UP_AFTER_MS) {
      const because = `It is not known whether the controller has acted on it: ${reason}`;
      return this.note(leased, {
        stage: 'done',
        state: 'not-acknowledged',
        because,
      });
    }
    return { is: 'wait', leased };
  }

  private async move(
    leased: Leased,
    context: TurnContext,
    seen: RolloutObject,
    resourceVersion?: string,
  ): Promise<Turn> {
    const now = this.parts.clock();
    const { resumed } = context;
    const known = this.parts.reader.rollout(leased.record.target);
    const replicaSets = known?.replicaSets ?? [];
    const move = nextMove(leased.record, seen, { now, resumed, replicaSets });
    if (move.do === 'note') return this.note(leased, move.progress);
    if (move.do === 'wait') return { is: 'wait', leased };
    if (resourceVersion === undefined)
      return this.turnWithRead(leased, context);
    if (move.do === 'nudge') return this.nudge(leased, resourceVersion);
    return move.do === 'send'
      ? this.send(leased, context, resourceVersion)
      : this.undo(leased, context, resourceVersion);
  }

  /** Changes the object where that means nothing, so that the controller looks again. */
  private async nudge(leased: Leased, resourceVersion: string): Promise<Turn> {
    const held = await this.renew(leased);
    if (!held) return { is: 'lost' };
    const { record } = held;
    const writer = this.parts.writerOf(record.target.cluster);
    const patch = nudgePatch(record);
    const result = await writer?.patch(record.target, patch, resourceVersion);
    // If it could not be changed, somebody else has changed it, or the next nudge will.
    const nudges = (record.nudges ?? 0) + 1;
    return this.note(
      held,
      result?.outcome === 'patched'
        ? { nudges, since: result.resourceVersion }
        : { nudges },
    );
  }

  /** Sends the patch of the step; the lease is renewed first, so that nobody sends who has lost it. */
  private async send(
    leased: Leased,
    context: TurnContext,
    resourceVersion: string,
  ): Promise<Turn> {
    const held = context.resumed ? await this.renew(leased) : leased;
    if (!held) return { is: 'lost' };
    const { record } = held;
    const step = record.plan[record.step];
    const writer = this.parts.writerOf(record.target.cluster);
    if (!step || !writer) return { is: 'wait', leased: held };
    const result = await writer.patch(record.target, step, resourceVersion);
    if (result.outcome !== 'patched') {
      return this.notPatched(held, context, result);
    }
    context.conflicts = 0;
    context.resumed = false;
    const reached = record.step + result.skipNext;
    const last = reached >= record.plan.length - 1;
    const because =
      'The cluster took it, the controller has not acted on it yet';
    const taken = {
      because,
      since: result.resourceVersion,
      patchedAt: this.parts.clock().toISOString(),
      nudges: 0,
    };
    if (step.waitFor) return this.note(held, { ...taken, stage: 'waiting' });
    return this.note(
      held,
      last
        ? { ...taken, stage: 'following' }
        : { ...taken, stage: 'sending', step: reached + 1 },
    );
  }

  /** Takes the step back; like `send`, only by who still holds the lease. */
  private async undo(
    leased: Leased,
    context: TurnContext,
    resourceVersion: string,
  ): Promise<Turn> {
    const held = await this.renew(leased);
    if (!held) return { is: 'lost' };
    const { record } = held;
    const undo = record.plan[record.step]?.undo;
    const writer = this.parts.writerOf(record.target.cluster);
    if (!undo || !writer) return { is: 'wait', leased: held };
    const result = await writer.patch(record.target, undo, resourceVersion);
    if (result.outcome !== 'patched') {
      return this.notPatched(held, context, result);
    }
    const because = `${record.because}. ${undo.says}`;
    return this.note(held, { step: record.step - 1, because });
  }

  private async notPatched(
    leased: Leased,
    context: TurnContext,
    result: Exclude<PatchOutcome, { outcome: 'patched' }>,
  ): Promise<Turn> {
    if (result.outcome === 'conflict') {
      context.conflicts += 1;
      if (context.conflicts < MOST_CONFLICTS) return { is: 'on', leased };
      context.conflicts = 0;
      if (leased.record.step > 0) return { is: 'wait', leased };
      const because = 'The Rollout changed too often to be patched safely';
      return this.note(leased, { stage: 'done', state: 'failed', because });
    }
    if (result.outcome === 'unreachable') {
      if (!result.maybeApplied) {
        return this.unreachable(leased, context, result.reason);
      }
      context.resumed = true;
      return { is: 'wait', leased };
    }
    return this.note(leased, {
      stage: 'done',
      state: 'failed',
      because: result.reason,
    });
  }

  private async note(leased: Leased, progress: Progress): Promise<Turn> {
    const record = advanced(leased.record, progress, this.parts.clock());
    const lease = await this.save(record, leased.lease);
    if (!lease) return { is: 'lost' };
    this.parts.hints.touch(record.entityRef);
    return record.stage === 'done'
      ? { is: 'over', record }
      : { is: 'on', leased: { record, lease } };
  }

  private save(record: ActionRecord, lease: Lease) {
    const until = new Date(this.parts.clock().getTime() + this.parts.leaseMs);
    return this.parts.store.save(record, lease, until);
  }
}
