import { makeStyles } from '@material-ui/core/styles';
import { useLook, useToneColors } from '@greenlight/ui';
import type { FlightView } from '../../view/flight';
import type { StepMark } from '../../view/steps';

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '4px 3px',
      margin: theme.spacing(1, 0),
      padding: 0,
      listStyle: 'none',
    },
    step: {
      flex: '1 1 auto',
      minWidth: 44,
      paddingRight: 6,
      whiteSpace: 'nowrap',
      borderTop: '4px solid',
      paddingTop: 2,
    },
    ahead: { borderTopStyle: 'dotted' },
    more: { flex: '0 0 auto', alignSelf: 'flex-end' },
  }),
  { name: 'GreenlightStepBar' },
);

const signs: Record<StepMark['state'], string> = {
  done: '✓',
  current: '▸',
  next: '',
};

function Step({ step }: { step: StepMark }) {
  const classes = useStyles();
  const look = useLook();
  const colors = useToneColors();
  const color = {
    done: colors.good,
    current: colors.busy,
    next: colors.unknown,
  }[step.state];
  const current = step.state === 'current';
  return (
    <li
      className={`${classes.step} ${
        step.state === 'next' ? classes.ahead : ''
      }`}
      style={{ borderTopColor: color }}
      aria-current={current ? 'step' : undefined}
      data-state={step.state}
    >
      <span
        className={`${look.small} ${look.figures} ${
          current ? look.strong : look.muted
        }`}
      >
        <span aria-hidden>{signs[step.state]} </span>
        {step.label}
        <span className={look.hidden}>, {step.word}</span>
      </span>
    </li>
  );
}

function More({ count, side }: { count: number; side: string }) {
  const classes = useStyles();
  const look = useLook();
  if (count === 0) return null;
  return (
    <li className={`${look.small} ${look.muted} ${classes.more}`}>
      {count} {side}
    </li>
  );
}

/** The steps of a canary with the one it is at. */
export function StepBar({ flight }: { flight: FlightView }) {
  const classes = useStyles();
  if (flight.steps.length === 0) return null;
  return (
    <ol className={classes.bar} aria-label="Steps of the canary">
      <More count={flight.hidden.before} side="before" />
      {flight.steps.map(step => (
        <Step key={step.index} step={step} />
      ))}
      <More count={flight.hidden.after} side="after" />
    </ol>
  );
}
