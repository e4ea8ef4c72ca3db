import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useLook } from '@greenlight/ui';

const useStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(130px, 100%), 1fr))',
      gap: theme.spacing(1.5),
    },
    block: { borderRadius: 'var(--bui-radius-2, 4px)' },
    line: { marginTop: theme.spacing(1) },
  }),
  { name: 'GreenlightCardSkeleton' },
);

/** Keeps the place of a card while its first answer is under way. */
export function CardSkeleton() {
  const classes = useStyles();
  const look = useLook();
  return (
    <div aria-busy data-testid="delivery-loading">
      <span className={look.hidden}>Loading the delivery of this service</span>
      <div className={classes.grid}>
        {['a', 'b', 'c', 'd'].map(key => (
          <Skeleton
            key={key}
            variant="rect"
            animation={false}
            height={78}
            className={classes.block}
          />
        ))}
      </div>
      <Skeleton
        variant="text"
        animation={false}
        width="45%"
        className={classes.line}
      />
    </div>
  );
}
