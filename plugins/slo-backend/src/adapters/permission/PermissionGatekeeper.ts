import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { sloObjectiveReadPermission } from '@greenlight/backstage-plugin-slo-common';
import type { Gatekeeper } from '../../service/ports';

/** Asks the permission framework. */
export class PermissionGatekeeper implements Gatekeeper {
  constructor(private readonly permissions: PermissionsService) {}

  async mayRead(credentials: BackstageCredentials): Promise<boolean> {
    const [decision] = await this.permissions.authorize(
      [{ permission: sloObjectiveReadPermission }],
      { credentials },
    );
    return decision?.result === AuthorizeResult.ALLOW;
  }
}
