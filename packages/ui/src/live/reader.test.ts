import { Reader } from './reader';
import type { ReadResult } from './reader';

type Pending = {
  resolve: (value: string) => void;
  reject: (cause: unknown) => void;
  signal: AbortSignal;
};

function setUp(options: { timeoutMs?: number } = {}) {
  const pending: Pending[] = [];
  const results: ReadResult<string>[] = [];
  const clock = { now: 0 };
  const reader = new Reader<string>({
    read: signal =>
      new Promise((resolve, reject) => {
        pending.push({ resolve, reject, signal });
      }),
    report: result => results.push(result),
    now: () => clock.now,
    supersedeAfterMs: 100,
    ...options,
  });
  return { reader, pending, results, clock };
}

const settled = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

describe('the reader', () => {
  it('reads once more for all the hints of one read', async () => {
    const { reader, pending, results } = setUp();
    reader.trigger();
    reader.trigger();
    reader.trigger();
    expect(pending).toHaveLength(1);
    pending[0]?.resolve('one');
    await settled();
    expect(pending).toHaveLength(2);
    pending[1]?.resolve('two');
    await settled();
    expect(pending).toHaveLength(2);
    expect(results).toEqual([
      { ok: true, value: 'one', at: 0 },
      { ok: true, value: 'two', at: 0 },
    ]);
  });

  describe('after a read that took its time', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    async function readFor(ms: number) {
      const parts = setUp();
      parts.reader.trigger();
      parts.clock.now = ms;
      parts.pending[0]?.resolve('first');
      await settled();
      return parts;
    }

    it('rests three times as long, then reads once for all hints', async () => {
      const { reader, pending } = await readFor(20);
      reader.trigger();
      reader.trigger();
      jest.advanceTimersByTime(59);
      expect(pending).toHaveLength(1);
      jest.advanceTimersByTime(1);
      expect(pending).toHaveLength(2);
      jest.advanceTimersByTime(5_000);
      expect(pending).toHaveLength(2);
    });

    it('reads at once when the rest is over', async () => {
      const { reader, pending, clock } = await readFor(20);
      clock.now = 80;
      reader.trigger();
      expect(pending).toHaveLength(2);
    });

    it('never rests longer than a second', async () => {
      const { reader, pending } = await readFor(10_000);
      reader.trigger();
      jest.advanceTimersByTime(1_000);
      expect(pending).toHaveLength(2);
    });

    it('reads at once for a person who asks', async () => {
      const { reader, pending } = await readFor(20);
      reader.trigger();
      void reader.refresh();
      expect(pending).toHaveLength(2);
      jest.advanceTimersByTime(5_000);
      expect(pending).toHaveLength(2);
    });

    it('does not read after it was stopped', async () => {
      const { reader, pending } = await readFor(20);
      reader.trigger();
      reader.stop();
      jest.advanceTimersByTime(5_000);
      expect(pending).toHaveLength(1);
    });
  });

  it('gives a slow read up for a newer one and drops its answer', async () => {
    const { reader, pending, results, clock } = setUp();
    reader.trigger();
    clock.now = 150;
    reader.trigger();
    expect(pending).toHaveLength(2);
    expect(pending[0]?.signal.aborted).toBe(true);
    pending[1]?.resolve('new');
    await settled();
    pending[0]?.resolve('old');
    await settled();
    expect(results).toEqual([{ ok: true, value: 'new', at: 150 }]);
  });

  it('reports a failure as an error, whatever was thrown', async () => {
    const { reader, pending, results } = setUp();
    reader.trigger();
    pending[0]?.reject('down');
    await settled();
    expect(results).toEqual([{ ok: false, error: new Error('down'), at: 0 }]);
  });

  it('says when no answer came in time', async () => {
    const { reader, results, pending } = setUp({ timeoutMs: 5 });
    await reader.refresh();
    expect(results).toEqual([
      { ok: false, error: new Error('no answer within 0.005 s'), at: 0 },
    ]);
    expect(pending[0]?.signal.aborted).toBe(true);
  });

  it('is quiet once stopped', async () => {
    const { reader, pending, results } = setUp();
    reader.trigger();
    reader.stop();
    pending[0]?.resolve('late');
    await settled();
    reader.trigger();
    await reader.refresh();
    expect(results).toEqual([]);
    expect(pending).toHaveLength(1);
  });
});
