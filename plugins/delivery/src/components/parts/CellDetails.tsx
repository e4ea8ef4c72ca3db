import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useLook } from '@greenlight/ui';
import type { Workload } from '@greenlight/backstage-plugin-delivery-common';
import { detailRows } from '../../view/details';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      columnGap: theme.spacing(1),
      margin: theme.spacing(0.75, 0, 0),
    },
    value: { margin: 0, minWidth: 0, overflowWrap: 'break-word' },
  }),
  { name: 'GreenlightCellDetails' },
);

/** What is known of a workload beyond its version and health. */
export function CellDetails({ workload }: { workload: Workload }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <dl className={`${look.small} ${look.figures} ${classes.list}`}>
      {detailRows(workload).map(({ name, value, url }) => [
        <dt key={name} className={look.muted}>
          {name}
        </dt>,
        <dd key={`${name} is`} className={`${look.small} ${classes.value}`}>
          {url ? <Link to={url}>{value}</Link> : value}
        </dd>,
      ])}
    </dl>
  );
}
