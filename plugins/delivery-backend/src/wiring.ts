import { randomBytes, randomUUID } from 'node:crypto';
import { coreServices } from '@backstage/backend-plugin-api';
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
import { SloClient } from '@greenlight/backstage-plugin-slo-common';
import type { SloApi } from '@greenlight/backstage-plugin-slo-common';
import type { IndexTiming } from '@greenlight/cluster';
import { CatalogEntities } from './adapters/catalog/CatalogEntities';
import type { ActionDatabase } from './adapters/database/ActionDatabase';
import { ClusterFleet } from './adapters/kubernetes/ClusterFleet';
import { FleetReader } from './adapters/kubernetes/FleetReader';
import type { Wire } from './adapters/kubernetes/FollowedCluster';
import {
  remembering,
  rememberingGatekeeper,
} from './adapters/memory/shortMemory';
import { SloBudgets } from './adapters/slo/SloBudgets';
import { PermissionGatekeeper } from './adapters/permission/PermissionGatekeeper';
import type { DeliverySettings } from './domain/settings';
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
  readonly slo?: Pick<SloApi, 'getService'>;
};

/** The services of Backstage, ours and others', that the plugin is made of. */
export const serviceRefs = {
  logger: coreServices.logger,
  config: coreServices.rootConfig,
  auth: coreServices.auth,
  discovery: coreServices.discovery,
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
};

/** The services behind {@link serviceRefs}. */
export type Services = {
  [Name in keyof typeof serviceRefs]: (typeof serviceRefs)[Name]['T'];
};

/** What everything is made with. */
export type Base = {
  readonly deps: Services;
  readonly options: DeliveryPluginOptions;
  readonly settings: DeliverySettings;
  readonly store: ActionDatabase;
  readonly clock: () => Date;
  /** Names this process to others. */
  readonly boot: string;
};

/** Entities as the catalog has them, and who may do what with them. */
function gatesOf({ deps, settings }: Base) {
  const { auth, permissions, permissionsRegistry } = deps;
  const entities = new CatalogEntities(deps.catalog, auth);
  permissionsRegistry.addResourceType({
    resourceRef: deliveryTargetResourceRef,
    permissions: deliveryPermissions,
    rules: Object.values(deliveryRules),
    getResources: refs => entities.targets(refs),
  });
  const rules = permissionsRegistry.getPermissionRuleset(
    deliveryTargetResourceRef,
  );
  const gatekeeper = new PermissionGatekeeper(
    permissions,
    createConditionAuthorizer(rules),
    settings,
  );
  return { entities, gatekeeper };
}

/** The clusters, followed and readable. */
function clustersOf({ deps, options, settings }: Base) {
  const { auth, handOver, logger } = deps;
  const fleet = new ClusterFleet({
    handOver,
    settings,
    logger,
    ownCredentials: () => auth.getOwnServiceCredentials(),
    ...options,
  });
  return {
    fleet,
    reader: new FleetReader(fleet),
    writerOf: (cluster: string) => fleet.writerOf(cluster),
  };
}

function hintsOf({ deps, options, boot }: Base, reader: FleetReader) {
  return new LiveHints({
    reader,
    publish: message =>
      deps.signals.publish({
        recipients: { type: 'broadcast' },
        channel: deliverySignalChannel,
        message,
      }),
    key: randomBytes(32),
    boot,
    beatMs: options.beatMs ?? deliveryBeatMs,
  });
}

/** All parts of the plugin, each with what it needs; nothing runs yet. */
export function partsOf(base: Base) {
  const { deps, options, settings, store, clock, boot } = base;
  const { entities, gatekeeper } = gatesOf(base);
  const { fleet, reader, writerOf } = clustersOf(base);
  const hints = hintsOf(base, reader);
  const runner = new ActionRunner({
    reader,
    writerOf,
    store,
    hints,
    clock,
    logger: deps.logger,
    owner: boot,
    leaseMs: options.leaseMs ?? 15_000,
  });
  const services = new GetService({
    entities: remembering(entities, SHOWN),
    reader,
    store,
    gatekeeper: rememberingGatekeeper(gatekeeper, SHOWN),
    budgets: new SloBudgets({
      api: options.slo ?? new SloClient({ discoveryApi: deps.discovery }),
      auth: deps.auth,
    }),
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
  return { fleet, hints, runner, services, actions };
}

/** The parts that {@link partsOf} makes. */
export type Parts = ReturnType<typeof partsOf>;
