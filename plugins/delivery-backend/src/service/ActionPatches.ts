import { nudgePatch } from '../domain/nudge';
import { afterSetback } from '../domain/setback';
import type { Setback } from '../domain/setback';
import type { ActionLedger, Turn } from './ActionLedger';
import type {
  FreshRollout,
  Leased,
  PatchOutcome,
  RolloutWriter,
} from './ports';

/** Where an action stands in this process, beside what is saved of it. */
export type TurnContext = {
  /** Its patch may have been taken already: by whoever drove it before, or unnoticed. */
  resumed: boolean;
  /** Tries that ended with a conflict since the last success. */
  conflicts: number;
  /** What was read right before, if nothing happened in between. */
  fresh?: FreshRollout;
};

/** An action, the writer of its cluster, and the version that a patch is for. */
export type PatchScene = {
  readonly leased: Leased;
  readonly context: TurnContext;
  readonly writer: RolloutWriter;
  readonly resourceVersion: string;
};

const MOST_CONFLICTS = 8;

/** Sends the patches of actions. Nobody sends who has lost the lease. */
export class ActionPatches {
  constructor(
    private readonly ledger: ActionLedger,
    private readonly clock: () => Date,
  ) {}

  /** Sends the patch of the step. */
  async send(scene: PatchScene): Promise<Turn> {
    const { context, writer, resourceVersion } = scene;
    // Whoever saved right before still has the lease; after a detour that is asked again.
    const detour = context.resumed || context.conflicts > 0;
    const held = detour ? await this.ledger.renew(scene.leased) : scene.leased;
    if (!held) return { is: 'lost' };
    const { record } = held;
    const step = record.plan[record.step];
    if (!step) return this.ledger.note(held, { stage: 'following' });
    const result = await writer.patch(record.target, step, resourceVersion);
    if (result.outcome !== 'patched') {
      return this.notPatched(held, context, result);
    }
    context.conflicts = 0;
    context.resumed = false;
    const reached = record.step + result.skipNext;
    const last = reached >= record.plan.length - 1;
    const taken = {
      because: 'The cluster took it, the controller has not acted on it yet',
      since: result.resourceVersion,
      patchedAt: this.clock().toISOString(),
      nudges: 0,
    };
    if (step.waitFor) {
      return this.ledger.note(held, { ...taken, stage: 'waiting' });
    }
    return this.ledger.note(
      held,
      last
        ? { ...taken, stage: 'following' }
        : { ...taken, stage: 'sending', step: reached + 1 },
    );
  }

  /** Takes the step back. */
  async undo(scene: PatchScene): Promise<Turn> {
    const held = await this.ledger.renew(scene.leased);
    if (!held) return { is: 'lost' };
    const { record } = held;
    const undo = record.plan[record.step]?.undo;
    if (!undo) return this.ledger.note(held, { step: record.step - 1 });
    const { writer, resourceVersion, context } = scene;
    const result = await writer.patch(record.target, undo, resourceVersion);
    if (result.outcome !== 'patched') {
      return this.notPatched(held, context, result);
    }
    context.conflicts = 0;
    const because = `${record.because}. ${undo.says}`;
    return this.ledger.note(held, { step: record.step - 1, because });
  }

  /** Changes the object where that means nothing, so that the controller looks again. */
  async nudge(scene: PatchScene): Promise<Turn> {
    const held = await this.ledger.renew(scene.leased);
    if (!held) return { is: 'lost' };
    const { record } = held;
    const result = await scene.writer.patch(
      record.target,
      nudgePatch(record),
      scene.resourceVersion,
    );
    // If it was not taken, somebody else changed the object, or the next nudge will.
    const nudges = (record.nudges ?? 0) + 1;
    return this.ledger.note(
      held,
      result.outcome === 'patched'
        ? { nudges, since: result.resourceVersion }
        : { nudges },
    );
  }

  /** An action that cannot go on now: what becomes of it. */
  setBack(leased: Leased, setback: Setback): Promise<Turn> | Turn {
    const progress = afterSetback(leased.record, setback, this.clock());
    return progress
      ? this.ledger.note(leased, progress)
      : { is: 'wait', leased };
  }

  private notPatched(
    leased: Leased,
    context: TurnContext,
    result: Exclude<PatchOutcome, { outcome: 'patched' }>,
  ): Promise<Turn> | Turn {
    if (result.outcome === 'conflict') {
      context.conflicts += 1;
      if (context.conflicts % MOST_CONFLICTS !== 0) return { is: 'on', leased };
      return this.setBack(leased, {
        outcome: 'unreachable',
        reason: 'the Rollout changes too often to be patched safely',
        maybeSent: context.resumed,
      });
    }
    context.resumed ||= result.maybeApplied === true;
    const { outcome, reason } = result;
    return this.setBack(leased, {
      outcome,
      reason,
      maybeSent: context.resumed,
    });
  }
}
