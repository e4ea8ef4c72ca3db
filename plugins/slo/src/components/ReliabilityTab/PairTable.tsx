// Wide tables scroll, so the keyboard must be able to reach them.
/* eslint-disable jsx-a11y/no-noninteractive-tabindex */
import { makeStyles } from '@material-ui/core/styles';
import { StateMark, useLook } from '@greenlight/ui';
import type { PairRow } from './toView';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: { borderCollapse: 'collapse', width: '100%' },
    cell: {
      padding: theme.spacing(0.5, 1.5, 0.5, 0),
      textAlign: 'left',
      fontWeight: 'inherit',
      whiteSpace: 'nowrap',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    prose: { whiteSpace: 'normal', minWidth: 160 },
  }),
  { name: 'GreenlightPairTable' },
);

const titles = [
  'Alert',
  'Windows',
  'Burn rates',
  'Fires above',
  'State',
  'Why',
];

/** Burn rates against the thresholds of the alerts. */
export function PairTable({ rows }: { rows: readonly PairRow[] }) {
  const classes = useStyles();
  const look = useLook();
  const cell = `${look.small} ${look.figures} ${classes.cell}`;
  return (
    <div
      className={classes.scroll}
      tabIndex={0}
      role="region"
      aria-label="Burn-rate alerts"
    >
      <table className={classes.table}>
        <caption className={look.hidden}>Burn-rate alerts</caption>
        <thead>
          <tr className={look.muted}>
            {titles.map(title => (
              <th key={title} scope="col" className={cell}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key}>
              <td className={cell}>{row.severity}</td>
              <td className={cell}>{row.windows}</td>
              <td className={cell}>{row.burns}</td>
              <td className={cell}>{row.factor}</td>
              <td className={cell}>
                <StateMark tone={row.tone} word={row.word} />
              </td>
              <td className={`${cell} ${look.muted} ${classes.prose}`}>
                {row.because}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
