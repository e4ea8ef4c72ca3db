import { coreExtensionData } from '@backstage/frontend-plugin-api';
import stockCatalogPlugin from '@backstage/plugin-catalog/alpha';

const page = stockCatalogPlugin.getExtension('page:catalog').override({
  factory: (stock, { inputs, config }) =>
    stock({
      params: {
        loader: async () => {
          const { CatalogPage } = await import('./CatalogPage');
          const filters = inputs.filters.map(filter =>
            filter.get(coreExtensionData.reactElement),
          );
          return (
            <CatalogPage filters={filters} pagination={config.pagination} />
          );
        },
      },
    }),
});

/** The catalog, whose table also shows what is left of the budget. */
export const catalogPlugin = stockCatalogPlugin.withOverrides({
  extensions: [page],
});
