import { createRouteRef } from '@backstage/core-plugin-api';

/** The Reliability tab of an entity. @public */
export const entityReliabilityRouteRef = createRouteRef({
  id: 'slo.entity-tab',
});

/** The page with every service's worst objective. @public */
export const reliabilityPageRouteRef = createRouteRef({ id: 'slo.page' });
