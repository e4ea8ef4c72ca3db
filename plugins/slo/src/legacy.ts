import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { SloClient } from '@greenlight/backstage-plugin-slo-common';
import { sloApiRef } from './api/sloApiRef';
import { entityReliabilityRouteRef, reliabilityPageRouteRef } from './routes';

/** The slo plugin for the old frontend system. @public */
export const sloPlugin = createPlugin({
  id: 'slo',
  routes: {
    entityReliability: entityReliabilityRouteRef,
    reliability: reliabilityPageRouteRef,
  },
  apis: [
    createApiFactory({
      api: sloApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new SloClient(deps),
    }),
  ],
});

/**
 * Objectives and budgets, for an entity page. `withLink` links to the tab,
 * which must be mounted then. @public
 */
export const EntityReliabilityCard: (props: {
  withLink?: boolean;
}) => JSX.Element = sloPlugin.provide(
  createComponentExtension({
    name: 'EntityReliabilityCard',
    component: {
      lazy: () =>
        import('./components/legacyCard').then(m => m.LegacyReliabilityCard),
    },
  }),
);

/** The Reliability tab of an entity page. @public */
export const EntityReliabilityContent: () => JSX.Element = sloPlugin.provide(
  createRoutableExtension({
    name: 'EntityReliabilityContent',
    component: () =>
      import('./components/ReliabilityTab').then(m => m.ReliabilityTab),
    mountPoint: entityReliabilityRouteRef,
  }),
);

/** Every service's worst objective. @public */
export const ReliabilityPage: () => JSX.Element = sloPlugin.provide(
  createRoutableExtension({
    name: 'ReliabilityPage',
    component: () =>
      import('./components/ReliabilityPage').then(m => m.ReliabilityPage),
    mountPoint: reliabilityPageRouteRef,
  }),
);

export { sloApiRef } from './api/sloApiRef';
export { createBudgetColumn } from './components/BudgetColumn';
