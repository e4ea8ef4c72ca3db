import { useCallback, useRef } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ServiceRow } from '@greenlight/backstage-plugin-slo-common';
import { useNow } from '@greenlight/ui';
import { columns } from './columns';
import { Head } from './Head';
import type { Sorting } from './Head';
import { Row } from './Row';
import { NARROW_ROW_HEIGHT, ROW_HEIGHT } from './rowStyles';

const useStyles = makeStyles(
  theme => ({
    scroll: {
      height: 'max(320px, calc(100vh - 340px))',
      overflow: 'auto',
      background: theme.palette.background.paper,
      borderRadius: 'var(--bui-radius-3, 8px)',
    },
    body: { position: 'relative', width: '100%' },
  }),
  { name: 'GreenlightReliabilityRows' },
);

function useVisible(rows: readonly ServiceRow[]) {
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('sm'));
  const scroll = useRef<HTMLDivElement>(null);
  const height = narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  // A new function makes the list measure its rows anew: other rows, other heights.
  const getItemKey = useCallback(
    (index: number) => `${rows[index]?.entityRef ?? index}@${height}`,
    [rows, height],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 8,
    getItemKey,
  });
  return { scroll, virtual };
}

/** Rows of services, of which only those in sight are drawn. */
export function Rows(props: Sorting & { rows: readonly ServiceRow[] }) {
  const { rows, filters, onSort } = props;
  const classes = useStyles();
  const now = useNow(60_000);
  const { scroll, virtual } = useVisible(rows);
  return (
    // Scrolls, so the keyboard must be able to reach it.
    <div
      ref={scroll}
      className={classes.scroll}
      role="region"
      aria-label="Services"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div
        role="table"
        aria-label="Every service's worst objective"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
      >
        <Head filters={filters} onSort={onSort} />
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index];
            return (
              row && (
                <Row
                  key={key}
                  row={row}
                  now={now}
                  index={index}
                  start={start}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
