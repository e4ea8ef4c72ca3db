import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useBeats } from './useBeats';
import type { LiveStatus } from './useBeats';
import { Reader } from './reader';
import type { ReadResult } from './reader';
import { usePolling } from './usePolling';

/** How a page reads and what makes it read again. @public */
export type LiveOptions<T> = {
  /** Names what is read; another key forgets the value of the one before. */
  key: string;
  read: (signal: AbortSignal) => Promise<T>;
  channel: string;
  beatMs: number;
  /**
   * The hint that concerns a value; `*` concerns all of them. Without it every
   * hint does.
   */
  hintOf?: (value: T) => string;
  /** Safety reads: slow while live, quick otherwise. */
  pollMs?: { live: number; otherwise: number };
  /** Spreads the reads of many pages; Math.random in production. */
  random?: () => number;
};

/** What a page knows, and how well. @public */
export type Live<T> = {
  /** The newest answer; stays while later reads fail. */
  value?: T;
  /** Why the newest read failed. */
  error?: Error;
  status: LiveStatus;
  /** Milliseconds at which the value was read. */
  readAt?: number;
  /** Milliseconds at which the value was known to be the newest. */
  confirmedAt?: number;
  refresh: () => Promise<void>;
};

type State<T> = { key: string; value?: T; error?: Error; readAt?: number };

const POLL = { live: 60_000, otherwise: 5_000 };
/** Many pages hear of a gap, or of what concerns all, at the same moment. */
const GAP_SPREAD_MS = 400;
/** A hint that concerns every page. */
const EVERYBODY = '*';

function merge<T>(state: State<T>, key: string, result: ReadResult<T>) {
  if (result.ok) return { key, value: result.value, readAt: result.at };
  const kept = state.key === key ? state : { key };
  return { ...kept, error: result.error };
}

/**
 * Reads, and reads again when a live hint says that something changed, after
 * a gap in the beats, every minute to be safe, and every five seconds while
 * there are no live updates. Data only ever comes through `read`. @public
 */
export function useLive<T>(options: LiveOptions<T>): Live<T> {
  const { key, channel, beatMs, hintOf, random = Math.random } = options;
  const [state, setState] = useState<State<T>>({ key });
  const [beatAt, setBeatAt] = useState<number>();
  const read = useRef(options.read);
  useEffect(() => {
    read.current = options.read;
  });

  const reader = useMemo(
    () =>
      new Reader<T>({
        read: signal => read.current(signal),
        report: result => setState(old => merge(old, key, result)),
        now: Date.now,
      }),
    [key],
  );
  const current: State<T> = state.key === key ? state : { key };
  const hint =
    current.value !== undefined && hintOf ? hintOf(current.value) : undefined;

  const spread = useRef<ReturnType<typeof setTimeout>>();
  const onBeat = useCallback(
    (beat: { gap: boolean; hints: string[] }) => {
      const mine =
        hint === undefined ? beat.hints.length > 0 : beat.hints.includes(hint);
      if (mine) reader.trigger();
      else if (beat.gap || beat.hints.includes(EVERYBODY)) {
        clearTimeout(spread.current);
        spread.current = setTimeout(
          () => reader.trigger(),
          GAP_SPREAD_MS * random(),
        );
      } else setBeatAt(Date.now());
    },
    [hint, reader, random],
  );
  const status = useBeats(channel, beatMs, { onBeat });

  useEffect(() => {
    reader.trigger();
    return () => {
      clearTimeout(spread.current);
      reader.stop();
    };
  }, [reader]);
  const { live, otherwise } = options.pollMs ?? POLL;
  const calm = status === 'live' && !current.error;
  usePolling(reader, calm ? live : otherwise, random);

  const { value, error, readAt } = current;
  const confirmedAt =
    readAt === undefined || error ? readAt : Math.max(readAt, beatAt ?? 0);
  const refresh = useCallback(() => reader.refresh(), [reader]);
  return { value, error, readAt, confirmedAt, status, refresh };
}
