import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { Age, MiddleTruncate, Stale, StateMark, useLook } from '@greenlight/ui';
import { CellDetails } from './CellDetails';
import type { CellView, EnvironmentView, VersionView } from '../../view/cell';

const useStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(130px, 100%), 1fr))',
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
    title: { margin: theme.spacing(0, 0, 0.25) },
    version: { fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.4 },
    // Moves to the next line as a whole before it breaks inside.
    label: { display: 'inline-block', maxWidth: '100%' },
    cell: {
      '& + &': {
        marginTop: theme.spacing(1),
        paddingTop: theme.spacing(1),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    inner: { position: 'relative' },
    beside: { paddingRight: theme.spacing(2) },
    menu: { position: 'absolute', top: -2, right: -10 },
    fact: { whiteSpace: 'nowrap' },
  }),
  { name: 'GreenlightEnvironments' },
);

function VersionText({ version }: { version: VersionView }) {
  const classes = useStyles();
  const text = <MiddleTruncate text={version.label} max={26} />;
  return (
    <span className={classes.label} title={version.title.slice(0, 2_000)}>
      {version.url ? <Link to={version.url}>{text}</Link> : text}
    </span>
  );
}

function Versions({ cell }: { cell: CellView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={`${look.text} ${look.figures} ${classes.version}`}>
      {cell.from && (
        <>
          <VersionText version={cell.from} />
          <span className={look.muted} aria-hidden>
            {' → '}
          </span>
          <span className={look.hidden}> to </span>
        </>
      )}
      <VersionText version={cell.version} />
    </div>
  );
}

function Cell(props: {
  cell: CellView;
  actions?: ReactNode;
  detailed?: boolean;
}) {
  const { cell, actions, detailed } = props;
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={classes.cell} data-testid="workload">
      <div className={classes.inner}>
        {cell.name && (
          <div className={`${look.small} ${look.muted}`}>
            <MiddleTruncate text={cell.name} max={32} />
          </div>
        )}
        <div className={actions ? classes.beside : undefined}>
          <Versions cell={cell} />
        </div>
        {actions && <div className={classes.menu}>{actions}</div>}
        <div className={`${look.small} ${look.muted} ${look.figures}`}>
          <StateMark tone={cell.tone} word={cell.word} />
          {(cell.facts.length > 0 || cell.since) && ' · '}
          {cell.facts.map((fact, at) => (
            <Fragment key={fact}>
              <span className={classes.fact}>
                {fact}
                {(cell.since || at < cell.facts.length - 1) && ' ·'}
              </span>{' '}
            </Fragment>
          ))}
          {cell.since && (
            <span className={classes.fact}>
              <Age at={cell.since} style="span" />
            </span>
          )}
        </div>
        {detailed && <CellDetails workload={cell.workload} />}
      </div>
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

/** Environments side by side, in the order of the pipeline. */
export function Environments(props: {
  environments: EnvironmentView[];
  actionsOf?: (key: string) => ReactNode;
  /** Shows commit, replicas, place and message too. */
  detailed?: boolean;
}) {
  const classes = useStyles();
  const look = useLook();
  return (
    <ul
      className={`${classes.grid} ${props.detailed ? classes.wide : ''}`}
      aria-label="Environments"
    >
      {props.environments.map(environment => (
        <li key={environment.name} className={classes.environment}>
          <h4
            className={`${look.small} ${look.muted} ${look.strong} ${classes.title}`}
          >
            <MiddleTruncate text={environment.title} max={32} />
          </h4>
          <Stale brief stale={environment.stale}>
            {environment.nothing && <Nothing {...environment.nothing} />}
            {environment.cells.map(cell => (
              <Cell
                key={cell.key}
                cell={cell}
                actions={props.actionsOf?.(cell.key)}
                detailed={props.detailed}
              />
            ))}
          </Stale>
        </li>
      ))}
    </ul>
  );
}
