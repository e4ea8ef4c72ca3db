import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { sloPermissions } from '@greenlight/backstage-plugin-slo-common';
import { registerActions } from './actions';
import { openDatabase } from './adapters/database/migrate';
import { readSloConfig } from './config';
import { createRouter } from './router';
import { partsOf, serviceRefs } from './wiring';
import type { Services, SloPluginOptions } from './wiring';

async function start(deps: Services, options: SloPluginOptions): Promise<void> {
  const settings = readSloConfig(deps.config);
  const knex = await openDatabase(deps.database);
  const { readings, details, reliability } = partsOf(
    deps,
    settings,
    options,
    knex,
  );
  deps.permissionsRegistry.addPermissions(sloPermissions);
  deps.httpRouter.use(createRouter({ httpAuth: deps.httpAuth, reliability }));
  registerActions(deps.actionsRegistry, reliability);
  if (settings.instances.length === 0) {
    deps.logger.warn(
      'No Prometheus to read objectives from: name one in slo.prometheus',
    );
  }
  await deps.scheduler.scheduleTask({
    id: 'slo-read',
    scope: 'local',
    frequency: { milliseconds: settings.refreshMs },
    timeout: { milliseconds: 4 * settings.refreshMs },
    fn: async signal => {
      await readings.refresh(signal);
    },
  });
  deps.lifecycle.addShutdownHook(() => {
    readings.stop();
    details.stop();
  });
}

/** The plugin, with everything wired. */
export function createSloPlugin(options: SloPluginOptions = {}) {
  return createBackendPlugin({
    pluginId: 'slo',
    register(env) {
      env.registerInit({
        deps: serviceRefs,
        init: deps => start(deps, options),
      });
    },
  });
}

/**
 * Objectives and error budgets read from Prometheus, with reasons and age.
 *
 * @public
 */
export const sloPlugin = createSloPlugin();
