import { makeStyles } from '@material-ui/core/styles';
import type { LiveStatus } from './useBeats';
import { useLook } from '../components/look';
import { useAnnounceChange } from './announce';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'inline-flex', alignItems: 'baseline', gap: 6 },
    dot: { fontSize: '0.75em', lineHeight: 1 },
    refresh: {
      background: 'none',
      border: 0,
      padding: theme.spacing(0, 0.5),
      color: 'inherit',
      font: 'inherit',
      textDecoration: 'underline',
      cursor: 'pointer',
    },
  }),
  { name: 'GreenlightLiveMark' },
);

const words: Record<LiveStatus, { sign: string; text: string }> = {
  off: { sign: '○', text: 'refreshed every 5 s' },
  connecting: { sign: '○', text: 'connecting…' },
  live: { sign: '●', text: 'live' },
  lost: { sign: '✕', text: 'live updates lost, refreshed every 5 s' },
};

const announcements: Record<LiveStatus, string | undefined> = {
  off: undefined,
  connecting: undefined,
  live: 'Live updates are on',
  lost: 'Live updates are lost; the page refreshes every 5 seconds',
};

/** Says whether the page follows by itself. @public */
export function LiveMark(props: {
  status: LiveStatus;
  onRefresh?: () => void;
}) {
  const classes = useStyles();
  const look = useLook();
  const { sign, text } = words[props.status];
  useAnnounceChange(announcements[props.status]);
  return (
    <span
      className={`${look.small} ${look.muted} ${classes.root}`}
      data-testid="live-mark"
      data-status={props.status}
    >
      <span aria-hidden className={classes.dot}>
        {sign}
      </span>
      {text}
      {props.status === 'lost' && props.onRefresh && (
        <button
          type="button"
          className={classes.refresh}
          onClick={props.onRefresh}
        >
          Refresh
        </button>
      )}
    </span>
  );
}
