import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { PolicyQuery } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_DELIVERY_TARGET,
  deliveryActionPermissions,
  deliveryAuditReadPermission,
  deliveryServiceReadPermission,
} from '@greenlight/backstage-plugin-delivery-common';
import { sloObjectiveReadPermission } from '@greenlight/backstage-plugin-slo-common';
import {
  createDeliveryConditionalDecision,
  deliveryConditions,
} from '@greenlight/backstage-plugin-delivery-node';
import type { DeliveryRoles } from './domain/roles';

/**
 * Who asks; the user info of a policy query fits.
 *
 * @public
 */
export type DeliveryUser = {
  userEntityRef: string;
  ownershipEntityRefs: string[];
};

type TargetCriteria = PermissionCriteria<
  PermissionCondition<typeof RESOURCE_TYPE_DELIVERY_TARGET>
>;

/** To everything, to nothing, or to the targets that fit. */
type Grant = true | false | TargetCriteria;

const OURS = /^(delivery|slo)\./;

const actions = new Set(
  Object.values(deliveryActionPermissions).map(({ name }) => name),
);

/**
 * Decides on the permissions `delivery.*` and `slo.*` by roles; on others it
 * gives undefined, so that it can be part of a portal's own policy. What no
 * role grants is denied, and so is whoever is not a user.
 *
 * @public
 */
export function decideDelivery(
  request: PolicyQuery,
  user: DeliveryUser | undefined,
  roles: DeliveryRoles,
): PolicyDecision | undefined {
  const { permission } = request;
  if (!OURS.test(permission.name)) {
    return undefined;
  }
  if (!user) {
    return { result: AuthorizeResult.DENY };
  }
  if (
    permission.name === sloObjectiveReadPermission.name &&
    !isResourcePermission(permission)
  ) {
    return definitive(readsObjectives(askerOf(user), roles));
  }
  if (!isResourcePermission(permission, RESOURCE_TYPE_DELIVERY_TARGET)) {
    return { result: AuthorizeResult.DENY };
  }
  return decisionOf(permission, grantOf(permission.name, askerOf(user), roles));
}

function decisionOf(
  permission: ResourcePermission<typeof RESOURCE_TYPE_DELIVERY_TARGET>,
  grant: Grant,
): PolicyDecision {
  if (typeof grant === 'boolean') return definitive(grant);
  return createDeliveryConditionalDecision(permission, grant);
}

function definitive(granted: boolean) {
  const result = granted ? AuthorizeResult.ALLOW : AuthorizeResult.DENY;
  return { result } as const;
}

/**
 * Which objectives a person sees follows from what the catalog shows them, so
 * the permission has no resource, and owning one entity is not asked about.
 */
function readsObjectives(asker: Asker, roles: DeliveryRoles): boolean {
  const { viewer, owner, approver, operator } = roles;
  return (
    viewer.members === 'everyone' ||
    [viewer, owner, approver, operator].some(
      ({ members }) => members !== 'everyone' && asker.isIn(members),
    )
  );
}

function grantOf(name: string, asker: Asker, roles: DeliveryRoles): Grant {
  if (name === deliveryServiceReadPermission.name) {
    return reads(asker, roles);
  }
  if (name === deliveryAuditReadPermission.name) {
    return asker.isIn(roles.operator.members) || ownedBy(asker);
  }
  return actions.has(name) ? acts(asker, roles) : false;
}

function reads(asker: Asker, roles: DeliveryRoles): Grant {
  const { viewer, approver, operator } = roles;
  return (
    viewer.members === 'everyone' ||
    asker.isIn(viewer.members) ||
    asker.isIn(approver.members) ||
    asker.isIn(operator.members) ||
    ownedBy(asker)
  );
}

function acts(asker: Asker, roles: DeliveryRoles): Grant {
  const { developer, owner, operator } = roles;
  if (asker.isIn(operator.members)) {
    return true;
  }
  if (asker.isIn(owner.members)) {
    return ownedBy(asker);
  }
  const personally = deliveryConditions.isPersonalOwner({
    userEntityRef: asker.ref,
  });
  if (developer.environments.length === 0) {
    return personally;
  }
  const { environments } = developer;
  return {
    anyOf: [
      personally,
      {
        allOf: [
          ownedBy(asker),
          deliveryConditions.isInEnvironment({ environments }),
        ],
      },
    ],
  };
}

function ownedBy(asker: Asker) {
  return deliveryConditions.isOwner({ claims: asker.claims });
}

type Asker = {
  ref: string;
  claims: string[];
  isIn(members: string[]): boolean;
};

function askerOf(user: DeliveryUser): Asker {
  const ref = lowerCase(user.userEntityRef);
  const claims = new Set([ref, ...user.ownershipEntityRefs.map(lowerCase)]);
  return {
    ref,
    claims: [...claims],
    isIn: members => members.some(member => claims.has(lowerCase(member))),
  };
}

function lowerCase(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
