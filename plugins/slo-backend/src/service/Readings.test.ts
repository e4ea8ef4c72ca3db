import type { Snapshot } from '../domain/snapshot';
import { NOW, answered, down, recorded } from '../testing/builders/readings';
import { FakeReader } from '../testing/fakes/FakeReader';
import { MemoryReadings } from '../testing/fakes/MemoryReadings';
import { Readings } from './Readings';

const INTERVAL = 30_000;

function setUp() {
  const reader = new FakeReader(answered([recorded()]));
  const shared = new MemoryReadings();
  const lines: string[] = [];
  const seen: Snapshot[] = [];
  const clock = { now: NOW };
  const replica = () =>
    new Readings({
      readers: [reader],
      shared,
      settings: { refreshMs: INTERVAL, replicaLabels: [] },
      logger: {
        info: line => void lines.push(`info ${line}`),
        warn: line => void lines.push(`warn ${line}`),
      },
      clock: () => new Date(clock.now),
      onReading: async snapshot => void seen.push(snapshot),
    });
  const tick = (ms = INTERVAL) => {
    clock.now += ms;
    reader.reading = { ...reader.reading, at: clock.now };
  };
  return { reader, shared, lines, seen, clock, replica, tick };
}

describe('readings', () => {
  it('are made once for all who ask at the same time', async () => {
    const { reader, replica } = setUp();
    const readings = replica();
    const answers = await Promise.all([
      readings.newest(),
      readings.newest(),
      readings.refresh(),
    ]);
    expect(reader.reads).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  it('serve every page until the next', async () => {
    const { reader, replica, tick } = setUp();
    const readings = replica();
    const first = await readings.newest();
    expect(await readings.newest()).toBe(first);
    tick();
    expect(await readings.refresh()).not.toBe(first);
    expect(reader.reads).toBe(2);
  });

  it('are taken from another replica that has just read', async () => {
    const { reader, seen, replica, tick } = setUp();
    const first = await replica().refresh();
    tick(INTERVAL / 2);
    const other = replica();
    expect(await other.newest()).toEqual(first);
    expect([reader.reads, seen.length]).toEqual([1, 1]);
  });

  it('are not taken from another when they are nearly old, or of the future', async () => {
    const { reader, replica, tick } = setUp();
    await replica().refresh();
    tick(INTERVAL * 0.9);
    await replica().refresh();
    expect(reader.reads).toBe(2);
    tick(-10_000);
    await replica().refresh();
    expect(reader.reads).toBe(3);
  });

  it('say once that an instance is down, and once that it is back', async () => {
    const { reader, lines, replica, tick } = setUp();
    const readings = replica();
    const live = reader.reading;
    await readings.refresh();
    for (const reading of [down(), down(), live, live]) {
      tick();
      reader.reading = { ...reading, at: NOW };
      await readings.refresh();
    }
    expect(lines).toEqual([
      'warn Prometheus eu is down: connection refused',
      'info Prometheus eu answers again',
    ]);
  });

  it('go on without a cache, and say so once', async () => {
    const { shared, lines, reader, replica, tick } = setUp();
    shared.failing = true;
    const readings = replica();
    await readings.refresh();
    tick();
    expect((await readings.refresh()).objectives).toHaveLength(1);
    expect(reader.reads).toBe(2);
    expect(lines).toEqual([
      'warn Readings are not shared with other replicas: Error: the cache is away',
    ]);
  });

  it('keep what was known before a restart, where the cache outlives it', async () => {
    const { reader, replica, tick } = setUp();
    await replica().refresh();
    tick(10 * INTERVAL);
    reader.reading = { ...down(), at: NOW };
    const { objectives } = await replica().refresh();
    expect(objectives).toMatchObject([
      { status: 'unknown', lastKnown: { consumed: expect.closeTo(0.4, 10) } },
    ]);
  });

  it('say once how many objectives name no entity', async () => {
    const { reader, lines, replica, tick } = setUp();
    const readings = replica();
    reader.reading = answered([recorded({ entityRef: 'checkout' })]);
    await readings.refresh();
    tick();
    await readings.refresh();
    expect(lines).toEqual([
      expect.stringMatching(/^warn 1 series of objectives name no entity/),
    ]);
  });

  it('end with the portal', async () => {
    const { lines, replica } = setUp();
    const readings = replica();
    readings.stop();
    await expect(readings.refresh()).rejects.toThrow();
    expect(lines).toEqual([]);
  });

  it('say nothing of Prometheus when they are broken off', async () => {
    const { reader, lines, replica } = setUp();
    const readings = replica();
    const first = await readings.refresh();
    reader.reading = down();
    await expect(readings.refresh(AbortSignal.abort())).rejects.toThrow();
    expect(await readings.newest()).toBe(first);
    expect(lines).toEqual([]);
  });
});
