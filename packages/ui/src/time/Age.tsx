import { useCallback } from 'react';
import { formatAge, formatTime, parseTime } from '../format/age';
import { formatSpan } from '../format/duration';
import { useTicking } from './clock';

function iso(at: string | number | undefined): string | undefined {
  const ms = parseTime(at);
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

/** Properties of an age. @public */
export type AgeProps = {
  /** ISO time or milliseconds. */
  at: string | number | undefined;
  /** `ago` (9 s ago) or `span` (9 s). */
  style?: 'ago' | 'span';
};

/** A time as its age, ticking; in full with its zone on hover. @public */
export function Age({ at, style = 'ago' }: AgeProps) {
  const write = useCallback(
    (now: number) => {
      const ms = parseTime(at);
      if (style === 'span' && ms !== undefined) {
        return formatSpan(Math.max(0, now - ms));
      }
      return formatAge(at, now);
    },
    [at, style],
  );
  const text = useTicking(write);
  return (
    <time dateTime={iso(at)} title={formatTime(at)}>
      {text}
    </time>
  );
}

/** Time that is left until a moment: `3 min left`, then `due`. @public */
export function TimeLeft({ until }: { until: string | number }) {
  const write = useCallback(
    (now: number) => {
      const ms = parseTime(until);
      if (ms === undefined) return 'until an unknown time';
      return ms > now ? `${formatSpan(ms - now)} left` : 'due';
    },
    [until],
  );
  const text = useTicking(write);
  return (
    <time dateTime={iso(until)} title={formatTime(until)}>
      {text}
    </time>
  );
}
