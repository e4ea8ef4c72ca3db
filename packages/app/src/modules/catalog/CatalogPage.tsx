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

const budget = createBudgetColumn();

/** The stock columns, and what is left of the budget where there can be one. */
export const columnsWithBudget: CatalogTableColumnsFunc = context => {
  const columns = CatalogTable.defaultColumnsFunc(context);
  const kind =
    context.entities[0]?.kind.toLowerCase() ?? context.filters.kind?.value;
  if (kind !== 'component') return columns;
  // The first two are the title, which is hidden, and the name.
  return [...columns.slice(0, 2), budget, ...columns.slice(2)];
};

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
