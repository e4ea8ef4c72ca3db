import { LRUCache } from 'lru-cache';
import type { ObjectiveSummary } from '@greenlight/backstage-plugin-slo-common';
import type { DetailReading } from '../domain/detailReading';
import type { DetailQuestion, InstanceReader } from './ports';

/** Entities whose tab is open at the same time. */
const MOST = 200;

type Kept = { readonly reading: Promise<DetailReading> };

/**
 * The past of entities whose tab is looked at: read when it is asked for, and
 * kept for the interval, however many people look.
 */
export class Details {
  readonly #kept: LRUCache<string, Kept>;
  readonly #stopped = new AbortController();

  constructor(
    private readonly readers: readonly InstanceReader[],
    keptMs: number,
  ) {
    this.#kept = new LRUCache({ max: MOST, ttl: keptMs });
  }

  /** Readings by instance, for the instances that recorded these objectives. */
  async of(
    whose: Pick<DetailQuestion, 'entityRef' | 'environment'>,
    objectives: readonly ObjectiveSummary[],
  ): Promise<ReadonlyMap<string, DetailReading>> {
    const windowSeconds = Math.max(
      ...objectives.map(({ objective }) => objective.window.seconds),
    );
    const wanted = new Set(
      objectives.flatMap(({ objective }) => objective.instances.slice(0, 1)),
    );
    const { entityRef, environment } = whose;
    const question = { entityRef, environment, windowSeconds };
    const readings = await Promise.all(
      this.readers
        .filter(({ instance }) => wanted.has(instance))
        .map(reader => this.#read(reader, question)),
    );
    return new Map(readings.map(reading => [reading.instance, reading]));
  }

  stop(): void {
    this.#stopped.abort();
  }

  #read(reader: InstanceReader, question: DetailQuestion) {
    const { entityRef, environment, windowSeconds } = question;
    const key = JSON.stringify([
      reader.instance,
      entityRef,
      environment,
      windowSeconds,
    ]);
    const known = this.#kept.get(key);
    if (known) return known.reading;
    const kept = { reading: reader.readDetail(question, this.#stopped.signal) };
    this.#kept.set(key, kept);
    void kept.reading.then(({ state }) => {
      if (state === 'down' && this.#kept.peek(key) === kept) {
        this.#kept.delete(key);
      }
    });
    return kept.reading;
  }
}
