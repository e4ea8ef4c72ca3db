import { middleTruncate } from '../format/truncate';

const MOST_ON_HOVER = 2_000;

/** A long name cut in the middle, the whole on hover. @public */
export function MiddleTruncate(props: {
  text: string;
  /** Most characters shown; 40 when not given. */
  max?: number;
  className?: string;
}) {
  const { text, max = 40, className } = props;
  const shown = middleTruncate(text, max);
  return (
    <span
      className={className}
      title={shown === text ? undefined : text.slice(0, MOST_ON_HOVER)}
    >
      {shown}
    </span>
  );
}
