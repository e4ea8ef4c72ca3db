import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@greenlight/backstage-plugin-delivery-backend'));
backend.add(import('@greenlight/backstage-plugin-slo-backend'));
backend.add(
  import('@greenlight/backstage-plugin-kubernetes-backend-module-delivery'),
);
backend.add(
  import('@greenlight/backstage-plugin-permission-backend-module-delivery'),
);

backend.start().catch(error => {
  // The backend has said why; what is left is to end with a failure.
  process.exitCode = 1;
  throw error;
});
