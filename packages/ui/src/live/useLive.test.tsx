import type { ReactNode } from 'react';
import { act, renderHook } from '@testing-library/react';
import { TestApiProvider } from '@backstage/test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { SignalBus } from '../__testUtils__/SignalBus';
import { useLive } from './useLive';

type Value = { hint: string; count: number };

const beatMs = 5_000;
const hintOf = ({ hint }: Value) => hint;
const half = () => 0.5;

function setUp(options: { bus?: SignalBus; key?: string } = {}) {
  const { bus } = options;
  const source = { count: 0, error: undefined as Error | undefined };
  const read = async () => {
    source.count += 1;
    if (source.error) throw source.error;
    return { hint: 'mine', count: source.count };
  };
  const wrapper = ({ children }: { children: ReactNode }) =>
    bus ? (
      <TestApiProvider apis={[[signalApiRef, bus]]}>{children}</TestApiProvider>
    ) : (
      <TestApiProvider apis={[]}>{children}</TestApiProvider>
    );
  const hook = renderHook(
    ({ key }) =>
      useLive<Value>({ key, read, channel: 'x', beatMs, hintOf, random: half }),
    { wrapper, initialProps: { key: options.key ?? 'a' } },
  );
  return { source, hook, now: () => hook.result.current };
}

const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

describe('a page that follows', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('polls every 5 s where there are no signals', async () => {
    const { now, source } = setUp();
    await pass(0);
    expect(now()).toMatchObject({ status: 'off', value: { count: 1 } });
    await pass(5_000);
    await pass(5_000);
    expect(source.count).toBe(3);
  });

  it('reads after its own hint at once, and not after that of others', async () => {
    const bus = new SignalBus();
    const { now, source } = setUp({ bus });
    await pass(0);
    expect(now().status).toBe('connecting');
    bus.send({ boot: 'a', seq: 1 });
    await pass(1_000);
    expect(now().status).toBe('live');
    const before = source.count;
    bus.send({ boot: 'a', seq: 2, hints: ['other'] });
    await pass(1_000);
    expect(source.count).toBe(before);
    bus.send({ boot: 'a', seq: 3, hints: ['other', 'mine'] });
    await pass(0);
    expect(now().value?.count).toBe(before + 1);
  });

  it('reads soon after a hint to everybody', async () => {
    const bus = new SignalBus();
    const { source } = setUp({ bus });
    await pass(0);
    bus.send({ boot: 'a', seq: 1 });
    await pass(1_000);
    const before = source.count;
    bus.send({ boot: 'a', seq: 2, hints: ['*'] });
    await pass(500);
    expect(source.count).toBe(before + 1);
  });

  it('reads once for a burst of hints, and once more', async () => {
    const bus = new SignalBus();
    const { source } = setUp({ bus });
    await pass(0);
    bus.send({ boot: 'a', seq: 1 });
    await pass(1_000);
    const before = source.count;
    for (let seq = 2; seq < 22; seq++) {
      bus.send({ boot: 'a', seq, hints: ['mine'] });
    }
    await pass(100);
    expect(source.count).toBe(before + 2);
  });

  it('reads after a gap and after a restart of the sender', async () => {
    const bus = new SignalBus();
    const { source } = setUp({ bus });
    await pass(0);
    bus.send({ boot: 'a', seq: 1 });
    await pass(1_000);
    const before = source.count;
    bus.send({ boot: 'a', seq: 3 });
    await pass(1_000);
    expect(source.count).toBe(before + 1);
    bus.send({ boot: 'b', seq: 1 });
    await pass(1_000);
    expect(source.count).toBe(before + 2);
  });

  it('says lost after 2.5 silent beats, polls meanwhile, and comes back', async () => {
    const bus = new SignalBus();
    const { now, source } = setUp({ bus });
    await pass(0);
    bus.send({ boot: 'a', seq: 1 });
    await pass(12_499);
    expect(now().status).toBe('live');
    await pass(2);
    expect(now().status).toBe('lost');
    const before = source.count;
    await pass(5_000);
    expect(source.count).toBe(before + 1);
    bus.send({ boot: 'a', seq: 2 });
    expect(now().status).toBe('live');
    await pass(1_000);
    expect(source.count).toBe(before + 2);
  });

  it('reads every minute while beats arrive, and knows that nothing changed', async () => {
    const bus = new SignalBus();
    const { now, source } = setUp({ bus });
    await pass(0);
    bus.send({ boot: 'a', seq: 1 });
    await pass(1_000);
    const before = source.count;
    for (let seq = 2; seq < 12; seq++) {
      bus.send({ boot: 'a', seq });
      await pass(beatMs);
    }
    expect(source.count).toBe(before);
    expect(Date.now() - (now().confirmedAt ?? 0)).toBe(beatMs);
    for (let seq = 12; seq < 16; seq++) {
      bus.send({ boot: 'a', seq });
      await pass(beatMs);
    }
    expect(source.count).toBe(before + 1);
  });

  it('keeps the last value when a read fails, and tries again soon', async () => {
    const bus = new SignalBus();
    const { now, source } = setUp({ bus });
    await pass(0);
    bus.send({ boot: 'a', seq: 1 });
    await pass(1_000);
    source.error = new Error('down');
    const confirmed = now().confirmedAt;
    bus.send({ boot: 'a', seq: 2, hints: ['mine'] });
    await pass(0);
    expect(now().error?.message).toBe('down');
    expect(now().value).toBeDefined();
    bus.send({ boot: 'a', seq: 3 });
    await pass(100);
    expect(now().confirmedAt).toBe(confirmed);
    source.error = undefined;
    await pass(5_000);
    expect(now().error).toBeUndefined();
  });

  it('forgets the value of another entity', async () => {
    const { hook, now } = setUp();
    await pass(0);
    expect(now().value).toBeDefined();
    hook.rerender({ key: 'b' });
    expect(now().value).toBeUndefined();
    await pass(0);
    expect(now().value).toBeDefined();
  });

  it('ignores what is no beat, and leaves nothing behind', async () => {
    const bus = new SignalBus();
    const { hook, now, source } = setUp({ bus });
    await pass(0);
    bus.send({ hello: 'world' });
    expect(now().status).toBe('connecting');
    expect(bus.listening).toBe(1);
    hook.unmount();
    expect(bus.listening).toBe(0);
    const before = source.count;
    await pass(120_000);
    expect(source.count).toBe(before);
  });
});
