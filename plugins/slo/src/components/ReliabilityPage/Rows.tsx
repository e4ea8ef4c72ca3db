import { memo, useMemo, useRef } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ServiceRow } from '@greenlight/backstage-plugin-slo-common';
import { StateMark, useLook, useNow } from '@greenlight/ui';
import type { Filters, SortKey } from './filters';
import { rowView } from './toView';
import type { RowView } from './toView';

const ROW_HEIGHT = 52;
const NARROW_ROW_HEIGHT = 84;
const COLUMNS =
  '7.5em minmax(7em, 1.1fr) minmax(7em, 1fr) minmax(9em, 1.6fr) 4.5em 5em 7.5em 4.5em 7em';

const useStyles = makeStyles(
  theme => ({
    scroll: {
      height: 'max(320px, calc(100vh - 340px))',
      overflow: 'auto',
      background: theme.palette.background.paper,
      borderRadius: 'var(--bui-radius-3, 8px)',
    },
    head: {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      background: theme.palette.background.paper,
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    row: {
      display: 'grid',
      gridTemplateColumns: COLUMNS,
      columnGap: theme.spacing(1.5),
      alignItems: 'center',
      minWidth: 880,
      padding: theme.spacing(0, 2),
      height: ROW_HEIGHT,
      boxSizing: 'border-box',
      borderBottom: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('sm')]: {
        minWidth: 0,
        height: NARROW_ROW_HEIGHT,
        gridTemplateColumns: '1fr auto',
        alignContent: 'center',
      },
    },
    placed: { position: 'absolute', top: 0, left: 0, right: 0 },
    body: { position: 'relative', width: '100%' },
    cell: {
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    figure: { textAlign: 'right' },
    sort: {
      background: 'none',
      border: 0,
      padding: 0,
      color: 'inherit',
      font: 'inherit',
      fontWeight: 600,
      cursor: 'pointer',
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    // On a narrow page: the service and what is left of it; its objective and why.
    wideOnly: { [theme.breakpoints.down('sm')]: { display: 'none' } },
    first: { [theme.breakpoints.down('sm')]: { order: -1, fontWeight: 600 } },
    headNarrow: { [theme.breakpoints.down('sm')]: { display: 'none' } },
  }),
  { name: 'GreenlightReliabilityRows' },
);

const columns: ReadonlyArray<{ title: string; sort?: SortKey; figure?: true }> =
  [
    { title: 'Status', sort: 'care' },
    { title: 'Service', sort: 'service' },
    { title: 'Owner', sort: 'owner' },
    { title: 'Worst objective' },
    { title: 'Target', figure: true },
    { title: 'Attained', figure: true },
    { title: 'Budget', sort: 'left', figure: true },
    { title: 'Burn 1h', sort: 'burn', figure: true },
    { title: 'Exhausted', figure: true },
  ];

type SortProps = {
  filters: Filters;
  onSort: (change: Pick<Filters, 'sort' | 'descending'>) => void;
};

function Head({ filters, onSort }: SortProps) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div role="rowgroup" className={`${classes.head} ${classes.headNarrow}`}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        {columns.map(({ title, sort, figure }) => {
          const chosen = sort === filters.sort;
          const order = filters.descending ? 'descending' : 'ascending';
          return (
            <div
              key={title}
              role="columnheader"
              aria-sort={chosen ? order : undefined}
              className={`${look.small} ${classes.cell} ${
                figure ? classes.figure : ''
              }`}
            >
              {sort ? (
                <button
                  type="button"
                  className={classes.sort}
                  onClick={() =>
                    onSort({ sort, descending: chosen && !filters.descending })
                  }
                >
                  {title}
                  {chosen && (filters.descending ? ' ↓' : ' ↑')}
                </button>
              ) : (
                title
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Service({ row }: { row: RowView }) {
  const entityRoute = useRouteRef(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(row.entityRef, {
    defaultKind: 'component',
    defaultNamespace: 'default',
  });
  return (
    <Link
      to={`${entityRoute({ kind, namespace, name })}/reliability`}
      title={row.service}
    >
      {row.service}
    </Link>
  );
}

const Row = memo(function RowOf(props: {
  row: RowView;
  index: number;
  start: number;
}) {
  const { row, index, start } = props;
  const classes = useStyles();
  const look = useLook();
  const text = `${look.small} ${classes.cell}`;
  const figure = `${text} ${look.figures} ${classes.figure}`;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-testid="slo-row"
      className={`${classes.row} ${classes.placed}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="cell" className={text} title={row.because}>
        <StateMark tone={row.tone} word={row.word} />
      </div>
      <div role="cell" className={`${text} ${classes.first}`}>
        <Service row={row} />
      </div>
      <div
        role="cell"
        className={`${text} ${classes.wideOnly}`}
        title={row.owner}
      >
        {row.owner}
      </div>
      <div
        role="cell"
        className={text}
        title={`${row.objective}: ${row.because}`}
      >
        {row.objective}
        <div className={`${look.muted} ${classes.cell}`}>
          {row.left ? row.more : row.because}
        </div>
      </div>
      <div role="cell" className={`${figure} ${classes.wideOnly}`}>
        {row.target}
      </div>
      <div role="cell" className={`${figure} ${classes.wideOnly}`}>
        {row.attained}
      </div>
      <div role="cell" className={`${figure} ${look.strong}`}>
        {row.left}
      </div>
      <div role="cell" className={`${figure} ${classes.wideOnly}`}>
        {row.burn}
      </div>
      <div role="cell" className={`${figure} ${classes.wideOnly}`}>
        {row.exhaustion}
      </div>
    </div>
  );
});

/** Rows of services, of which only those in sight are drawn. */
export function Rows(props: SortProps & { rows: readonly ServiceRow[] }) {
  const { rows, filters, onSort } = props;
  const classes = useStyles();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('sm'));
  const scroll = useRef<HTMLDivElement>(null);
  const now = useNow(60_000);
  const height = narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const options = useMemo(() => ({ height }), [height]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => options.height,
    overscan: 8,
    getItemKey: index => rows[index]?.entityRef ?? index,
  });
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
                  row={rowView(row, now)}
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
