import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Age } from '../time/Age';
import { useLook } from './look';
import { StateMark } from './StateMark';

const useStyles = makeStyles(
  theme => ({
    stale: {
      filter: 'grayscale(1)',
      borderLeft: `3px dashed ${theme.palette.text.secondary}`,
      paddingLeft: theme.spacing(1.5),
    },
    note: { marginBottom: theme.spacing(1) },
  }),
  { name: 'GreenlightStale' },
);

/** Properties of what may be old. @public */
export type StaleProps = {
  /** Set when what is inside is not known to be so any more. */
  stale?: { lastSeen?: string | number; reason: string };
  /** Says only since when, where the reason stands elsewhere. */
  brief?: boolean;
  children?: ReactNode;
};

/** Mutes what is old and says since when and why. @public */
export function Stale({ stale, brief, children }: StaleProps) {
  const classes = useStyles();
  const look = useLook();
  if (!stale) return <>{children}</>;
  return (
    <div className={classes.stale} data-testid="stale">
      <div className={`${look.row} ${classes.note}`}>
        <StateMark tone="unknown" word="Stale" iconOnly={brief}>
          <span className={look.muted}>
            {stale.lastSeen === undefined ? (
              'never seen'
            ) : (
              <>
                last seen <Age at={stale.lastSeen} />
              </>
            )}
            {!brief && `: ${stale.reason}`}
          </span>
        </StateMark>
      </div>
      {children}
    </div>
  );
}
