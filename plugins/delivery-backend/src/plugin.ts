import { randomUUID } from 'node:crypto';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { auditorTrail } from './adapters/audit/auditorTrail';
import { ActionDatabase } from './adapters/database/ActionDatabase';
import { openDatabase } from './adapters/database/migrate';
import { readDeliveryConfig } from './config';
import { createRouter } from './router';
import { partsOf, serviceRefs } from './wiring';
import type { Base, DeliveryPluginOptions, Parts, Services } from './wiring';

/** What was begun is finished after a crash, and what is old is deleted. */
async function scheduleUpkeep(base: Base, { runner }: Parts): Promise<void> {
  const { deps, settings, store, clock } = base;
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
}

function runWith({ lifecycle, logger }: Services, parts: Parts): void {
  const { fleet, hints, runner } = parts;
  lifecycle.addStartupHook(() => {
    hints.start();
    fleet.start().catch(error => logger.error('No clusters', error));
  });
  lifecycle.addShutdownHook(async () => {
    hints.stop();
    await runner.stop();
    await fleet.stop();
  });
}

async function start(
  deps: Services,
  options: DeliveryPluginOptions,
): Promise<void> {
  const base: Base = {
    deps,
    options,
    settings: readDeliveryConfig(deps.config),
    store: new ActionDatabase(await openDatabase(deps.database)),
    clock: () => new Date(),
    boot: randomUUID(),
  };
  const parts = partsOf(base);
  deps.httpRouter.use(
    createRouter({
      httpAuth: deps.httpAuth,
      services: parts.services,
      actions: parts.actions,
      trailOf: request => auditorTrail(deps.auditor, request),
    }),
  );
  await scheduleUpkeep(base, parts);
  runWith(deps, parts);
}

/** The plugin, with everything wired. */
export function createDeliveryPlugin(options: DeliveryPluginOptions = {}) {
  return createBackendPlugin({
    pluginId: 'delivery',
    register(env) {
      env.registerInit({
        deps: serviceRefs,
        init: deps => start(deps, options),
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
