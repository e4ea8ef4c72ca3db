import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { Age, MiddleTruncate, Stale, StateMark, useLook } from '@greenlight/ui';
import type { CellView, EnvironmentView, VersionView } from '../../view/cell';

const useStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
      gap: theme.spacing(1.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    environment: {
      minWidth: 0,
      padding: theme.spacing(1, 1.5, 1.25),
      borderRadius: 'var(--bui-radius-2, 4px)',
      background: 'var(--bui-bg-neutral-2, rgba(128, 128, 128, 0.1))',
    },
    title: { margin: theme.spacing(0, 0, 0.25) },
    version: { fontSize: '1rem', fontWeight: 600, lineHeight: 1.4 },
    cell: {
      position: 'relative',
      '& + &': {
        marginTop: theme.spacing(1),
        paddingTop: theme.spacing(1),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    head: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5),
    },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(0.75),
    },
  }),
  { name: 'GreenlightEnvironments' },
);

function VersionText({ version }: { version: VersionView }) {
  const text = <MiddleTruncate text={version.label} max={26} />;
  return (
    <span title={version.title.slice(0, 2_000)}>
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

function Cell({ cell, actions }: { cell: CellView; actions?: ReactNode }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={classes.cell} data-testid="workload">
      <div className={classes.head}>
        <div>
          {cell.name && (
            <div className={`${look.small} ${look.muted}`}>
              <MiddleTruncate text={cell.name} max={32} />
            </div>
          )}
          <Versions cell={cell} />
        </div>
        {actions}
      </div>
      <div
        className={`${look.small} ${look.muted} ${look.figures} ${classes.facts}`}
      >
        <StateMark tone={cell.tone} word={cell.word} />
        {cell.facts.map(fact => (
          <span key={fact}>· {fact}</span>
        ))}
        {cell.since && (
          <span>
            · <Age at={cell.since} style="span" />
          </span>
        )}
      </div>
    </div>
  );
}

/** Environments side by side, in the order of the pipeline. */
export function Environments(props: {
  environments: EnvironmentView[];
  actionsOf: (key: string) => ReactNode;
}) {
  const classes = useStyles();
  const look = useLook();
  return (
    <ul className={classes.grid} aria-label="Environments">
      {props.environments.map(environment => (
        <li key={environment.name} className={classes.environment}>
          <h4
            className={`${look.small} ${look.muted} ${look.strong} ${classes.title}`}
          >
            <MiddleTruncate text={environment.title} max={32} />
          </h4>
          <Stale stale={environment.stale}>
            {environment.nothing && (
              <StateMark {...environment.nothing}>
                {environment.nothing.reason && (
                  <span className={look.muted}>
                    : {environment.nothing.reason}
                  </span>
                )}
              </StateMark>
            )}
            {environment.cells.map(cell => (
              <Cell
                key={cell.key}
                cell={cell}
                actions={props.actionsOf(cell.key)}
              />
            ))}
          </Stale>
        </li>
      ))}
    </ul>
  );
}
