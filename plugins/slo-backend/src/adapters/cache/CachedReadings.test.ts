import type { JsonValue } from '@backstage/types';
import { assemble } from '../../domain/assemble';
import type { Snapshot } from '../../domain/snapshot';
import { NOW, answered, recorded } from '../../testing/builders/readings';
import { CachedReadings } from './CachedReadings';

function aCache() {
  const kept = new Map<string, JsonValue>();
  const cache = {
    get: async <T extends JsonValue>(key: string) =>
      kept.get(key) as T | undefined,
    set: async (key: string, value: JsonValue) => void kept.set(key, value),
    delete: async (key: string) => void kept.delete(key),
    withOptions: () => cache,
  };
  const replica = () => new CachedReadings(cache, 1_000);
  const spoil = (change: (text: string) => JsonValue) =>
    kept.forEach((text, key) => kept.set(key, change(String(text))));
  return { kept, replica, spoil };
}

const snapshotOf = (count: number) =>
  assemble({
    readings: [
      answered(
        Array.from({ length: count }, (_, at) => recorded({ id: `id-${at}` })),
      ),
    ],
    before: undefined,
    replicaLabels: [],
    now: NOW,
  });

describe('readings in the cache', () => {
  it('come to every replica as they were left', async () => {
    const { replica } = aCache();
    const [mine, other] = [replica(), replica()];
    expect(await mine.newest()).toBeUndefined();
    const snapshot = snapshotOf(3);
    await mine.leave(snapshot);
    expect(await other.newest()).toEqual(snapshot);
    expect(await mine.newest()).toBe(snapshot);
  });

  it('are unpacked once', async () => {
    const { replica } = aCache();
    await replica().leave(snapshotOf(3));
    const other = replica();
    expect(await other.newest()).toBe(await other.newest());
  });

  it('take little room, for ten thousand objectives too', async () => {
    const { kept, replica } = aCache();
    await replica().leave(snapshotOf(10_000));
    const [text] = kept.values();
    expect(String(text).length).toBeLessThan(2_000_000);
  });

  it.each<[string, (text: string) => JsonValue]>([
    ['a number', () => 7],
    ['nothing', () => null],
    ['an object', () => ({ objectives: [] })],
    ['without their time', text => text.replace(/^\d+ /, '')],
  ])('are not used when they are %s', async (_, change) => {
    const { replica, spoil } = aCache();
    await replica().leave(snapshotOf(1));
    spoil(change);
    expect(await replica().newest()).toBeUndefined();
  });

  it('are not used when another version left them in another shape', async () => {
    const { replica } = aCache();
    const { parts: _, ...older } = snapshotOf(1);
    await replica().leave(older as Snapshot);
    expect(await replica().newest()).toBeUndefined();
  });

  it('fail, and do not lie, when they cannot be unpacked', async () => {
    const { replica, spoil } = aCache();
    await replica().leave(snapshotOf(1));
    spoil(text => text.slice(0, 60));
    await expect(replica().newest()).rejects.toThrow();
  });
});
