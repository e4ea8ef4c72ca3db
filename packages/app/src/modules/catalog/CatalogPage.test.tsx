import { CatalogTable } from '@backstage/plugin-catalog';
import { withBudget } from './CatalogPage';

const { createNameColumn, createSpecTypeColumn, createTagsColumn } =
  CatalogTable.columns;

const stock = () => [
  createNameColumn({ defaultKind: 'component' }),
  createSpecTypeColumn(),
  createTagsColumn(),
];

const titlesOf = (kind: string) =>
  withBudget(stock(), kind).map(({ title, field }) =>
    title === 'Budget' ? title : field,
  );

describe('the columns of the catalog', () => {
  it('has the budget before the type of a component, and keeps the stock ones', () => {
    expect(titlesOf('component')).toEqual([
      'resolved.entityRef',
      'Budget',
      'entity.spec.type',
      'entity.metadata.tags',
    ]);
  });

  it('has the stock ones alone for what has no budget', () => {
    expect(titlesOf('user')).toHaveLength(3);
    expect(titlesOf('user')).not.toContain('Budget');
  });
});
