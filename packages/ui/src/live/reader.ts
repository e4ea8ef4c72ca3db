/** What a reader reports after each read. */
export type ReadResult<T> =
  | { ok: true; value: T; at: number }
  | { ok: false; error: Error; at: number };

export type ReaderOptions<T> = {
  read: (signal: AbortSignal) => Promise<T>;
  report: (result: ReadResult<T>) => void;
  now: () => number;
  /** A read older than this is given up for a newer one. */
  supersedeAfterMs?: number;
  /** A read that takes longer has failed. */
  timeoutMs?: number;
};

type Flight = { id: number; startedAt: number; controller: AbortController };

function toError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}

/** After a read, the next one waits this many times as long as it took, up to a limit. */
const REST_TIMES = 3;
const LONGEST_REST_MS = 1_000;

/**
 * One read at a time. A hint during a read leads to one more read after it,
 * however many hints came; a slow read is superseded and its answer dropped.
 * A change comes with others right behind it. Where many pages follow it, their
 * second reads would push in front of each other's first ones, so the slower
 * the answers are, the longer the next read waits.
 */
export class Reader<T> {
  private flight: Flight | undefined;
  private again = false;
  private reads = 0;
  private stopped = false;
  private restUntil = -Infinity;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ReaderOptions<T>) {}

  /** Reads now, or once more after the read under way. */
  trigger(): void {
    if (this.stopped) return;
    const { now, supersedeAfterMs = 2_000 } = this.options;
    if (this.flight && now() - this.flight.startedAt < supersedeAfterMs) {
      this.again = true;
      return;
    }
    this.startRested();
  }

  /** Reads now, whatever is under way. */
  async refresh(): Promise<void> {
    if (!this.stopped) await this.start();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.resting);
    this.flight?.controller.abort();
    this.flight = undefined;
  }

  private startRested(): void {
    const restMs = this.flight ? 0 : this.restUntil - this.options.now();
    if (restMs <= 0) {
      void this.start();
      return;
    }
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.start(), restMs);
  }

  private async start(): Promise<void> {
    clearTimeout(this.resting);
    this.flight?.controller.abort();
    this.again = false;
    const id = ++this.reads;
    const controller = new AbortController();
    const startedAt = this.options.now();
    this.flight = { id, startedAt, controller };
    const result = await this.attempt(controller);
    if (this.stopped || this.flight?.id !== id) return;
    this.flight = undefined;
    const tookMs = result.at - startedAt;
    this.restUntil = result.at + Math.min(LONGEST_REST_MS, REST_TIMES * tookMs);
    this.options.report(result);
    if (this.again) this.startRested();
  }

  private async attempt(controller: AbortController): Promise<ReadResult<T>> {
    const { read, now, timeoutMs = 15_000 } = this.options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no answer within ${timeoutMs / 1000} s`));
        controller.abort();
      }, timeoutMs);
    });
    try {
      const value = await Promise.race([read(controller.signal), late]);
      return { ok: true, value, at: now() };
    } catch (cause) {
      return { ok: false, error: toError(cause), at: now() };
    } finally {
      clearTimeout(timer);
    }
  }
}
