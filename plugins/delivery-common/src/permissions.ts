import { createPermission } from '@backstage/plugin-permission-common';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import { actionNames } from './action';
import type { ActionName } from './action';

/** Resource type: an entity in an environment. @public */
export const RESOURCE_TYPE_DELIVERY_TARGET = 'delivery-target';

function targetPermission(
  name: string,
  action: 'read' | 'update',
): ResourcePermission<typeof RESOURCE_TYPE_DELIVERY_TARGET> {
  return createPermission({
    name,
    attributes: { action },
    resourceType: RESOURCE_TYPE_DELIVERY_TARGET,
  });
}

/** To see what runs of an entity. @public */
export const deliveryServiceReadPermission = targetPermission(
  'delivery.service.read',
  'read',
);

/** One permission per action on a Rollout. @public */
export const deliveryActionPermissions: Record<
  ActionName,
  ResourcePermission<typeof RESOURCE_TYPE_DELIVERY_TARGET>
> = {
  promote: targetPermission('delivery.rollout.promote', 'update'),
  promoteFull: targetPermission('delivery.rollout.promoteFull', 'update'),
  abort: targetPermission('delivery.rollout.abort', 'update'),
  retry: targetPermission('delivery.rollout.retry', 'update'),
  pause: targetPermission('delivery.rollout.pause', 'update'),
  resume: targetPermission('delivery.rollout.resume', 'update'),
  restart: targetPermission('delivery.rollout.restart', 'update'),
};

/** To read the audit rows of an entity's actions. @public */
export const deliveryAuditReadPermission = targetPermission(
  'delivery.audit.read',
  'read',
);

/** All permissions of the delivery plugin. @public */
export const deliveryPermissions = [
  deliveryServiceReadPermission,
  ...actionNames.map(name => deliveryActionPermissions[name]),
  deliveryAuditReadPermission,
];
