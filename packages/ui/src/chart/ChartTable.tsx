// The table scrolls, so the keyboard must be able to reach it.
/* eslint-disable jsx-a11y/no-noninteractive-tabindex */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { formatTime } from '../format/age';
import { useLook } from '../components/look';
import { nearest } from './cursor';
import { valueAt } from './series';
import type { ChartLine, ChartMarker } from './series';

const useStyles = makeStyles(
  theme => ({
    scroll: { maxHeight: 240, overflow: 'auto' },
    cell: {
      padding: theme.spacing(0.25, 2, 0.25, 0),
      textAlign: 'right',
      fontWeight: 'inherit',
      whiteSpace: 'nowrap',
      '&:first-child': { textAlign: 'left' },
    },
  }),
  { name: 'GreenlightChartTable' },
);

type TableProps = {
  title: string;
  lines: readonly ChartLine[];
  markers: readonly ChartMarker[];
  moments: readonly number[];
  formatValue: (value: number) => string;
};

/** Markers by the row that is nearest to them. */
function marked({ moments, markers }: TableProps): Map<number, string> {
  const rows = new Map<number, string>();
  for (const { at, label } of markers) {
    const row = moments[nearest(moments, at)] ?? at;
    rows.set(row, [rows.get(row), label].filter(Boolean).join(', '));
  }
  return rows;
}

function Numbers(props: TableProps) {
  const { title, lines, markers, moments, formatValue } = props;
  const classes = useStyles();
  const look = useLook();
  const happened = marked(props);
  const columns = [
    'Time',
    ...lines.map(({ label }) => label),
    ...(markers.length > 0 ? ['What happened'] : []),
  ];
  return (
    <table className={`${look.small} ${look.figures}`}>
      <caption className={look.hidden}>{title}</caption>
      <thead>
        <tr>
          {columns.map(name => (
            <th key={name} scope="col" className={classes.cell}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moments.map(at => (
          <tr key={at}>
            <th scope="row" className={classes.cell}>
              {formatTime(at)}
            </th>
            {lines.map(line => {
              const value = valueAt(line, at);
              return (
                <td key={line.key} className={classes.cell}>
                  {value === null ? 'no data' : formatValue(value)}
                </td>
              );
            })}
            {markers.length > 0 && (
              <td className={classes.cell}>{happened.get(at)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The numbers of a chart, for whoever does not see it or wants them. */
export function ChartTable(props: TableProps) {
  const { title } = props;
  const classes = useStyles();
  const look = useLook();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button
        size="small"
        className={look.button}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide the table' : 'Show as table'}
        <span className={look.hidden}>: {title}</span>
      </Button>
      {open && (
        <div
          className={classes.scroll}
          tabIndex={0}
          role="region"
          aria-label={`${title}, as table`}
        >
          <Numbers {...props} />
        </div>
      )}
    </div>
  );
}
