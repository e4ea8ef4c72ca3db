import { createHmac } from 'node:crypto';
import type { DeliverySignal } from '@greenlight/backstage-plugin-delivery-common';
import { isSelected } from '../domain/selection';
import type { ObjectSelection } from '../domain/selection';
import { Gathering } from './Gathering';
import type {
  Hints,
  ObjectChange,
  ObjectChanges,
  WorkloadReader,
} from './ports';

/** Stands for every service: a page that reads it reads again. */
export const everyService = '*';

/** What live hints are sent with. */
export type LiveHintsOptions = {
  readonly reader: Pick<WorkloadReader, 'subscribe'>;
  readonly publish: (signal: DeliverySignal) => Promise<void>;
  /** Secret of this process, so that nobody can compute the hint of an entity. */
  readonly key: Buffer;
  readonly boot: string;
  readonly beatMs: number;
  /** Changes of different entities within so long after one go out together. Default 20 ms. */
  readonly gatherMs?: number;
  /** One entity is told of at most once in so long: at once after quiet, then at the end of this time. Default 60 ms. */
  readonly quietMs?: number;
  /** How many entities are remembered. Default 5,000. */
  readonly most?: number;
};

type Reading = { selection: ObjectSelection; uids: ReadonlySet<string> };

/**
 * Tells open pages that something changed, without saying what: an entity that
 * was read lately is known by an opaque id, and a change of what its answer was
 * made of, or of what it selects, broadcasts that id.
 */
export class LiveHints implements Hints {
  private readonly readings = new Map<string, Reading>();
  private readonly byUid = new Map<string, Set<string>>();
  private readonly pending = new Set<string>();
  private forgotten = false;
  private seq = 0;
  private gathering: NodeJS.Timeout | undefined;
  private beat: NodeJS.Timeout | undefined;
  private unsubscribe = () => {};
  private readonly perEntity: Gathering;

  constructor(private readonly options: LiveHintsOptions) {
    this.perEntity = new Gathering(options.quietMs ?? 60, hints =>
      this.tell(hints),
    );
  }

  start(): void {
    const { reader, beatMs } = this.options;
    this.unsubscribe = reader.subscribe(changes => this.changed(changes));
    this.beat = setInterval(() => this.send(), beatMs);
  }

  stop(): void {
    this.unsubscribe();
    clearInterval(this.beat);
    clearTimeout(this.gathering);
    this.perEntity.stop();
  }

  of(entityRef: string): string {
    return createHmac('sha256', this.options.key)
      .update(entityRef)
      .digest('base64url')
      .slice(0, 22);
  }

  remember(reading: {
    entityRef: string;
    selection: ObjectSelection;
    uids: readonly string[];
  }): void {
    const { entityRef, selection } = reading;
    this.forget(entityRef);
    const uids = new Set(reading.uids);
    this.readings.set(entityRef, { selection, uids });
    for (const uid of uids) {
      const readers = this.byUid.get(uid) ?? new Set();
      this.byUid.set(uid, readers.add(entityRef));
    }
    if (this.readings.size > (this.options.most ?? 5_000)) {
      const [oldest] = this.readings.keys();
      if (oldest !== undefined) this.forget(oldest);
      this.forgotten = true;
    }
  }

  touch(entityRef: string): void {
    this.perEntity.add([this.of(entityRef)]);
  }

  private forget(entityRef: string): void {
    for (const uid of this.readings.get(entityRef)?.uids ?? []) {
      const readers = this.byUid.get(uid);
      readers?.delete(entityRef);
      if (readers?.size === 0) this.byUid.delete(uid);
    }
    this.readings.delete(entityRef);
  }

  private changed({ objects, clusters }: ObjectChanges): void {
    if (clusters) {
      this.perEntity.add([everyService]);
      return;
    }
    const touched = new Set<string>();
    let unknown = false;
    for (const change of objects) {
      const readers = this.readersOf(change);
      readers.forEach(entityRef => touched.add(entityRef));
      unknown ||= readers.size === 0;
    }
    const hints = [...touched].map(entityRef => this.of(entityRef));
    // Somebody who was forgotten may look at what nobody else looks at.
    if (unknown && this.forgotten) hints.push(everyService);
    this.perEntity.add(hints);
  }

  private readersOf({ uid, ownerUid, workload }: ObjectChange): Set<string> {
    const readers = new Set(this.byUid.get(uid));
    if (ownerUid) {
      this.byUid.get(ownerUid)?.forEach(reader => readers.add(reader));
    }
    // A workload may have come into a selection that it was not in before.
    if (workload && readers.size === 0) {
      for (const [entityRef, { selection }] of this.readings) {
        if (isSelected(selection, workload)) readers.add(entityRef);
      }
    }
    return readers;
  }

  /** The first change goes out at once, those right after it together. */
  private tell(hints: readonly string[]): void {
    hints.forEach(hint => this.pending.add(hint));
    if (this.gathering) return;
    this.send();
    this.gathering = setTimeout(() => {
      this.gathering = undefined;
      if (this.pending.size > 0) this.tell([]);
    }, this.options.gatherMs ?? 20);
  }

  private send(): void {
    const { boot, publish } = this.options;
    this.seq += 1;
    // Beside the one for all, the single ones stay: who is meant reads at once, the others take their time.
    const hints = [...this.pending];
    this.pending.clear();
    const signal: DeliverySignal = { boot, seq: this.seq };
    if (hints.length > 0) signal.hints = hints;
    // A signal that gets lost is noticed by its gap.
    publish(signal).catch(() => {});
  }
}
