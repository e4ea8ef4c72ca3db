import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Permission } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import type { PermissionRuleset } from '@backstage/plugin-permission-node';
import { deliveryRules } from '@greenlight/backstage-plugin-delivery-node';
import type { DeliveryTarget } from '@greenlight/backstage-plugin-delivery-node';
import { decideDelivery } from './decideDelivery';
import type { DeliveryUser } from './decideDelivery';
import type { DeliveryRoles } from './domain/roles';

const ruleset: PermissionRuleset<DeliveryTarget> = {
  getRuleByName(name) {
    const rule = Object.values(deliveryRules).find(one => one.name === name);
    if (!rule) {
      throw new Error(`No rule ${name} on delivery targets`);
    }
    return rule;
  },
};

const applyConditions = createConditionAuthorizer(ruleset);

/**
 * The whole way in one call: the policy's decision, and its conditions applied
 * to a target. For tests and documents; a running portal asks its permission
 * service.
 *
 * @public
 */
export function authorizeTarget(question: {
  permission: Permission;
  user: DeliveryUser | undefined;
  target: DeliveryTarget;
  roles: DeliveryRoles;
}): boolean {
  const { permission, user, target, roles } = question;
  const decision = decideDelivery({ permission }, user, roles);
  return applyConditions(decision ?? { result: AuthorizeResult.DENY }, target);
}
