import { createApiRef } from '@backstage/core-plugin-api';
import type { SloApi } from '@greenlight/backstage-plugin-slo-common';

/** The slo plugin's API in a portal of either frontend system. @public */
export const sloApiRef = createApiRef<SloApi>({
  id: 'plugin.slo.service',
});
