import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { CacheService } from '@backstage/backend-plugin-api';
import { z } from 'zod/v4';
import type { Snapshot } from '../../domain/snapshot';
import type { SharedReadings } from '../../service/ports';

const KEY = 'snapshot-v1';
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
});

const isSnapshot = (value: unknown): value is Snapshot =>
  snapshotSchema.safeParse(value).success;

/**
 * Leaves readings in Backstage's cache: replicas share them where the cache is
 * one that they share, and each reads for itself where it is not. Compressed,
 * because ten thousand objectives are megabytes of text.
 */
export class CachedReadings implements SharedReadings {
  constructor(
    private readonly cache: CacheService,
    private readonly ttlMs: number,
  ) {}

  async newest(): Promise<Snapshot | undefined> {
    const text = await this.cache.get(KEY);
    if (typeof text !== 'string') return undefined;
    const json: unknown = JSON.parse(
      (await expand(Buffer.from(text, 'base64'))).toString(),
    );
    return isSnapshot(json) ? json : undefined;
  }

  async leave(snapshot: Snapshot): Promise<void> {
    const packed = await compress(JSON.stringify(snapshot));
    await this.cache.set(KEY, packed.toString('base64'), { ttl: this.ttlMs });
  }
}
