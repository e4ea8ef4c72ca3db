import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { decideDelivery } from './decideDelivery';
import type { PolicyOptions } from './domain/parse';
import type { DeliveryRoles } from './domain/roles';

/** The policy of a portal that has no other: delivery by roles, the rest by option. */
export class DeliveryPermissionPolicy implements PermissionPolicy {
  readonly #roles: DeliveryRoles;
  readonly #denied: Set<string>;
  readonly #others: PolicyDecision;

  constructor(given: { roles: DeliveryRoles; options: PolicyOptions }) {
    this.#roles = given.roles;
    this.#denied = new Set(given.options.deny);
    this.#others = {
      result:
        given.options.others === 'allow'
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    };
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (this.#denied.has(request.permission.name)) {
      return { result: AuthorizeResult.DENY };
    }
    return decideDelivery(request, user?.info, this.#roles) ?? this.#others;
  }
}
