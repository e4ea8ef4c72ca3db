import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { DeliveryPermissionPolicy } from './DeliveryPermissionPolicy';
import { readPolicyConfig } from './config';

/**
 * Module of the permission plugin with the delivery policy. For a portal that
 * has no policy of its own; others call `decideDelivery` in theirs.
 *
 * @public
 */
export const permissionModuleDelivery = createBackendModule({
  pluginId: 'permission',
  moduleId: 'delivery-policy',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, policies: policyExtensionPoint },
      async init({ config, policies }) {
        policies.setPolicy(
          new DeliveryPermissionPolicy(readPolicyConfig(config)),
        );
      },
    });
  },
});
