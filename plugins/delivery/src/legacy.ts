import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { DeliveryClient } from '@greenlight/backstage-plugin-delivery-common';
import { deliveryApiRef } from './api/deliveryApiRef';
import { entityDeliveryRouteRef } from './routes';

/** The delivery plugin for the old frontend system. @public */
export const deliveryPlugin = createPlugin({
  id: 'delivery',
  routes: { entityDelivery: entityDeliveryRouteRef },
  apis: [
    createApiFactory({
      api: deliveryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DeliveryClient(deps),
    }),
  ],
});

/**
 * What runs where, for an entity page. `withLink` links to the tab, which
 * must be mounted then. @public
 */
export const EntityDeliveryCard: (props: {
  withLink?: boolean;
}) => JSX.Element = deliveryPlugin.provide(
  createComponentExtension({
    name: 'EntityDeliveryCard',
    component: {
      lazy: () =>
        import('./components/legacyCard').then(m => m.LegacyDeliveryCard),
    },
  }),
);

/** The Delivery tab of an entity page. @public */
export const EntityDeliveryContent: () => JSX.Element = deliveryPlugin.provide(
  createRoutableExtension({
    name: 'EntityDeliveryContent',
    component: () =>
      import('./components/DeliveryTab').then(m => m.DeliveryTab),
    mountPoint: entityDeliveryRouteRef,
  }),
);

export { deliveryApiRef } from './api/deliveryApiRef';
