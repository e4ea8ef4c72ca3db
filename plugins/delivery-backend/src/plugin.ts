import { randomBytes, randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  deliveryBeatMs,
  deliveryPermissions,
  deliverySignalChannel,
} from '@greenlight/backstage-plugin-delivery-common';
import {
  clusterAccessServiceRef,
  deliveryRules,
  deliveryTargetResourceRef,
} from '@greenlight/backstage-plugin-delivery-node';
import type { IndexTiming } from '@greenlight/cluster';
import { auditorTrail } from './adapters/audit/auditorTrail';
import { CatalogEntities } from './adapters/catalog/CatalogEntities';
import { ActionDatabase } from './adapters/database/ActionDatabase';
import { openDatabase } from './adapters/database/migrate';
import { ClusterFleet } from './adapters/kubernetes/ClusterFleet';
import { FleetReader } from './adapters/kubernetes/FleetReader';
import type { Wire } from './adapters/kubernetes/FollowedCluster';
import {
  remembering,
  rememberingGatekeeper,
} from './adapters/memory/shortMemory';
import { PermissionGatekeeper } from './adapters/permission/PermissionGatekeeper';
import { readDeliveryConfig } from './config';
import { createRouter } from './router';
import { ActionRunner } from './service/ActionRunner';
import { GetService } from './service/GetService';
import { LiveHints } from './service/LiveHints';
import { RequestAction } from './service/RequestAction';
import { TargetGuard } from './service/TargetGuard';

/** Pages follow live, so a person's rights and an entity are asked for again after a moment, not with every change. */
const SHOWN = { ttlMs: 5_000, most: 5_000 };

/** What tests put in place of the network and of long waits. */
export type DeliveryPluginOptions = {
  readonly wire?: Wire;
  readonly timing?: Partial<IndexTiming>;
  readonly handOverMs?: number;
  readonly beatMs?: number;
  readonly leaseMs?: number;
};

/** The plugin, with everything wired. */
export function createDeliveryPlugin(options: DeliveryPluginOptions = {}) {
  return createBackendPlugin({
    pluginId: 'delivery',
    register(env) {
      env.registerInit({
        deps: {
          logger: coreServices.logger,
          config: coreServices.rootConfig,
          auth: coreServices.auth,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          database: coreServices.database,
          scheduler: coreServices.scheduler,
          auditor: coreServices.auditor,
          lifecycle: coreServices.lifecycle,
          catalog: catalogServiceRef,
          signals: signalsServiceRef,
          handOver: clusterAccessServiceRef,
        },
        async init(deps) {
          const { logger, auth, lifecycle, permissionsRegistry, signals } =
            deps;
          const settings = readDeliveryConfig(deps.config);
          const store = new ActionDatabase(await openDatabase(deps.database));
          const clock = () => new Date();
          const entities = new CatalogEntities(deps.catalog, auth);
          permissionsRegistry.addResourceType({
            resourceRef: deliveryTargetResourceRef,
            permissions: deliveryPermissions,
            rules: Object.values(deliveryRules),
            getResources: refs => entities.targets(refs),
          });
          const gatekeeper = new PermissionGatekeeper(
            deps.permissions,
            createConditionAuthorizer(
              permissionsRegistry.getPermissionRuleset(
                deliveryTargetResourceRef,
              ),
            ),
            settings,
          );
          const fleet = new ClusterFleet({
            handOver: deps.handOver,
            settings,
            logger,
            ownCredentials: () => auth.getOwnServiceCredentials(),
            ...options,
          });
          const reader = new FleetReader(fleet);
          const writerOf = (cluster: string) => fleet.writerOf(cluster);
          const boot = randomUUID();
          const hints = new LiveHints({
            reader,
            publish: message =>
              signals.publish({
                recipients: { type: 'broadcast' },
                channel: deliverySignalChannel,
                message,
              }),
            key: randomBytes(32),
            boot,
            beatMs: options.beatMs ?? deliveryBeatMs,
          });
          const runner = new ActionRunner({
            reader,
            writerOf,
            store,
            hints,
            clock,
            logger,
            owner: boot,
            leaseMs: options.leaseMs ?? 15_000,
          });
          const services = new GetService({
            entities: remembering(entities, SHOWN),
            reader,
            store,
            gatekeeper: rememberingGatekeeper(gatekeeper, SHOWN),
            hints,
            settings,
            clock,
          });
          const actions = new RequestAction({
            guard: new TargetGuard({ entities, reader, gatekeeper, settings }),
            reader,
            writerOf,
            store,
            runner,
            receiptDeadlineMs: settings.receiptDeadlineMs,
            clock,
            newId: randomUUID,
          });
          deps.httpRouter.use(
            createRouter({
              httpAuth: deps.httpAuth,
              services,
              actions,
              trailOf: request => auditorTrail(deps.auditor, request),
            }),
          );
          await deps.scheduler.scheduleTask({
            id: 'delivery-recover-actions',
            scope: 'local',
            frequency: { seconds: 15 },
            timeout: { seconds: 15 },
            fn: async () => {
              await runner.recover();
            },
          });
          await deps.scheduler.scheduleTask({
            id: 'delivery-audit-retention',
            scope: 'global',
            frequency: { hours: 6 },
            initialDelay: { minutes: 5 },
            timeout: { minutes: 10 },
            fn: async () => {
              const oldest = clock().getTime() - settings.auditRetentionMs;
              await store.deleteBefore(new Date(oldest));
            },
          });
          lifecycle.addStartupHook(() => {
            hints.start();
            fleet.start().catch(error => logger.error('No clusters', error));
          });
          lifecycle.addShutdownHook(async () => {
            hints.stop();
            await runner.stop();
            await fleet.stop();
          });
        },
      });
    },
  });
}

/**
 * What runs where, how the canary does, and safe actions on it.
 *
 * @public
 */
export const deliveryPlugin = createDeliveryPlugin();
