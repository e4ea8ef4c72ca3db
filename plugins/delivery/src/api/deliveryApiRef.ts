import { createApiRef } from '@backstage/core-plugin-api';
import type { DeliveryApi } from '@greenlight/backstage-plugin-delivery-common';

/** The delivery plugin's API in a portal of either frontend system. @public */
export const deliveryApiRef = createApiRef<DeliveryApi>({
  id: 'plugin.delivery.service',
});
