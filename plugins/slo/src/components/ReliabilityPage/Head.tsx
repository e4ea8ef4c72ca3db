import { makeStyles } from '@material-ui/core/styles';
import { useLook } from '@greenlight/ui';
import { columns } from './columns';
import type { Column } from './columns';
import type { Filters, SortKey } from './rowFilters';
import { useRowStyles } from './rowStyles';

const useStyles = makeStyles(
  theme => ({
    head: {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      background: theme.palette.background.paper,
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
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
  }),
  { name: 'GreenlightReliabilityHead' },
);

/** How the list is ordered, and how to change it. */
export type Sorting = {
  filters: Pick<Filters, 'sort' | 'descending'>;
  onSort: (change: Pick<Filters, 'sort' | 'descending'>) => void;
};

/** What stands first after a click: the fastest burn, the least budget. */
function nextOrder(sort: SortKey, { filters }: Sorting) {
  const chosen = sort === filters.sort;
  return { sort, descending: chosen ? !filters.descending : sort === 'burn' };
}

function Title(props: { column: Column; sorting: Sorting }) {
  const { column, sorting } = props;
  const classes = useStyles();
  const { sort, title } = column;
  const { filters, onSort } = sorting;
  if (!sort) return <>{title}</>;
  return (
    <button
      type="button"
      className={classes.sort}
      onClick={() => onSort(nextOrder(sort, sorting))}
    >
      {title}
      {sort === filters.sort && (
        <span aria-hidden>{filters.descending ? ' ↓' : ' ↑'}</span>
      )}
    </button>
  );
}

/** The titles of the columns; a click orders the list. */
export function Head(props: Sorting) {
  const classes = useStyles();
  const rowClasses = useRowStyles();
  const look = useLook();
  const { sort, descending } = props.filters;
  const order = descending ? 'descending' : 'ascending';
  return (
    <div role="rowgroup" className={`${classes.head} ${rowClasses.wideOnly}`}>
      <div role="row" aria-rowindex={1} className={rowClasses.row}>
        {columns.map((column, index) => (
          <div
            key={column.title}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={column.sort && column.sort === sort ? order : undefined}
            className={`${look.small} ${rowClasses.cell} ${
              column.figure ? rowClasses.figure : ''
            }`}
          >
            <Title column={column} sorting={props} />
          </div>
        ))}
      </div>
    </div>
  );
}
