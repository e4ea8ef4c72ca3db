import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ActionRecord } from '../domain/actionRecord';
import { nudgeIn } from '../domain/nudge';
import { ActionDriver } from './ActionDriver';
import type { DriverParts } from './ActionDriver';
import type { TurnContext } from './ActionPatches';
import { changesOf } from './ChangeWaiter';
import type { ChangeWaiter } from './ChangeWaiter';
import type { FreshRollout, Leased } from './ports';

/** What runs actions in this process. */
export type RunnerOptions = DriverParts & {
  readonly owner: string;
  readonly logger: LoggerService;
};

/** Told of a record after every turn, and whether it rests now. */
type OnRecord = (record: ActionRecord, rests: boolean) => void;

type Running = { waiter: ChangeWaiter; ended: Promise<void> };

/** Drives actions to their end, one loop each, woken by changes of their Rollout. */
export class ActionRunner {
  private readonly driver: ActionDriver;
  private readonly running = new Map<string, Running>();
  private stopping = false;

  constructor(private readonly options: RunnerOptions) {
    this.driver = new ActionDriver(options);
  }

  /** A lease for something that begins now. */
  newLease(): { owner: string; until: Date } {
    const { owner, clock, leaseMs } = this.options;
    return { owner, until: new Date(clock().getTime() + leaseMs) };
  }

  /** Starts an action; resolves as soon as its first patch was taken or has to wait. */
  begin(leased: Leased, fresh: FreshRollout): Promise<ActionRecord> {
    return new Promise<ActionRecord>(resolve => {
      const context = { resumed: false, conflicts: 0, fresh };
      this.follow(leased, context, (record, rests) => {
        if (rests || record.stage !== 'sending') resolve(record);
      });
    });
  }

  /** Picks up what nobody drives: after a crash here or elsewhere. */
  async recover(): Promise<number> {
    if (this.stopping) return 0;
    const { owner, until } = this.newLease();
    const now = this.options.clock();
    const found = await this.options.store.takeOver({ owner, now, until });
    for (const leased of found) {
      this.follow(leased, { resumed: true, conflicts: 0 });
    }
    return found.length;
  }

  /** Ends all loops and lets go of their leases, so that others go on at once. */
  async stop(): Promise<void> {
    this.stopping = true;
    const all = [...this.running.values()];
    all.forEach(each => each.waiter.wake());
    await Promise.all(all.map(each => each.ended));
  }

  private follow(
    leased: Leased,
    context: TurnContext,
    onRecord: OnRecord = () => {},
  ): void {
    const { id, uid } = leased.record;
    if (this.running.has(id)) return;
    const waiter = changesOf(this.options.reader, uid);
    const ended = this.loop({ leased, context, waiter, onRecord })
      .catch(error => {
        this.options.logger.error(`The action ${id} came to a halt`, error);
        onRecord(leased.record, true);
      })
      .finally(() => {
        waiter.close();
        this.running.delete(id);
      });
    this.running.set(id, { waiter, ended });
  }

  private async loop(run: {
    leased: Leased;
    context: TurnContext;
    waiter: ChangeWaiter;
    onRecord: OnRecord;
  }): Promise<void> {
    let { leased } = run;
    while (!this.stopping) {
      const turn = await this.driver.turn(leased, run.context);
      if (turn.is === 'lost' || turn.is === 'over') {
        run.onRecord(turn.is === 'over' ? turn.record : leased.record, true);
        return;
      }
      leased = turn.leased;
      run.onRecord(leased.record, turn.is === 'wait');
      if (turn.is === 'wait') {
        const kept = await this.pause(leased, run.waiter);
        if (!kept) return;
        leased = kept;
      }
    }
    const { store, clock } = this.options;
    await store.save(leased.record, leased.lease, clock());
  }

  /** Waits for a change, no longer than the lease allows or the deadline is away. */
  private async pause(
    leased: Leased,
    waiter: ChangeWaiter,
  ): Promise<Leased | undefined> {
    const now = this.options.clock();
    const due = [
      Date.parse(leased.record.deadline) - now.getTime(),
      nudgeIn(leased.record, now) ?? 0,
    ].filter(ms => ms > 0);
    await waiter.next(Math.min(...due, this.options.leaseMs / 3));
    if (this.stopping) return leased;
    const left = leased.lease.until.getTime() - this.options.clock().getTime();
    return left > this.options.leaseMs / 2 ? leased : this.driver.renew(leased);
  }
}
