import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  actionNames,
  deliveryActionPermissions,
  deliveryAuditReadPermission,
  deliveryServiceReadPermission,
} from '@greenlight/backstage-plugin-delivery-common';
import type { ActionName } from '@greenlight/backstage-plugin-delivery-common';
import { formatTargetRef } from '@greenlight/backstage-plugin-delivery-node';
import type { DeliveryTarget } from '@greenlight/backstage-plugin-delivery-node';
import type { Allowed } from '../../domain/offers';
import { ownerName } from '../../domain/owners';
import type { DeliverySettings } from '../../domain/settings';
import type {
  DecisionsOf,
  EnvironmentDecisions,
  Gatekeeper,
  TargetOwners,
} from '../../service/ports';

/** Whether a decision allows one target; conditions are judged here, without a call. */
export type ConditionJudge = (
  decision: PolicyDecision,
  target: DeliveryTarget,
) => boolean;

type Target = TargetOwners & { environment: string };

const PERMISSIONS_OFF: Allowed = {
  allowed: false,
  reason:
    'Permissions are switched off in this portal (permission.enabled), so nobody may act; see delivery.actions.allowWithoutPermissions',
};
const NOT_A_PERSON: Allowed = {
  allowed: false,
  reason: 'Only a signed-in person may act',
};

function needs(permission: string, target: Target): Allowed {
  const { name } = parseEntityRef(target.entityRef);
  const owners = target.owners.map(ownerName);
  const whom = owners.length > 0 ? owners.join(' or ') : 'who runs this portal';
  return {
    allowed: false,
    reason: `Needs ${permission} for ${name} in ${target.environment}: ask ${whom}`,
  };
}

/** Asks the permission framework. */
export class PermissionGatekeeper implements Gatekeeper {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly judge: ConditionJudge,
    private readonly settings: Pick<
      DeliverySettings,
      'permissionsEnabled' | 'allowWithoutPermissions'
    >,
  ) {}

  async ask(credentials: BackstageCredentials): Promise<DecisionsOf> {
    const asked = [
      deliveryServiceReadPermission,
      deliveryAuditReadPermission,
      ...actionNames.map(name => deliveryActionPermissions[name]),
    ];
    const answers = await this.permissions.authorizeConditional(
      asked.map(permission => ({ permission })),
      { credentials },
    );
    const standing = this.standing(credentials);
    return (target, environments) =>
      new Map(
        environments.map(environment => [
          environment,
          this.here({ ...target, environment }, answers, standing),
        ]),
      );
  }

  private here(
    target: Target,
    [read, audit, ...actions]: readonly PolicyDecision[],
    standing: Allowed | undefined,
  ): EnvironmentDecisions {
    const passes = (decision: PolicyDecision | undefined) =>
      decision !== undefined && this.passes(decision, target);
    const allowed = (action: ActionName, at: number): Allowed =>
      passes(actions[at])
        ? { allowed: true }
        : needs(deliveryActionPermissions[action].name, target);
    return {
      read: passes(read),
      audit: passes(audit),
      actions: Object.fromEntries(
        actionNames.map((action, at) => [
          action,
          standing ?? allowed(action, at),
        ]),
      ) as Record<ActionName, Allowed>,
    };
  }

  async mayAct(
    action: ActionName,
    target: Target,
    credentials: BackstageCredentials,
  ): Promise<Allowed> {
    const standing = this.standing(credentials);
    if (standing) return standing;
    const permission = deliveryActionPermissions[action];
    const [decision] = await this.permissions.authorize(
      [{ permission, resourceRef: formatTargetRef(target) }],
      { credentials },
    );
    return decision?.result === AuthorizeResult.ALLOW
      ? { allowed: true }
      : needs(permission.name, target);
  }

  private passes(decision: PolicyDecision, target: Target): boolean {
    if (decision.result === AuthorizeResult.ALLOW) return true;
    if (decision.result === AuthorizeResult.DENY) return false;
    return this.judge(decision, { ...target, owners: [...target.owners] });
  }

  /** What holds whatever the policy says. */
  private standing({ principal }: BackstageCredentials): Allowed | undefined {
    const { type } = principal as { type?: string };
    if (type !== 'user') return NOT_A_PERSON;
    const { permissionsEnabled, allowWithoutPermissions } = this.settings;
    return permissionsEnabled || allowWithoutPermissions
      ? undefined
      : PERMISSIONS_OFF;
  }
}
