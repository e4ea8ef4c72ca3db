import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { CacheService } from '@backstage/backend-plugin-api';
import { z } from 'zod/v4';
import type { Snapshot } from '../../domain/snapshot';
import type { SharedReadings } from '../../service/ports';

const KEY = 'snapshot-v2';
/** Time of the reading, then the reading itself: most often the time is enough. */
const KEPT = /^(\d+) ([A-Za-z0-9+/=]+)$/;
const compress = promisify(gzip);
const expand = promisify(gunzip);

/** As deep as a replica of another version could differ without us noticing. */
const snapshotSchema = z.looseObject({
  at: z.number(),
  instances: z.array(z.looseObject({ name: z.string() })),
  objectives: z.array(
    z.looseObject({
      objective: z.looseObject({ id: z.string(), entityRef: z.string() }),
      budget: z.looseObject({ state: z.enum(['measured', 'unknown']) }),
    }),
  ),
  broken: z.array(z.looseObject({ id: z.string() })),
  parts: z.record(z.string(), z.array(z.looseObject({ place: z.string() }))),
  unplaced: z.number(),
});

const isSnapshot = (value: unknown): value is Snapshot =>
  snapshotSchema.safeParse(value).success;

/**
 * Leaves readings in Backstage's cache: replicas share them where the cache is
 * one that they share, and each reads for itself where it is not. Compressed,
 * because ten thousand objectives are megabytes of text.
 */
export class CachedReadings implements SharedReadings {
  /** What was left or found last, which need not be unpacked again. */
  #last: Snapshot | undefined;

  constructor(
    private readonly cache: CacheService,
    private readonly ttlMs: number,
  ) {}

  async newest(): Promise<Snapshot | undefined> {
    const text = await this.cache.get(KEY);
    const [, at, packed] =
      KEPT.exec(typeof text === 'string' ? text : '') ?? [];
    if (packed === undefined) return undefined;
    if (this.#last && Number(at) === this.#last.at) return this.#last;
    const json: unknown = JSON.parse(
      (await expand(Buffer.from(packed, 'base64'))).toString(),
    );
    this.#last = isSnapshot(json) ? json : undefined;
    return this.#last;
  }

  async leave(snapshot: Snapshot): Promise<void> {
    this.#last = snapshot;
    const packed = await compress(JSON.stringify(snapshot));
    const text = `${snapshot.at} ${packed.toString('base64')}`;
    await this.cache.set(KEY, text, { ttl: this.ttlMs });
  }
}
