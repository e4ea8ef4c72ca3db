import type { RolloutObject } from '@greenlight/rollouts';
import { isBeforePatch, nextMove } from '../domain/nextMove';
import { ActionLedger } from './ActionLedger';
import type { LedgerParts, Turn } from './ActionLedger';
import { ActionPatches } from './ActionPatches';
import type { TurnContext } from './ActionPatches';
import type { Leased, RolloutWriter, WorkloadReader } from './ports';

/** What an action is driven with. */
export type DriverParts = LedgerParts & {
  readonly reader: WorkloadReader;
  readonly writerOf: (cluster: string) => RolloutWriter | undefined;
};

/** Takes single turns of actions: looks, decides by `nextMove`, patches and saves. */
export class ActionDriver {
  private readonly ledger: ActionLedger;
  private readonly patches: ActionPatches;

  constructor(private readonly parts: DriverParts) {
    this.ledger = new ActionLedger(parts);
    this.patches = new ActionPatches(this.ledger, parts.clock);
  }

  async turn(leased: Leased, context: TurnContext): Promise<Turn> {
    const { stage } = leased.record;
    if (stage === 'done') return { is: 'over', record: leased.record };
    return stage === 'sending' || stage === 'undoing'
      ? this.turnWithRead(leased, context)
      : this.turnFromMemory(leased, context);
  }

  /** Keeps the lease of an action that waits. */
  renew(leased: Leased): Promise<Leased | undefined> {
    return this.ledger.renew(leased);
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
    const decided = await this.decide(leased, context, seen);
    return decided ?? this.turnWithRead(leased, context);
  }

  private async turnWithRead(
    leased: Leased,
    context: TurnContext,
  ): Promise<Turn> {
    const { target } = leased.record;
    const writer = this.parts.writerOf(target.cluster);
    if (!writer) {
      const reason = `Cluster ${target.cluster} cannot be written to`;
      const maybeSent = context.resumed;
      return this.patches.setBack(leased, {
        outcome: 'unreachable',
        reason,
        maybeSent,
      });
    }
    const read = context.fresh ?? (await writer.read(target));
    context.fresh = undefined;
    if (read.outcome !== 'found') {
      const { outcome, reason } = read;
      const maybeSent = context.resumed;
      return this.patches.setBack(leased, { outcome, reason, maybeSent });
    }
    const { rollout, resourceVersion } = read;
    return (
      (await this.decide(leased, context, rollout, {
        writer,
        resourceVersion,
      })) ?? { is: 'wait', leased }
    );
  }

  /** Does what is next; undefined when a patch is next and there is no version to patch. */
  private async decide(
    leased: Leased,
    context: TurnContext,
    seen: RolloutObject,
    at?: { writer: RolloutWriter; resourceVersion: string },
  ): Promise<Turn | undefined> {
    const known = this.parts.reader.rollout(leased.record.target);
    const move = nextMove(leased.record, seen, {
      now: this.parts.clock(),
      resumed: context.resumed,
      replicaSets: known?.replicaSets ?? [],
    });
    if (move.do === 'note') return this.ledger.note(leased, move.progress);
    if (move.do === 'wait') return { is: 'wait', leased };
    if (!at) return undefined;
    return this.patches[move.do]({ leased, context, ...at });
  }
}
