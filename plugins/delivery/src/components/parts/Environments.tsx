import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import {
  Age,
  Dotted,
  MiddleTruncate,
  Stale,
  StateMark,
  useLook,
} from '@greenlight/ui';
import { CellDetails } from './CellDetails';
import type { CellView, EnvironmentView, VersionView } from '../../view/cell';

const useStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(140px, 100%), 1fr))',
      gap: theme.spacing(1.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    wide: {
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(190px, 100%), 1fr))',
    },
    environment: {
      minWidth: 0,
      padding: theme.spacing(1, 1.5, 1.25),
      borderRadius: 'var(--bui-radius-2, 4px)',
      background: 'var(--bui-bg-neutral-2, rgba(128, 128, 128, 0.1))',
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5),
    },
    title: { margin: theme.spacing(0, 0, 0.25), minWidth: 0 },
    // Its own height would push the version down.
    menu: { flex: 'none', margin: '-8px -10px -8px 0' },
    versions: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline' },
    from: { display: 'inline-flex', maxWidth: '100%', whiteSpace: 'pre' },
    version: {
      display: 'inline-flex',
      minWidth: 0,
      maxWidth: '100%',
      whiteSpace: 'pre',
      fontSize: '0.9375rem',
      fontWeight: 600,
    },
    label: { minWidth: 0, maxWidth: '100%' },
    cell: {
      '& + &': {
        marginTop: theme.spacing(1),
        paddingTop: theme.spacing(1),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
  }),
  { name: 'GreenlightEnvironments' },
);

function VersionText({ version }: { version: VersionView }) {
  const classes = useStyles();
  const { label, title, url } = version;
  const text = <MiddleTruncate fit text={label} title={title} max={64} />;
  if (!url) return <span className={classes.label}>{text}</span>;
  return (
    <Link to={url} className={classes.label} aria-label={label.slice(0, 120)}>
      {text}
    </Link>
  );
}

function Versions({ cell }: { cell: CellView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={`${look.text} ${look.figures} ${classes.versions}`}>
      {cell.from && (
        <span className={`${look.small} ${look.muted} ${classes.from}`}>
          <VersionText version={cell.from} />
          <span aria-hidden>{' → '}</span>
          <span className={look.hidden}> to </span>
        </span>
      )}
      <span className={classes.version}>
        <VersionText version={cell.version} />
      </span>
    </div>
  );
}

function State({ cell }: { cell: CellView }) {
  const look = useLook();
  return (
    <Dotted className={`${look.small} ${look.muted} ${look.figures}`}>
      <StateMark tone={cell.tone} word={cell.word} />
      {cell.facts.map(fact => (
        <span key={fact}>{fact}</span>
      ))}
      {cell.since && <Age at={cell.since} style="span" />}
    </Dotted>
  );
}

function Cell(props: {
  cell: CellView;
  /** Left out where they stand beside the name of the environment. */
  actions?: ReactNode;
  detailed?: boolean;
}) {
  const { cell, actions, detailed } = props;
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={classes.cell} data-testid="workload">
      {(cell.name || actions) && (
        <div className={classes.head}>
          <div className={`${look.small} ${look.muted}`}>
            <MiddleTruncate text={cell.name ?? ''} max={32} />
          </div>
          {actions && <div className={classes.menu}>{actions}</div>}
        </div>
      )}
      <Versions cell={cell} />
      <State cell={cell} />
      {detailed && <CellDetails workload={cell.workload} />}
    </div>
  );
}

function Nothing(props: NonNullable<EnvironmentView['nothing']>) {
  const look = useLook();
  const { known, word, reason } = props;
  if (known) {
    return <div className={`${look.text} ${look.muted}`}>{word}</div>;
  }
  return (
    <>
      <StateMark tone="unknown" word={word} />
      <div className={`${look.small} ${look.muted}`}>{reason}</div>
    </>
  );
}

function Environment(props: {
  environment: EnvironmentView;
  actionsOf?: (key: string) => ReactNode;
  detailed?: boolean;
}) {
  const classes = useStyles();
  const look = useLook();
  const { environment, actionsOf, detailed } = props;
  const { cells } = environment;
  const alone = cells.length === 1 ? cells[0] : undefined;
  const actions = alone && actionsOf?.(alone.key);
  return (
    <li className={classes.environment}>
      <div className={classes.head}>
        <h4
          className={`${look.small} ${look.muted} ${look.strong} ${classes.title}`}
        >
          <MiddleTruncate text={environment.title} max={32} />
        </h4>
        {actions && <div className={classes.menu}>{actions}</div>}
      </div>
      <Stale brief stale={environment.stale}>
        {environment.nothing && <Nothing {...environment.nothing} />}
        {cells.map(cell => (
          <Cell
            key={cell.key}
            cell={cell}
            actions={alone ? undefined : actionsOf?.(cell.key)}
            detailed={detailed}
          />
        ))}
      </Stale>
    </li>
  );
}

/** Environments side by side, in the order of the pipeline. */
export function Environments(props: {
  environments: EnvironmentView[];
  actionsOf?: (key: string) => ReactNode;
  /** Shows commit, replicas, place and message too. */
  detailed?: boolean;
}) {
  const classes = useStyles();
  return (
    <ul
      className={`${classes.grid} ${props.detailed ? classes.wide : ''}`}
      aria-label="Environments"
    >
      {props.environments.map(environment => (
        <Environment
          key={environment.name}
          environment={environment}
          actionsOf={props.actionsOf}
          detailed={props.detailed}
        />
      ))}
    </ul>
  );
}
