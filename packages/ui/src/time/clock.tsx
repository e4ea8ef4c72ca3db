import {
  createContext,
  useCallback,
  useContext,
  useSyncExternalStore,
} from 'react';
import type { ReactNode } from 'react';
import { subscribeToSeconds } from './ticker';

const OffsetContext = createContext(0);

/**
 * Ages below are told by the server's clock: `offsetMs` is how far it is
 * ahead of this machine's. @public
 */
export function ServerClock(props: { offsetMs: number; children?: ReactNode }) {
  return (
    <OffsetContext.Provider value={props.offsetMs}>
      {props.children}
    </OffsetContext.Provider>
  );
}

/** A text made from the time, drawn again only when the text changes. @public */
export function useTicking(write: (now: number) => string): string {
  const offset = useContext(OffsetContext);
  const read = useCallback(() => write(Date.now() + offset), [write, offset]);
  return useSyncExternalStore(subscribeToSeconds, read, read);
}

/** The time in steps; draws again once per step. @public */
export function useNow(stepMs: number): number {
  const offset = useContext(OffsetContext);
  const read = useCallback(
    () => Math.floor((Date.now() + offset) / stepMs) * stepMs,
    [offset, stepMs],
  );
  return useSyncExternalStore(subscribeToSeconds, read, read);
}
