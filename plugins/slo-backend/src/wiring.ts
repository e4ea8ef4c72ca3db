import { coreServices } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { createPrometheus } from '@greenlight/prometheus';
import type { Prometheus } from '@greenlight/prometheus';
import type { Knex } from 'knex';
import { CachedReadings } from './adapters/cache/CachedReadings';
import { CatalogEntities } from './adapters/catalog/CatalogEntities';
import {
  rememberingEntities,
  rememberingGatekeeper,
} from './adapters/memory/shortMemory';
import { LevelDatabase } from './adapters/database/LevelDatabase';
import { PermissionGatekeeper } from './adapters/permission/PermissionGatekeeper';
import { linksOf } from './adapters/prometheus/linkTo';
import { PrometheusReader } from './adapters/prometheus/PrometheusReader';
import type { InstanceSettings, SloSettings } from './domain/settings';
import { Details } from './service/Details';
import { GetReliability } from './service/GetReliability';
import { Readings } from './service/Readings';
import { Thresholds } from './service/Thresholds';

/** A list of thousands asks for the same entities with every reading. */
const VISIBLE = { ttlMs: 30_000, most: 100_000 };
const RIGHTS = { ttlMs: 5_000, most: 5_000 };

/** So long after a restart it is still said what was known last. */
const LAST_KNOWN_MS = 86_400_000;

/** What tests put in place of the network. */
export type SloPluginOptions = {
  readonly prometheusOf?: (settings: InstanceSettings) => Prometheus;
};

/** The services of Backstage that the plugin is made of. */
export const serviceRefs = {
  logger: coreServices.logger,
  config: coreServices.rootConfig,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  cache: coreServices.cache,
  scheduler: coreServices.scheduler,
  lifecycle: coreServices.lifecycle,
  catalog: catalogServiceRef,
  database: coreServices.database,
  events: eventsServiceRef,
  actionsRegistry: actionsRegistryServiceRef,
};

/** The services behind {@link serviceRefs}. */
export type Services = {
  [Name in keyof typeof serviceRefs]: (typeof serviceRefs)[Name]['T'];
};

/** All parts of the plugin, each with what it needs; nothing runs yet. */
export function partsOf(
  deps: Services,
  settings: SloSettings,
  options: SloPluginOptions,
  knex: Knex,
) {
  const clock = () => new Date();
  const { prometheusOf = createPrometheus } = options;
  const readers = settings.instances.map(
    instance =>
      new PrometheusReader(
        prometheusOf(instance),
        clock,
        settings.replicaLabels,
      ),
  );
  const thresholds = new Thresholds({
    levels: new LevelDatabase(knex),
    events: deps.events,
    logger: deps.logger,
  });
  const readings = new Readings({
    readers,
    shared: new CachedReadings(deps.cache, LAST_KNOWN_MS),
    settings,
    logger: deps.logger,
    clock,
    onReading: snapshot => thresholds.look(snapshot),
  });
  const details = new Details(readers, settings.refreshMs);
  const reliability = new GetReliability({
    readings,
    details,
    entities: rememberingEntities(new CatalogEntities(deps.catalog), VISIBLE),
    gatekeeper: rememberingGatekeeper(
      new PermissionGatekeeper(deps.permissions),
      RIGHTS,
    ),
    settings,
    linkTo: linksOf(settings.instances),
    clock,
  });
  return { readings, details, reliability };
}
