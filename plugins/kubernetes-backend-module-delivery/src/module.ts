import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  kubernetesObjectsProviderExtensionPoint,
  kubernetesRouterExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { clusterAccessServiceRef } from '@greenlight/backstage-plugin-delivery-node';
import { accessThroughStrategies, accessThroughStrategy } from './access';
import { readSlots } from './config';
import type { Slot } from './config';

const MODULE = 'kubernetes-backend-module-delivery';

/**
 * Module of the Kubernetes plugin. It hands the plugin's clusters and
 * server-side credentials over to the delivery plugin and changes nothing in
 * what the Kubernetes plugin does.
 *
 * @public
 */
export const kubernetesModuleDelivery = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'delivery',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        handOver: clusterAccessServiceRef,
        objectsProviders: kubernetesObjectsProviderExtensionPoint,
        routers: kubernetesRouterExtensionPoint,
      },
      async init({ config, logger, handOver, objectsProviders, routers }) {
        if (!config.has('kubernetes')) {
          handOver.decline(
            'No clusters were handed over: there is no `kubernetes` in the configuration. Name the clusters in kubernetes.clusterLocatorMethods.',
          );
          return;
        }
        const choice = readSlots(config);
        handOver.announce(MODULE);
        const occupy: Record<Slot, () => void> = {
          objectsProvider: () =>
            objectsProviders.addObjectsProvider(async given => {
              handOver.publish(accessThroughStrategy(given));
              return given.getDefault();
            }),
          router: () =>
            routers.addRouter(given => {
              handOver.publish(accessThroughStrategies(given));
              return given.getDefault();
            }),
        };
        await othersFirst();
        occupyFirstFree(choice, { occupy, logger });
      },
    });
  },
});

/**
 * The modules of a plugin start side by side, and a taken slot can be noticed
 * only by who comes second.
 */
async function othersFirst(): Promise<void> {
  await new Promise<void>(resolve => {
    setImmediate(resolve);
  });
}

function occupyFirstFree(
  choice: readonly Slot[],
  using: { occupy: Record<Slot, () => void>; logger: LoggerService },
): void {
  const refusals: string[] = [];
  for (const slot of choice) {
    try {
      using.occupy[slot]();
      using.logger.info(
        `Clusters are handed over to the delivery plugin through the slot '${slot}'`,
      );
      return;
    } catch (error) {
      refusals.push(
        `${slot}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  throw new ConflictError(
    `The clusters cannot be handed over to the delivery plugin, because other modules hold the slots of the Kubernetes plugin (${refusals.join(
      '; ',
    )}). Set kubernetes.delivery.handOver to a free slot, or leave this module out and publish to clusterAccessServiceRef from the module that holds one.`,
  );
}
