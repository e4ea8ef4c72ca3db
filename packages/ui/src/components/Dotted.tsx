import { Children } from 'react';
import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const GAP = '0.9em';

const useStyles = makeStyles(
  {
    // A dot stands before its part, so at the start of a line it lies outside.
    clip: { overflow: 'hidden' },
    parts: { display: 'flex', flexWrap: 'wrap', marginLeft: `-${GAP}` },
    part: {
      position: 'relative',
      boxSizing: 'border-box',
      maxWidth: '100%',
      paddingLeft: GAP,
    },
    dot: {
      position: 'absolute',
      left: 0,
      width: GAP,
      textAlign: 'center',
      whiteSpace: 'nowrap',
    },
  },
  { name: 'GreenlightDotted' },
);

/**
 * Parts in a row with a dot between two of them; none stands at the end or
 * the start of a line where they break. @public
 */
export function Dotted(props: { children?: ReactNode; className?: string }) {
  const classes = useStyles();
  const parts = Children.toArray(props.children);
  return (
    <div className={`${classes.clip} ${props.className ?? ''}`}>
      <div className={classes.parts}>
        {parts.map((part, at) => (
          <span key={at} className={classes.part}>
            {at > 0 && <span className={classes.dot}> · </span>}
            {part}
          </span>
        ))}
      </div>
    </div>
  );
}
