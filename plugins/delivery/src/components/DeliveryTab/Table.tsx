// Wide tables scroll, so the keyboard must be able to reach them.
/* eslint-disable jsx-a11y/no-noninteractive-tabindex */
import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useLook } from '@greenlight/ui';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto', maxWidth: '100%' },
    table: { borderCollapse: 'collapse', width: '100%' },
    cell: {
      padding: theme.spacing(0.5, 1.5, 0.5, 0),
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: 'inherit',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    number: { textAlign: 'right' },
    prose: {
      minWidth: 160,
      maxWidth: 480,
      whiteSpace: 'normal',
      overflowWrap: 'anywhere',
    },
    short: { whiteSpace: 'nowrap', overflowWrap: 'normal' },
  }),
  { name: 'GreenlightTable' },
);

/** A column of a table; figures stand on the right. */
export type Column<T> = {
  title: string;
  figures?: boolean;
  cell: (row: T) => ReactNode;
};

/** A sentence in a cell; it wraps, unlike names and figures. */
export function Prose({ text }: { text: string }) {
  return <div className={useStyles().prose}>{text}</div>;
}

/** A small table with a caption for those who do not see it. */
export function Table<T>(props: {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
}) {
  const classes = useStyles();
  const look = useLook();
  const classOf = ({ figures }: Column<T>) =>
    `${look.small} ${classes.cell} ${classes.short} ${
      figures ? classes.number : ''
    }`;
  return (
    <div
      className={classes.scroll}
      tabIndex={0}
      role="region"
      aria-label={props.caption}
    >
      <table className={`${classes.table} ${look.figures}`}>
        <caption className={look.hidden}>{props.caption}</caption>
        <thead>
          <tr className={look.muted}>
            {props.columns.map(column => (
              <th key={column.title} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(row => (
            <tr key={props.keyOf(row)}>
              {props.columns.map(column => (
                <td key={column.title} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
