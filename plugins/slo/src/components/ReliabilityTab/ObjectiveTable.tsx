// Wide tables scroll, so the keyboard must be able to reach them.
/* eslint-disable jsx-a11y/no-noninteractive-tabindex */
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { Age, StateMark, useLook } from '@greenlight/ui';
import type { ObjectiveRow } from './toView';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: { borderCollapse: 'collapse', width: '100%' },
    cell: {
      padding: theme.spacing(0.75, 1.5, 0.75, 0),
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: 'inherit',
      whiteSpace: 'nowrap',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    figure: { textAlign: 'right' },
    name: { whiteSpace: 'normal', minWidth: 180 },
    choose: {
      background: 'none',
      border: 0,
      padding: 0,
      font: 'inherit',
      fontWeight: 600,
      color: theme.palette.primary.main,
      textAlign: 'left',
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
      '&[aria-pressed=true]': { color: 'inherit' },
    },
    bar: { width: 96, marginTop: 4, marginLeft: 'auto' },
  }),
  { name: 'GreenlightObjectiveTable' },
);

const titles: ReadonlyArray<{ title: string; figure?: true }> = [
  { title: 'Status' },
  { title: 'Objective' },
  { title: 'Target', figure: true },
  { title: 'Attained', figure: true },
  { title: 'Budget', figure: true },
  { title: 'Burn 1 h', figure: true },
  { title: 'Burn 6 h', figure: true },
  { title: 'Newest data', figure: true },
];

function Budget({ row }: { row: ObjectiveRow }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <>
      <span className={look.strong}>{row.left}</span>
      {row.leftShare !== undefined && (
        <LinearProgress
          aria-hidden
          variant="determinate"
          className={classes.bar}
          value={row.leftShare * 100}
        />
      )}
    </>
  );
}

/** Objectives, worst first; one of them is looked at below. */
export function ObjectiveTable(props: {
  rows: readonly ObjectiveRow[];
  chosen: string | undefined;
  onChoose: (key: string) => void;
}) {
  const { rows, chosen, onChoose } = props;
  const classes = useStyles();
  const look = useLook();
  const cell = `${look.small} ${classes.cell}`;
  const figure = `${cell} ${look.figures} ${classes.figure}`;
  return (
    <div
      className={classes.scroll}
      tabIndex={0}
      role="region"
      aria-label="Objectives"
    >
      <table className={classes.table}>
        <caption className={look.hidden}>Objectives, worst first</caption>
        <thead>
          <tr className={look.muted}>
            {titles.map(column => (
              <th
                key={column.title}
                scope="col"
                className={column.figure ? figure : cell}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key} data-testid="objective-row">
              <td className={cell}>
                <StateMark tone={row.tone} word={row.word} />
              </td>
              <td className={`${cell} ${classes.name}`}>
                <button
                  type="button"
                  className={classes.choose}
                  aria-pressed={row.key === chosen}
                  onClick={() => onChoose(row.key)}
                >
                  {row.name}
                </button>
                <div className={look.muted}>
                  {[row.because, row.young].filter(Boolean).join(' · ')}
                </div>
              </td>
              <td className={figure}>{row.target}</td>
              <td className={figure}>{row.attained}</td>
              <td className={figure}>
                <Budget row={row} />
              </td>
              <td className={figure}>{row.burn}</td>
              <td className={figure}>{row.slowBurn}</td>
              <td className={figure}>
                {row.newestAt ? <Age at={row.newestAt} /> : 'unknown'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
