import { useEffect, useRef, useState } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { BeatSequence, toBeat } from './beats';

/**
 * `off`: no signals plugin, the page polls. `connecting`: no beat yet.
 * `live`: beats arrive. `lost`: they stayed out. @public
 */
export type LiveStatus = 'off' | 'connecting' | 'live' | 'lost';

/** After this many beats without one, live updates are lost. */
const SILENT_BEATS = 2.5;

export type BeatHandler = {
  /** `gap`: something may have been missed; otherwise the hints of a beat. */
  onBeat: (beat: { gap: boolean; hints: string[] }) => void;
};

/**
 * Follows a channel of beats. The stock hook can't tell quiet from
 * disconnected and shows only the last of several signals, so this one
 * subscribes to the API itself and takes silence as loss.
 */
export function useBeats(
  channel: string,
  beatMs: number,
  handler: BeatHandler,
): LiveStatus {
  const signals = useApiHolder().get(signalApiRef);
  const [status, setStatus] = useState<LiveStatus>(
    signals ? 'connecting' : 'off',
  );
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });

  useEffect(() => {
    if (!signals) return undefined;
    const sequence = new BeatSequence();
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const arm = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => {
        sequence.forget();
        setStatus('lost');
      }, SILENT_BEATS * beatMs);
    };
    arm();
    const { unsubscribe } = signals.subscribe(channel, message => {
      const beat = toBeat(message);
      if (!beat) return;
      arm();
      setStatus('live');
      const gap = sequence.take(beat);
      latest.current.onBeat({ gap, hints: beat.hints ?? [] });
    });
    return () => {
      clearTimeout(watchdog);
      unsubscribe();
    };
  }, [signals, channel, beatMs]);

  return status;
}
