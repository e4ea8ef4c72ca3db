import type { LoggerService } from '@backstage/backend-plugin-api';
import { assemble } from '../domain/assemble';
import type { SloSettings } from '../domain/settings';
import type { Snapshot } from '../domain/snapshot';
import type { InstanceReader, SharedReadings } from './ports';

/** What the readings are made with. */
export type ReadingsOptions = {
  readonly readers: readonly InstanceReader[];
  readonly shared: SharedReadings;
  readonly settings: Pick<SloSettings, 'refreshMs' | 'replicaLabels'>;
  readonly logger: Pick<LoggerService, 'info' | 'warn'>;
  readonly clock: () => Date;
  /** Told of each reading that this replica made itself. */
  readonly onReading?: (snapshot: Snapshot) => Promise<void>;
};

/** A reading of another replica that is this old is nearly time for a new one. */
const FRESH_SHARE = 0.8;
/** Clocks of replicas differ by this much without anybody noticing. */
const SKEW_MS = 5_000;

/**
 * The newest reading of all instances. One round of queries serves every page
 * until the next; replicas that share a cache take turns.
 */
export class Readings {
  #newest: Snapshot | undefined;
  #underWay: Promise<Snapshot> | undefined;
  readonly #said = new Map<string, string>();
  readonly #stopped = new AbortController();

  constructor(private readonly options: ReadingsOptions) {}

  /** The newest reading; the first one is waited for. */
  async newest(): Promise<Snapshot> {
    return this.#newest ?? this.refresh();
  }

  /** Reads, or takes what another replica has just read. One at a time. */
  refresh(
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Snapshot> {
    this.#underWay ??= this.#refresh(signal).finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Ends the reading that is under way. */
  stop(): void {
    this.#stopped.abort();
  }

  async #refresh(whileWanted: AbortSignal): Promise<Snapshot> {
    const found = await this.#left();
    if (found && this.#isFresh(found)) {
      this.#newest = found;
      return found;
    }
    const signal = AbortSignal.any([whileWanted, this.#stopped.signal]);
    const { readers, settings, clock } = this.options;
    const readings = await Promise.all(
      readers.map(reader => reader.read(signal)),
    );
    // A reading that was broken off says nothing about Prometheus.
    signal.throwIfAborted();
    const snapshot = assemble({
      readings,
      // What was known before a restart is in the cache, where it outlives us.
      before: this.#newest ?? found,
      replicaLabels: settings.replicaLabels,
      now: clock().getTime(),
    });
    this.#newest = snapshot;
    this.#say(snapshot);
    await this.#leave(snapshot);
    await this.options.onReading?.(snapshot);
    return snapshot;
  }

  async #left(): Promise<Snapshot | undefined> {
    const { shared, clock } = this.options;
    const found = await shared
      .newest()
      .catch(error => this.#cacheFailed(error));
    return found && found.at <= clock().getTime() + SKEW_MS ? found : undefined;
  }

  #isFresh({ at }: Snapshot): boolean {
    const { settings, clock } = this.options;
    const age = clock().getTime() - at;
    const newer = at > (this.#newest?.at ?? -Infinity);
    return newer && age < settings.refreshMs * FRESH_SHARE;
  }

  async #leave(snapshot: Snapshot): Promise<void> {
    await this.options.shared
      .leave(snapshot)
      .catch(error => this.#cacheFailed(error));
  }

  #cacheFailed(error: unknown): undefined {
    this.#once(
      'cache',
      `Readings are not shared with other replicas: ${error}`,
    );
    return undefined;
  }

  /** One line when an instance changes its state, not one for each reading. */
  #say({ instances, unplaced }: Snapshot): void {
    if (unplaced > 0) {
      this.#once(
        'unplaced',
        `${unplaced} series of objectives name no entity in their label entity_ref (kind:namespace/name), so nobody sees them`,
      );
    } else this.#said.delete('unplaced');
    for (const { name, state, reason } of instances) {
      if (state === 'live') {
        const before = this.#said.get(name);
        this.#said.delete(name);
        if (before)
          this.options.logger.info(`Prometheus ${name} answers again`);
      } else {
        this.#once(
          name,
          `Prometheus ${name} is ${state}: ${reason ?? ''}`,
          state,
        );
      }
    }
  }

  #once(about: string, sentence: string, state = sentence): void {
    if (this.#said.get(about) === state) return;
    this.#said.set(about, state);
    this.options.logger.warn(sentence);
  }
}
