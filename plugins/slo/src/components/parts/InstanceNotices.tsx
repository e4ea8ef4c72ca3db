import { makeStyles } from '@material-ui/core/styles';
import { StateMark, useLook } from '@greenlight/ui';
import type { InstanceNotice } from '../../view/freshness';

const useStyles = makeStyles(
  theme => ({ root: { marginBottom: theme.spacing(1) } }),
  { name: 'GreenlightInstanceNotices' },
);

/** Which Prometheus does not answer, in its own words. */
export function InstanceNotices(props: { notices: InstanceNotice[] }) {
  const classes = useStyles();
  const look = useLook();
  if (props.notices.length === 0) return null;
  return (
    <div role="status" className={classes.root} data-testid="slo-instances">
      {props.notices.map(({ name, text }) => (
        <div key={name}>
          <StateMark tone="unknown" word="Unknown" iconOnly>
            <span className={look.muted}>{text}</span>
          </StateMark>
        </div>
      ))}
    </div>
  );
}
