import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { StateMark, useLook } from '@greenlight/ui';
import { errorView } from '../../view/errors';

const useStyles = makeStyles(
  theme => ({ retry: { marginTop: theme.spacing(1) } }),
  { name: 'GreenlightSloErrorBlock' },
);

/** An error with its cause, what to do about it, and another try. */
export function ErrorBlock(props: { error: Error; onRetry: () => void }) {
  const classes = useStyles();
  const look = useLook();
  const view = errorView(props.error);
  return (
    <div role="alert" data-testid="slo-error" data-kind={view.kind}>
      <StateMark
        tone={view.kind === 'denied' ? 'unknown' : 'bad'}
        word={view.title}
      />
      <div className={look.text}>{view.cause.slice(0, 1_000)}</div>
      <div className={`${look.text} ${look.muted}`}>{view.fix}</div>
      {view.kind !== 'denied' && (
        <Button
          size="small"
          variant="outlined"
          className={`${look.button} ${classes.retry}`}
          onClick={props.onRetry}
        >
          Try again
        </Button>
      )}
    </div>
  );
}
