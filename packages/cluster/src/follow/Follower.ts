import type { IndexTiming } from '../ClusterIndex';
import type { ApiClient } from '../http/ApiClient';
import { readLines } from '../http/body';
import { explainError, RequestFailed } from '../http/failure';
import { toFailure } from '../http/statusFailure';
import { backoffMs } from './backoff';
import type { WatchPhase } from './deriveState';
import { parseListPage, parseWatchEvent, versionOf } from './parse';
import type { ListPage, WatchEvent } from './parse';
import { collectionPath } from '../http/paths';
import type { ResourceLocation } from '../http/paths';
import { Pause } from './Pause';

const MAX_LINE_BYTES = 16 * 1024 * 1024;
/**
 * An API server that is starting may say for a moment that a kind is forbidden
 * or unknown. For a kind that was there, that counts only so many times in a row.
 */
const CONFIRMATIONS = 4;

/** Failures that say nothing against the version that was reached. */
const RESUMABLE: readonly string[] = [
  'unreachable',
  'unauthorized',
  'overloaded',
  'forbidden',
];

/** Where a follower delivers. */
export interface FollowerSink {
  /** A list begins; what an unfinished one delivered is void. */
  listing(): void;
  /** One page of the list. */
  page(items: readonly unknown[]): void;
  /** The list is complete and replaces what there was. */
  listed(): void;
  /** The kind does not exist, so none of its objects do. */
  cleared(): void;
  event(type: 'ADDED' | 'MODIFIED' | 'DELETED', raw: unknown): void;
  /** The phase is another one now. */
  moved(): void;
  failed(failure: RequestFailed, failuresInARow: number): void;
}

export interface FollowerOptions {
  client: ApiClient;
  location: ResourceLocation;
  sink: FollowerSink;
  timing: IndexTiming;
  pageSize: number;
  now: () => number;
  /** A random number from 0 to 1. */
  draw: () => number;
}

/**
 * Lists one resource and watches it from there, for as long as it runs,
 * whatever the API server answers.
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #pause = new Pause();
  readonly #stopped = new AbortController();
  #phase: WatchPhase = { state: 'connecting' };
  #listed = false;
  #version: string | undefined;
  #failures = 0;
  /** The last failure's type, and how often it came in a row. */
  #repeated: { type?: RequestFailed['type']; times: number } = { times: 0 };
  #open: { at: number; seenAt: number; close: AbortController } | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  get phase(): WatchPhase {
    return this.#phase;
  }

  /** True once the watch has been open for longer than any delay. */
  get steady(): boolean {
    const { now, timing } = this.#options;
    return !!this.#open && now() - this.#open.at >= timing.backoffMaxMs;
  }

  async run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      try {
        if (this.#version === undefined) await this.#list();
        await this.#watch();
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        await this.#recover(toRequestFailed(error));
      }
    }
  }

  stop(): void {
    this.#stopped.abort();
    this.#pause.end();
  }

  /** The cluster answers again: what failed before says nothing any more. */
  wake(): void {
    this.#failures = 0;
    this.#pause.wake();
  }

  /** Opens the watch anew if it has said nothing since then: it may be dead. */
  renewUnlessSeenSince(time: number): void {
    if (this.#open && this.#open.seenAt <= time) this.#open.close.abort();
  }

  async #list(): Promise<void> {
    const { sink } = this.#options;
    sink.listing();
    let page = await this.#listPage(undefined);
    sink.page(page.items);
    while (page.continueToken) {
      const next = await this.#listPage(page.continueToken);
      if (next.continueToken === page.continueToken) {
        throw new RequestFailed('malformed', 'the list goes round in circles');
      }
      page = next;
      sink.page(page.items);
    }
    sink.listed();
    this.#version = page.resourceVersion;
    this.#listed = true;
    this.#seen();
  }

  async #listPage(continueToken: string | undefined): Promise<ListPage> {
    const { client, location, timing, pageSize } = this.#options;
    const query: Record<string, string> = { limit: String(pageSize) };
    if (continueToken) query.continue = continueToken;
    const path = collectionPath(location);
    const { signal } = this.#stopped;
    return parseListPage(
      await client.getJson(
        { method: 'GET', path, query },
        { timeoutMs: timing.requestTimeoutMs, signal },
      ),
    );
  }

  async #watch(): Promise<void> {
    const { now, timing } = this.#options;
    const close = new AbortController();
    const signal = AbortSignal.any([close.signal, this.#stopped.signal]);
    const silence = setTimeout(() => close.abort(), timing.silenceLimitMs);
    try {
      const body = await this.#openWatch(signal);
      this.#open = { at: now(), seenAt: now(), close };
      this.#move({ state: 'live' });
      for await (const line of readLines(body, MAX_LINE_BYTES)) {
        silence.refresh();
        this.#handle(parseWatchEvent(line));
      }
    } catch (error) {
      // Closed by us, to resume where it was: no failure of the cluster.
      if (!close.signal.aborted) throw error;
    } finally {
      clearTimeout(silence);
    }
    this.#ended();
  }

  async #openWatch(signal: AbortSignal) {
    const { client, location, timing } = this.#options;
    return client.openStream(
      {
        method: 'GET',
        path: collectionPath(location),
        query: {
          watch: 'true',
          allowWatchBookmarks: 'true',
          resourceVersion: this.#version ?? '',
        },
      },
      { timeoutMs: timing.requestTimeoutMs, signal },
    );
  }

  #handle(event: WatchEvent) {
    if (event.type === 'ERROR') {
      this.#version = undefined;
      throw errorEvent(event);
    }
    const version = versionOf(event);
    if (event.type !== 'BOOKMARK') {
      this.#options.sink.event(event.type, event.object);
    }
    this.#version = version;
    this.#seen();
  }

  /** An API server ends watches every few minutes; that alone is no failure. */
  #ended() {
    const open = this.#open;
    this.#open = undefined;
    if (this.#stopped.signal.aborted) return;
    const { now, timing } = this.#options;
    if (open && now() - open.at >= timing.backoffBaseMs) {
      this.#forgetFailuresAfter(open.at);
      return;
    }
    throw new RequestFailed('unreachable', 'the watch was closed at once');
  }

  async #recover(failure: RequestFailed): Promise<void> {
    const { sink } = this.#options;
    if (this.#open) this.#forgetFailuresAfter(this.#open.at);
    this.#open = undefined;
    this.#failures++;
    const { type, times } = this.#repeated;
    const repeats = type === failure.type ? times + 1 : 1;
    this.#repeated = { type: failure.type, times: repeats };
    if (!RESUMABLE.includes(failure.type)) this.#version = undefined;
    this.#moveAfter(failure);
    if (!this.#isDoubtful(failure)) sink.failed(failure, this.#failures);
    await this.#pause.forMs(
      this.#delayAfter(failure),
      // Only 429 asks to be obeyed: an API server that is starting answers 503
      // with a Retry-After that is longer than its start.
      failure.type === 'overloaded' ? failure.retryAfterMs : 0,
    );
  }

  /** A watch that was open for longer than any delay ends a row of failures. */
  #forgetFailuresAfter(openedAt: number) {
    const { now, timing } = this.#options;
    if (now() - openedAt < timing.backoffMaxMs) return;
    this.#failures = 0;
    this.#repeated = { times: 0 };
  }

  #delayAfter(failure: RequestFailed): number {
    const { timing, draw } = this.#options;
    const { backoffBaseMs: baseMs, backoffMaxMs, recheckMs } = timing;
    // A list is what a 410 asks for, and delay would show old rows for longer.
    const { times } = this.#repeated;
    if (failure.type === 'expired' && times === 1) return 0;
    return this.#isRefusal(failure)
      ? backoffMs(times, { baseMs, maxMs: recheckMs }, draw())
      : backoffMs(this.#failures, { baseMs, maxMs: backoffMaxMs }, draw());
  }

  #moveAfter(failure: RequestFailed) {
    const reason = failure.message;
    if (!this.#isRefusal(failure) || this.#isDoubtful(failure)) {
      this.#move({ state: this.#listed ? 'stale' : 'down', reason });
    } else if (failure.type === 'absent') {
      this.#listed = false;
      this.#options.sink.cleared();
      this.#move({ state: 'absent', reason });
    } else {
      this.#move({ state: 'forbidden', reason });
    }
  }

  #isDoubtful(failure: RequestFailed): boolean {
    return (
      this.#listed &&
      this.#isRefusal(failure) &&
      this.#repeated.times < CONFIRMATIONS
    );
  }

  #isRefusal(failure: RequestFailed): boolean {
    return failure.type === 'absent' || failure.type === 'forbidden';
  }

  #seen() {
    const at = this.#options.now();
    if (this.#open) this.#open.seenAt = at;
    this.#phase = { ...this.#phase, lastEventAt: at };
  }

  #move(next: Pick<WatchPhase, 'state' | 'reason'>) {
    const { state, reason, lastEventAt } = this.#phase;
    if (state === next.state && reason === next.reason) return;
    this.#phase = { ...next, lastEventAt };
    this.#options.sink.moved();
  }
}

function errorEvent({ object }: WatchEvent): RequestFailed {
  if (typeof object.code !== 'number' || object.code < 400) {
    return new RequestFailed('malformed', 'an error event names no error');
  }
  return toFailure({
    status: object.code,
    contentType: 'application/json',
    text: JSON.stringify(object),
  });
}

function toRequestFailed(error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error;
  return new RequestFailed('malformed', explainError(error));
}
