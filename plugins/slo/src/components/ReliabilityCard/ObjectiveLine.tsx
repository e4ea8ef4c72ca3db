import { makeStyles } from '@material-ui/core/styles';
import { Age, StateMark, useLook } from '@greenlight/ui';
import type { LineView } from './toView';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      columnGap: theme.spacing(2),
      padding: theme.spacing(0.75, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:last-child': { borderBottom: 0 },
    },
    figures: {
      display: 'grid',
      gridTemplateColumns: '4.5em 5.5em 8.5em 11em',
      columnGap: theme.spacing(1),
      textAlign: 'right',
      margin: 0,
      [theme.breakpoints.down('sm')]: {
        gridColumn: '1 / -1',
        gridTemplateColumns: 'repeat(2, auto)',
        justifyContent: 'start',
        textAlign: 'left',
        paddingLeft: theme.spacing(3),
      },
      '& dd': { margin: 0 },
    },
    below: { gridColumn: '1 / -1', paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'GreenlightObjectiveLine' },
);

function Figure(props: { title: string; value: string; strong?: boolean }) {
  const look = useLook();
  return (
    <div>
      <dt className={look.hidden}>{props.title}</dt>
      <dd className={props.strong ? look.strong : undefined}>{props.value}</dd>
    </div>
  );
}

function Below({ line }: { line: LineView }) {
  const classes = useStyles();
  const look = useLook();
  const { because, lastKnown, young, figures } = line;
  const said = [because, young, figures?.exhaustion].filter(Boolean);
  if (said.length === 0 && !lastKnown) return null;
  return (
    <div className={`${look.small} ${look.muted} ${classes.below}`}>
      {said.join(' · ')}
      {lastKnown && (
        <>
          {said.length > 0 && ' · '}
          last known {lastKnown.text}, <Age at={lastKnown.at} />
        </>
      )}
    </div>
  );
}

/** One objective: its state, its figures, and why. */
export function ObjectiveLine({ line }: { line: LineView }) {
  const classes = useStyles();
  const look = useLook();
  const { figures } = line;
  return (
    <li className={classes.line} data-testid="objective" data-word={line.word}>
      <StateMark tone={line.tone} word={line.word}>
        <span>{line.name}</span>
      </StateMark>
      {figures && (
        <dl className={`${look.small} ${look.figures} ${classes.figures}`}>
          <Figure title="Target" value={figures.target} />
          <Figure title="Attained" value={figures.attained} />
          <Figure title="Budget" value={figures.left} strong />
          <Figure title="Burn rate over the last hour" value={figures.burn} />
        </dl>
      )}
      <Below line={line} />
    </li>
  );
}
