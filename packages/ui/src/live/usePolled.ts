import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Reader } from './reader';
import type { ReadResult } from './reader';
import { usePolling } from './usePolling';

/** How a page reads what is measured at intervals. @public */
export type PolledOptions<T> = {
  /** Names what is read; another key forgets the value of the one before. */
  key: string;
  read: (signal: AbortSignal) => Promise<T>;
  everyMs: number;
  /** Spreads the reads of many pages; Math.random in production. */
  random?: () => number;
};

/** What a page knows, and how well. @public */
export type Polled<T> = {
  /** The newest answer; stays while later reads fail. */
  value?: T;
  /** Why the newest read failed. */
  error?: Error;
  /** Milliseconds at which the value was read. */
  readAt?: number;
  refresh: () => Promise<void>;
};

type State<T> = { key: string; value?: T; error?: Error; readAt?: number };

function merge<T>(state: State<T>, key: string, result: ReadResult<T>) {
  if (result.ok) return { key, value: result.value, readAt: result.at };
  const kept = state.key === key ? state : { key };
  return { ...kept, error: result.error };
}

/**
 * Reads, and reads again every so often while the page is seen. A failed
 * reading keeps the answer before it, and is tried again by itself. @public
 */
export function usePolled<T>(options: PolledOptions<T>): Polled<T> {
  const { key, everyMs, random = Math.random } = options;
  const [state, setState] = useState<State<T>>({ key });
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
  useEffect(() => {
    reader.trigger();
    return () => reader.stop();
  }, [reader]);
  usePolling(reader, everyMs, random);
  const refresh = useCallback(() => reader.refresh(), [reader]);
  const { value, error, readAt }: State<T> =
    state.key === key ? state : { key };
  return { value, error, readAt, refresh };
}
