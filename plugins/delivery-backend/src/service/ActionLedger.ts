import { advanced } from '../domain/actionRecord';
import type { ActionRecord, Progress } from '../domain/actionRecord';
import type { ActionStore, Hints, Lease, Leased } from './ports';

/** What one turn of an action came to. */
export type Turn =
  | { is: 'on'; leased: Leased }
  | { is: 'wait'; leased: Leased }
  | { is: 'over'; record: ActionRecord }
  /** Somebody else drives it now. */
  | { is: 'lost' };

/** What the ledger is kept with. */
export type LedgerParts = {
  readonly store: ActionStore;
  readonly hints: Pick<Hints, 'touch'>;
  readonly clock: () => Date;
  readonly leaseMs: number;
};

/** Saves the progress of actions, as long as the lease on them is held. */
export class ActionLedger {
  constructor(private readonly parts: LedgerParts) {}

  /** Writes progress down and tells open pages. */
  async note(leased: Leased, progress: Progress): Promise<Turn> {
    const record = advanced(leased.record, progress, this.parts.clock());
    const lease = await this.save(record, leased.lease);
    if (!lease) return { is: 'lost' };
    this.parts.hints.touch(record.entityRef);
    return record.stage === 'done'
      ? { is: 'over', record }
      : { is: 'on', leased: { record, lease } };
  }

  /** Keeps the lease; undefined when it was lost. */
  async renew(leased: Leased): Promise<Leased | undefined> {
    const lease = await this.save(leased.record, leased.lease);
    return lease && { record: leased.record, lease };
  }

  private save(record: ActionRecord, lease: Lease): Promise<Lease | undefined> {
    const until = new Date(this.parts.clock().getTime() + this.parts.leaseMs);
    return this.parts.store.save(record, lease, until);
  }
}
