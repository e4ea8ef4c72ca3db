import { memo } from 'react';
import type { ReactNode } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { ServiceRow } from '@greenlight/backstage-plugin-slo-common';
import { StateMark, useLook } from '@greenlight/ui';
import { columns } from './columns';
import { useRowStyles } from './rowStyles';
import { rowView } from './toView';
import type { RowView } from './toView';

function Service({ row }: { row: RowView }) {
  const entityRoute = useRouteRef(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(row.entityRef, {
    defaultKind: 'component',
    defaultNamespace: 'default',
  });
  return (
    <Link
      to={`${entityRoute({ kind, namespace, name })}/reliability${row.search}`}
      title={row.service}
    >
      {row.service}
    </Link>
  );
}

type Place =
  | 'status'
  | 'service'
  | 'owner'
  | 'objective'
  | 'left'
  | 'burn'
  | 'exhaustion'
  | 'wideOnly';

function Cell(props: {
  column: number;
  place: Place;
  strong?: boolean;
  title?: string;
  children: ReactNode;
}) {
  const { column, place, strong, title, children } = props;
  const classes = useRowStyles();
  const look = useLook();
  const figure = columns[column]?.figure;
  const names = [
    look.small,
    classes.cell,
    classes[place],
    ...(figure ? [look.figures, classes.figure] : []),
    ...(strong ? [look.strong] : []),
  ];
  return (
    <div
      role="cell"
      aria-colindex={column + 1}
      className={names.join(' ')}
      title={title}
    >
      {children}
    </div>
  );
}

/** A figure that the head of its column explains, or a word where there is none. */
function Named({ word, value }: { word: string; value: string }) {
  const classes = useRowStyles();
  if (value === '') return null;
  return (
    <>
      <span className={classes.narrowOnly}>{word} </span>
      {value}
    </>
  );
}

function Cells({ row }: { row: RowView }) {
  const classes = useRowStyles();
  const look = useLook();
  return (
    <>
      <Cell column={0} place="status" title={row.because}>
        <StateMark tone={row.tone} word={row.word} />
      </Cell>
      <Cell column={1} place="service">
        <Service row={row} />
      </Cell>
      <Cell column={2} place="owner" title={row.owner}>
        {row.owner}
      </Cell>
      <Cell
        column={3}
        place="objective"
        title={`${row.objective}: ${row.because}`}
      >
        {row.objective}
        <div className={`${look.muted} ${classes.cell}`}>{row.note}</div>
      </Cell>
      <Cell column={4} place="wideOnly">
        {row.target}
      </Cell>
      <Cell column={5} place="wideOnly">
        {row.attained}
      </Cell>
      <Cell column={6} place="left" strong>
        {row.left}
      </Cell>
      <Cell column={7} place="burn">
        <Named word="burn" value={row.burn} />
      </Cell>
      <Cell column={8} place="exhaustion">
        <Named word="exhausted" value={row.exhaustion} />
      </Cell>
    </>
  );
}

/** One service; drawn again only when something of it changed. */
export const Row = memo(function RowOf(props: {
  row: ServiceRow;
  now: number;
  index: number;
  start: number;
}) {
  const { row, now, index, start } = props;
  const classes = useRowStyles();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-testid="slo-row"
      data-status={row.status}
      className={`${classes.row} ${classes.placed}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <Cells row={rowView(row, now)} />
    </div>
  );
});
