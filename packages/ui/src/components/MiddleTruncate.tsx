import { makeStyles } from '@material-ui/core/styles';
import { middleTruncate, splitTail } from '../format/truncate';

const MOST_ON_HOVER = 2_000;
const TAIL = 6;

const useStyles = makeStyles(
  {
    fit: {
      display: 'inline-flex',
      maxWidth: '100%',
      minWidth: 0,
      whiteSpace: 'pre',
      verticalAlign: 'bottom',
    },
    head: { overflow: 'hidden', textOverflow: 'ellipsis' },
    tail: { flex: 'none' },
  },
  { name: 'GreenlightMiddleTruncate' },
);

function Fitted({ text }: { text: string }) {
  const classes = useStyles();
  const { head, tail } = splitTail(text, TAIL);
  return (
    <>
      <span className={classes.head}>{head}</span>
      {tail && <span className={classes.tail}>{tail}</span>}
    </>
  );
}

/** A long name cut in the middle, the whole on hover. @public */
export function MiddleTruncate(props: {
  text: string;
  /** Most characters shown; 40 when not given. */
  max?: number;
  /** Keeps it on one line, and cuts it further where there is less room. */
  fit?: boolean;
  /** What hovering shows; the whole text when not given. */
  title?: string;
  className?: string;
}) {
  const { text, max = 40, fit, className = '' } = props;
  const classes = useStyles();
  const shown = middleTruncate(text, max);
  const cut = fit || shown !== text;
  const title = props.title ?? (cut ? text : undefined);
  return (
    <span
      className={fit ? `${classes.fit} ${className}` : className}
      title={title?.slice(0, MOST_ON_HOVER)}
    >
      {fit ? <Fitted text={shown} /> : shown}
    </span>
  );
}
