// Wide tables scroll, so the keyboard must be able to reach them.
/* eslint-disable jsx-a11y/no-noninteractive-tabindex */
import { Fragment } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { StateMark, useLook } from '@greenlight/ui';
import type { Explanation } from '@greenlight/backstage-plugin-slo-common';
import { Explained } from './Explain';
import type { PairRow } from './toView';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: { borderCollapse: 'collapse', width: '100%' },
    cell: {
      padding: theme.spacing(0.5, 1.5, 0.5, 0),
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: 'inherit',
      whiteSpace: 'nowrap',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    prose: { whiteSpace: 'normal', minWidth: 160 },
  }),
  { name: 'GreenlightPairTable' },
);

const titles = ['Alert', 'State', 'Burn rates', 'Fires above', 'Why'];

function Row(props: {
  row: PairRow;
  explained: ReadonlyMap<string, Explanation>;
}) {
  const { row, explained } = props;
  const classes = useStyles();
  const look = useLook();
  const cell = `${look.small} ${look.figures} ${classes.cell}`;
  return (
    <tr data-testid="pair-row">
      <th scope="row" className={cell}>
        {row.severity}
      </th>
      <td className={cell}>
        <StateMark tone={row.tone} word={row.word} />
      </td>
      <td className={cell}>
        {row.burns.map(({ window, text }, index) => (
          <Fragment key={window}>
            {index > 0 && ' and '}
            <Explained explanation={explained.get(`burn:${window}`)}>
              {text}
            </Explained>{' '}
            over {window}
          </Fragment>
        ))}
      </td>
      <td className={cell}>
        {row.factor} <span className={look.muted}>({row.spends})</span>
      </td>
      <td className={`${cell} ${look.muted} ${classes.prose}`}>
        {row.because}
      </td>
    </tr>
  );
}

/** Burn rates against the thresholds of the alerts. */
export function PairTable(props: {
  rows: readonly PairRow[];
  explained: ReadonlyMap<string, Explanation>;
}) {
  const { rows, explained } = props;
  const classes = useStyles();
  const look = useLook();
  return (
    <div
      className={classes.scroll}
      tabIndex={0}
      role="region"
      aria-label="Burn rates against alerts"
    >
      <table className={classes.table}>
        <caption className={look.hidden}>Burn-rate alerts</caption>
        <thead>
          <tr className={look.muted}>
            {titles.map(title => (
              <th
                key={title}
                scope="col"
                className={`${look.small} ${classes.cell}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row key={row.key} row={row} explained={explained} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
