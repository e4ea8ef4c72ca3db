import { makeStyles } from '@material-ui/core/styles';
import type { LiveStatus } from './useBeats';
import { hiddenText, useLook } from '../components/look';
import { useAnnounceChange } from './announce';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      flexDirection: 'column',
      alignItems: 'flex-end',
      // As wide as the longer of the two words it starts with: when it becomes
      // live, nothing beside it moves.
      '&::after': {
        content: '"○ connecting…"',
        height: 0,
        overflow: 'hidden',
        visibility: 'hidden',
        paddingLeft: 6,
        [theme.breakpoints.down('xs')]: { content: '"○ live"' },
      },
    },
    // There is no room for it on a narrow page; the sign stays.
    connecting: { [theme.breakpoints.down('xs')]: hiddenText },
    line: { display: 'inline-flex', alignItems: 'baseline', gap: 6 },
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
  const { status, onRefresh } = props;
  const { sign, text } = words[status];
  useAnnounceChange(announcements[status]);
  return (
    <span
      className={`${look.small} ${look.muted} ${classes.root}`}
      data-testid="live-mark"
      data-status={status}
    >
      <span className={classes.line}>
        <span aria-hidden className={classes.dot}>
          {sign}
        </span>
        {status === 'connecting' ? (
          <span className={classes.connecting}>{text}</span>
        ) : (
          text
        )}
        {status === 'lost' && onRefresh && (
          <button type="button" className={classes.refresh} onClick={onRefresh}>
            Refresh
          </button>
        )}
      </span>
    </span>
  );
}
