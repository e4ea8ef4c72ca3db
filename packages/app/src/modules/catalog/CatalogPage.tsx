import type { ReactNode } from 'react';
import { Content } from '@backstage/core-components';
import { CatalogTable } from '@backstage/plugin-catalog';
import type { CatalogTableColumnsFunc } from '@backstage/plugin-catalog';
import {
  CatalogFilterLayout,
  EntityListProvider,
} from '@backstage/plugin-catalog-react';
import type { EntityListPagination } from '@backstage/plugin-catalog-react';
import { createBudgetColumn } from '@greenlight/backstage-plugin-slo';

type Column = ReturnType<CatalogTableColumnsFunc>[number];

const TYPE_FIELD = 'entity.spec.type';
const budget = createBudgetColumn();

/** Puts the budget before the type; the stock titles are elements, their fields are text. */
export function withBudget(columns: readonly Column[], kind?: string) {
  if (kind !== 'component') return [...columns];
  const place = columns.findIndex(({ field }) => field === TYPE_FIELD);
  const before = place === -1 ? columns.length : place;
  return [...columns.slice(0, before), budget, ...columns.slice(before)];
}

/** The stock columns, and what is left of the budget where there can be one. */
const columnsWithBudget: CatalogTableColumnsFunc = context =>
  withBudget(
    CatalogTable.defaultColumnsFunc(context),
    context.entities[0]?.kind.toLowerCase() ?? context.filters.kind?.value,
  );

/** The catalog's page as it is, with one more column. */
export function CatalogPage(props: {
  filters: ReactNode;
  pagination?: EntityListPagination;
}) {
  return (
    <EntityListProvider pagination={props.pagination}>
      <Content>
        <CatalogFilterLayout>
          <CatalogFilterLayout.Filters>
            {props.filters}
          </CatalogFilterLayout.Filters>
          <CatalogFilterLayout.Content>
            <CatalogTable columns={columnsWithBudget} />
          </CatalogFilterLayout.Content>
        </CatalogFilterLayout>
      </Content>
    </EntityListProvider>
  );
}
