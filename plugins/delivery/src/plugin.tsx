import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { DeliveryClient } from '@greenlight/backstage-plugin-delivery-common';
import { deliveryApiRef } from './api/deliveryApiRef';
import { entityDeliveryRouteRef } from './routes';

/** Components that are delivered; an adopter may widen it by configuration. */
const delivered = {
  kind: 'component',
  'spec.type': { $in: ['service', 'website'] },
};

/** @public */
export const deliveryApi = ApiBlueprint.make({
  params: define =>
    define({
      api: deliveryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DeliveryClient(deps),
    }),
});

/** @public */
export const deliveryCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: delivered,
    loader: async () => {
      const { DeliveryCard } = await import('./components/DeliveryCard');
      const { TabLink } = await import('./components/links');
      return <DeliveryCard link={<TabLink />} />;
    },
  },
});

/** @public */
export const deliveryContent = EntityContentBlueprint.make({
  params: {
    path: '/delivery',
    title: 'Delivery',
    routeRef: entityDeliveryRouteRef,
    filter: delivered,
    loader: () =>
      import('./components/DeliveryTab').then(m => <m.DeliveryTab />),
  },
});

/** The delivery plugin for the new frontend system. @public */
export const deliveryPlugin = createFrontendPlugin({
  pluginId: 'delivery',
  title: 'Delivery',
  info: { packageJson: () => import('../package.json') },
  routes: { entityDelivery: entityDeliveryRouteRef },
  extensions: [deliveryApi, deliveryCard, deliveryContent],
});
