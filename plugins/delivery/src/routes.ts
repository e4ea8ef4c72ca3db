import { createRouteRef } from '@backstage/core-plugin-api';

/** The Delivery tab of an entity. @public */
export const entityDeliveryRouteRef = createRouteRef({
  id: 'delivery.entity-tab',
});
