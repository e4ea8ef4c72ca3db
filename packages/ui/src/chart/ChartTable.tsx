// The table scrolls, so the keyboard must be able to reach it.
/* eslint-disable jsx-a11y/no-noninteractive-tabindex */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { formatTime } from '../format/age';
import { useLook } from '../components/look';
import { moments, valueAt } from './series';
import type { ChartLine } from './series';

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

/** The numbers of a chart, for whoever does not see it or wants them. */
export function ChartTable(props: {
  title: string;
  lines: readonly ChartLine[];
  formatValue: (value: number) => string;
}) {
  const { title, lines, formatValue } = props;
  const classes = useStyles();
  const look = useLook();
  const [open, setOpen] = useState(false);
  const write = (value: number | null) =>
    value === null ? 'no data' : formatValue(value);
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
          <table className={`${look.small} ${look.figures}`}>
            <caption className={look.hidden}>{title}</caption>
            <thead>
              <tr>
                <th scope="col" className={classes.cell}>
                  Time
                </th>
                {lines.map(({ key, label }) => (
                  <th key={key} scope="col" className={classes.cell}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {moments(lines).map(at => (
                <tr key={at}>
                  <th scope="row" className={classes.cell}>
                    {formatTime(at)}
                  </th>
                  {lines.map(line => (
                    <td key={line.key} className={classes.cell}>
                      {write(valueAt(line, at))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
