import { stringifyEntityRef } from '@backstage/catalog-model';
import type { TableColumn } from '@backstage/core-components';
import type { CatalogTableRow } from '@backstage/plugin-catalog';
import { BudgetCell } from './BudgetCell';

/**
 * A column for the catalog's table: the worst budget of each service. All
 * cells of a page are read with one request.
 *
 * @public
 */
export function createBudgetColumn(): TableColumn<CatalogTableRow> {
  return {
    title: 'Budget',
    sorting: false,
    searchable: false,
    render: ({ entity }) => (
      <BudgetCell entityRef={stringifyEntityRef(entity)} />
    ),
  };
}
