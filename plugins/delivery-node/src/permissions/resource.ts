import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_DELIVERY_TARGET } from '@greenlight/backstage-plugin-delivery-common';

/**
 * The resource of delivery permissions: an entity in an environment.
 *
 * @public
 */
export type DeliveryTarget = {
  entityRef: string;
  environment: string;
  /** Full refs of the owners: ownedBy relations and the normalized spec.owner. */
  owners: string[];
};

/**
 * What a rule asks of a target, for loading many of them at once.
 *
 * @public
 */
export type DeliveryTargetFilter =
  | { ownedByAnyOf: string[] }
  | { environmentAnyOf: string[] };

/**
 * Names the resource type for rules, and for the plugin that loads targets.
 *
 * @public
 */
export const deliveryTargetResourceRef = createPermissionResourceRef<
  DeliveryTarget,
  DeliveryTargetFilter
>().with({
  pluginId: 'delivery',
  resourceType: RESOURCE_TYPE_DELIVERY_TARGET,
});

/**
 * Whether a target passes a filter. Refs are compared without regard to case,
 * as the catalog does.
 *
 * @public
 */
export function matchesDeliveryTargetFilter(
  target: DeliveryTarget,
  filter: DeliveryTargetFilter,
): boolean {
  if ('ownedByAnyOf' in filter) {
    const wanted = new Set(filter.ownedByAnyOf.map(lowerCase));
    return target.owners.some(owner => wanted.has(lowerCase(owner)));
  }
  return filter.environmentAnyOf.includes(target.environment);
}

function lowerCase(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
