import type { JsonValue } from '@backstage/types';
import { assemble } from '../../domain/assemble';
import { NOW, answered, recorded } from '../../testing/builders/readings';
import { CachedReadings } from './CachedReadings';

function setUp() {
  const kept = new Map<string, JsonValue>();
  const cache = {
    get: async <T extends JsonValue>(key: string) =>
      kept.get(key) as T | undefined,
    set: async (key: string, value: JsonValue) => void kept.set(key, value),
    delete: async (key: string) => void kept.delete(key),
    withOptions: () => cache,
  };
  const leave = (value: JsonValue) => kept.set('snapshot-v1', value);
  return { kept, leave, readings: new CachedReadings(cache, 1_000) };
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
  it('come back as they were left', async () => {
    const { readings } = setUp();
    expect(await readings.newest()).toBeUndefined();
    const snapshot = snapshotOf(3);
    await readings.leave(snapshot);
    expect(await readings.newest()).toEqual(snapshot);
  });

  it('take little room, for ten thousand objectives too', async () => {
    const { kept, readings } = setUp();
    await readings.leave(snapshotOf(10_000));
    const [text] = kept.values();
    expect(String(text).length).toBeLessThan(2_000_000);
  });

  it.each([
    ['of another shape', { objectives: [] }],
    ['a number', 7],
    ['nothing', null],
  ])('are not used when they are %s', async (_, value) => {
    const { leave, readings } = setUp();
    leave(value);
    expect(await readings.newest()).toBeUndefined();
  });

  it('are not used when another version left them', async () => {
    const { kept, leave, readings } = setUp();
    await readings.leave(snapshotOf(1));
    const [text] = kept.values();
    const other = setUp();
    const old = { ...snapshotOf(1), instances: 'eu' };
    await other.readings.leave(old as never);
    expect(await other.readings.newest()).toBeUndefined();
    leave(text ?? '');
    expect(await readings.newest()).toBeDefined();
  });

  it('fail, and do not lie, when they are no readings at all', async () => {
    const { leave, readings } = setUp();
    leave('bm90IGd6aXA=');
    await expect(readings.newest()).rejects.toThrow();
  });
});
