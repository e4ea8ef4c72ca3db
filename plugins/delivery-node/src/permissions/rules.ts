import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod/v4';
import {
  deliveryTargetResourceRef,
  matchesDeliveryTargetFilter,
} from './resource';

/**
 * Allows the targets of entities that one of the claims owns.
 *
 * @public
 */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow entities that one of the ownership claims owns',
  resourceRef: deliveryTargetResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Full refs of users and groups, for example group:default/pay'),
  }),
  apply: (target, { claims }) =>
    matchesDeliveryTargetFilter(target, { ownedByAnyOf: claims }),
  toQuery: ({ claims }) => ({ ownedByAnyOf: claims }),
});

/**
 * Allows the targets of entities that this very user owns, not a group of theirs.
 *
 * @public
 */
export const isPersonalOwner = createPermissionRule({
  name: 'IS_PERSONAL_OWNER',
  description: 'Allow entities whose owner is exactly this user',
  resourceRef: deliveryTargetResourceRef,
  paramsSchema: z.object({
    userEntityRef: z
      .string()
      .describe('Full ref of the user, for example user:default/ada'),
  }),
  apply: (target, { userEntityRef }) =>
    matchesDeliveryTargetFilter(target, { ownedByAnyOf: [userEntityRef] }),
  toQuery: ({ userEntityRef }) => ({ ownedByAnyOf: [userEntityRef] }),
});

/**
 * Allows targets in these environments.
 *
 * @public
 */
export const isInEnvironment = createPermissionRule({
  name: 'IS_IN_ENVIRONMENT',
  description: 'Allow what runs in one of these environments',
  resourceRef: deliveryTargetResourceRef,
  paramsSchema: z.object({
    environments: z
      .array(z.string())
      .describe('Names as in delivery.environments, for example dev'),
  }),
  apply: (target, { environments }) =>
    matchesDeliveryTargetFilter(target, { environmentAnyOf: environments }),
  toQuery: ({ environments }) => ({ environmentAnyOf: environments }),
});

/**
 * All rules on delivery targets, to be registered by the delivery plugin.
 *
 * @public
 */
export const deliveryRules = { isOwner, isPersonalOwner, isInEnvironment };
