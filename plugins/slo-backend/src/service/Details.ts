import { LRUCache } from 'lru-cache';
import type { ObjectiveSummary } from '@greenlight/backstage-plugin-slo-common';
import type { DetailReading } from '../domain/detailReading';
import type { DetailQuestion, InstanceReader } from './ports';

/** Tabs that are open at the same time. */
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
    objectives: readonly ObjectiveSummary[],
  ): Promise<ReadonlyMap<string, DetailReading>> {
    const ours = objectives.filter(
      ({ objective }) => objective.source === 'greenlight',
    );
    const readings = await Promise.all(
      this.readers.flatMap(reader => {
        const there = ours.filter(({ objective }) =>
          objective.instances.includes(reader.instance),
        );
        return there.length > 0 ? [this.#read(reader, questionOf(there))] : [];
      }),
    );
    return new Map(readings.map(reading => [reading.instance, reading]));
  }

  stop(): void {
    this.#stopped.abort();
  }

  #read(reader: InstanceReader, question: DetailQuestion) {
    const key = JSON.stringify([reader.instance, question]);
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

function questionOf(objectives: readonly ObjectiveSummary[]): DetailQuestion {
  const ids = objectives.map(({ objective }) => objective.id).sort();
  const windows = objectives.map(({ objective }) => objective.window.seconds);
  return { ids: [...new Set(ids)], windowSeconds: Math.max(...windows) };
}
