import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useLook } from '@greenlight/ui';

/** Place for what is in flight, kept also while nothing is. */
export const FLIGHTS_HEIGHT = 76;

const useStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(140px, 100%), 1fr))',
      gap: theme.spacing(1.5),
    },
    wide: {
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(190px, 100%), 1fr))',
    },
    block: { borderRadius: 'var(--bui-radius-2, 4px)' },
    flights: { minHeight: FLIGHTS_HEIGHT, paddingTop: theme.spacing(2) },
  }),
  { name: 'GreenlightCardSkeleton' },
);

/** Keeps the place of a card while its first answer is under way. */
export function CardSkeleton(props: {
  /** For environments that show commit, pods and place too. */
  detailed?: boolean;
}) {
  const { detailed } = props;
  const classes = useStyles();
  const look = useLook();
  return (
    <div aria-busy data-testid="delivery-loading">
      <span className={look.hidden}>Loading the delivery of this service</span>
      <div className={`${classes.grid} ${detailed ? classes.wide : ''}`}>
        {['a', 'b', 'c', 'd'].map(key => (
          <Skeleton
            key={key}
            variant="rect"
            animation={false}
            height={detailed ? 142 : 79}
            className={classes.block}
          />
        ))}
      </div>
      {!detailed && (
        <div className={classes.flights}>
          <Skeleton variant="text" animation={false} width="45%" />
        </div>
      )}
    </div>
  );
}
