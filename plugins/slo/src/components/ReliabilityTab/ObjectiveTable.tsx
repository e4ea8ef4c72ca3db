// Wide tables scroll, so the keyboard must be able to reach them; and where
// the rows of a narrow one are blocks, browsers forget that it is a table.
/* eslint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Age, StateMark, useLook, useToneColors } from '@greenlight/ui';
import type { ObjectiveRow } from './toView';
import { Why } from './Why';

const useStyles = makeStyles(
  theme => {
    const narrow = theme.breakpoints.down('xs');
    return {
      scroll: { overflowX: 'auto' },
      table: {
        borderCollapse: 'collapse',
        width: '100%',
        [narrow]: { display: 'block', '& tbody': { display: 'block' } },
      },
      head: {
        [narrow]: {
          position: 'absolute',
          clipPath: 'inset(50%)',
          width: 1,
          height: 1,
          overflow: 'hidden',
        },
      },
      row: {
        borderBottom: `1px solid ${theme.palette.divider}`,
        '&[data-chosen=true]': {
          background: 'var(--bui-bg-neutral-2, rgba(128, 128, 128, 0.12))',
        },
        [narrow]: {
          display: 'grid',
          gridTemplateColumns: '1fr 1fr',
          padding: theme.spacing(1, 0),
        },
      },
      cell: {
        padding: theme.spacing(0.75, 1),
        textAlign: 'left',
        verticalAlign: 'top',
        fontWeight: 'inherit',
        whiteSpace: 'nowrap',
        [narrow]: { padding: theme.spacing(0.25, 1), whiteSpace: 'normal' },
      },
      figure: {
        textAlign: 'right',
        [narrow]: {
          textAlign: 'left',
          '&::before': {
            content: 'attr(data-title)',
            display: 'block',
            color: theme.palette.type === 'dark' ? '#c9c9c9' : '#5a5e63',
          },
        },
      },
      name: {
        whiteSpace: 'normal',
        minWidth: 180,
        [narrow]: { gridColumn: '1 / -1' },
      },
      status: { [narrow]: { gridColumn: '1 / -1' } },
      choose: {
        background: 'none',
        border: 0,
        padding: 0,
        font: 'inherit',
        fontWeight: 600,
        color: theme.palette.primary.main,
        textAlign: 'left',
        overflowWrap: 'anywhere',
        cursor: 'pointer',
        '&:hover': { textDecoration: 'underline' },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
        },
        '&[aria-pressed=true]': { color: 'inherit' },
      },
      bar: {
        width: 112,
        height: 5,
        margin: theme.spacing(0.5, 0, 0.5, 'auto'),
        borderRadius: 3,
        background: 'rgba(128, 128, 128, 0.35)',
        [narrow]: { marginLeft: 0 },
      },
      filled: { height: '100%', borderRadius: 3 },
    };
  },
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
  { title: 'Exhausted', figure: true },
  { title: 'Newest data', figure: true },
];

function Budget({ row }: { row: ObjectiveRow }) {
  const classes = useStyles();
  const look = useLook();
  const color = useToneColors()[row.tone];
  const { left, leftShare, rest = [] } = row.figures ?? {};
  return (
    <>
      <span className={look.strong}>{left}</span>
      {leftShare !== undefined && (
        <div className={classes.bar} aria-hidden>
          <div
            className={classes.filled}
            style={{ width: `${leftShare * 100}%`, background: color }}
          />
        </div>
      )}
      {rest.map(text => (
        <div key={text} className={look.muted}>
          {text}
        </div>
      ))}
    </>
  );
}

type RowProps = {
  row: ObjectiveRow;
  chosen: boolean;
  onChoose: (key: string) => void;
};

function Figures({ row }: Pick<RowProps, 'row'>) {
  const classes = useStyles();
  const look = useLook();
  const { figures, newestAt } = row;
  if (!figures) {
    return (
      <td
        role="cell"
        colSpan={titles.length - 2}
        className={`${look.small} ${look.muted} ${classes.cell} ${classes.figure}`}
      >
        nothing of it is measured
      </td>
    );
  }
  const cells: ReactNode[] = [
    figures.target,
    figures.attained,
    <Budget key="budget" row={row} />,
    figures.burn,
    figures.slowBurn,
    figures.exhaustion,
    newestAt ? <Age key="age" at={newestAt} /> : 'unknown',
  ];
  return (
    <>
      {cells.map((cell, index) => (
        <td
          key={titles[index + 2]?.title}
          role="cell"
          data-title={titles[index + 2]?.title}
          className={`${look.small} ${look.figures} ${classes.cell} ${classes.figure}`}
        >
          {cell}
        </td>
      ))}
    </>
  );
}

function Row({ row, chosen, onChoose }: RowProps) {
  const classes = useStyles();
  const look = useLook();
  const cell = `${look.small} ${classes.cell}`;
  return (
    <tr
      role="row"
      className={classes.row}
      data-testid="objective-row"
      data-chosen={chosen}
    >
      <td role="cell" className={`${cell} ${classes.status}`}>
        <StateMark tone={row.tone} word={row.word} />
      </td>
      <td role="cell" className={`${cell} ${classes.name}`}>
        {row.figures ? (
          <button
            type="button"
            className={classes.choose}
            aria-pressed={chosen}
            onClick={() => onChoose(row.key)}
          >
            {row.name}
          </button>
        ) : (
          <span className={look.strong}>{row.name}</span>
        )}
        <Why row={row} />
      </td>
      <Figures row={row} />
    </tr>
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
  return (
    <div
      className={classes.scroll}
      tabIndex={0}
      role="region"
      aria-label="Objectives, worst first"
    >
      <table role="table" aria-label="Objectives" className={classes.table}>
        <thead role="rowgroup" className={classes.head}>
          <tr role="row" className={look.muted}>
            {titles.map(({ title, figure }) => (
              <th
                key={title}
                role="columnheader"
                scope="col"
                className={`${look.small} ${classes.cell} ${
                  figure ? classes.figure : ''
                }`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(row => (
            <Row
              key={row.key}
              row={row}
              chosen={row.key === chosen}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
