import type {
  ClusterFreshness,
  DeliveryLink,
  EnvironmentState,
  Receipt,
  Selection,
  ServiceDelivery,
} from '@greenlight/backstage-plugin-delivery-common';
import type { ConsentMapping } from './consent';
import { environmentOf } from './environments';
import type { EnvironmentRule } from './environments';
import type { OfferSituation } from './offers';
import type { WorkloadParts } from './parts';
import { listed } from './quoted';
import type { VersionRules } from './version';
import { toWorkload } from './workload';

/** All that an answer about a service is made of. */
export type ServiceFacts = {
  readonly entityRef: string;
  readonly hint: string;
  readonly now: Date;
  readonly selection: Selection;
  readonly pipeline: readonly EnvironmentRule[];
  /** Environments that the person may read. */
  readonly readable: ReadonlySet<string>;
  readonly may: (
    environment: string,
    action: Parameters<OfferSituation['may']>[0],
  ) => ReturnType<OfferSituation['may']>;
  readonly found: readonly WorkloadParts[];
  readonly clusters: readonly ClusterFreshness[];
  /** Why no cluster is known at all. */
  readonly noClusters?: string;
  readonly links: readonly DeliveryLink[];
  readonly receipts: ReadonlyMap<string, readonly Receipt[]>;
  readonly consent: readonly ConsentMapping[];
  readonly version: VersionRules;
  readonly staleAfterMs: number;
  readonly detail: boolean;
};

function placeOf({ workload: { cluster, object } }: WorkloadParts) {
  const { namespace, labels } = object.meta;
  return { cluster, namespace, labels };
}

/** An unheard-of cluster: rows of it must not pass for fresh. */
function unknownCluster(name: string): ClusterFreshness {
  const reason = `Cluster ${name} is not known to the Kubernetes plugin`;
  return { name, state: 'down', reason, write: { possible: false, reason } };
}

function clusterNamed(facts: ServiceFacts, name: string): ClusterFreshness {
  return (
    facts.clusters.find(each => each.name === name) ?? unknownCluster(name)
  );
}

function clustersOf(facts: ServiceFacts, rule: EnvironmentRule): string[] {
  return [...(rule.clusters ?? facts.clusters.map(each => each.name))];
}

function emptiness(
  facts: ServiceFacts,
  clusters: readonly string[],
): Pick<EnvironmentState, 'state' | 'reason'> {
  if (clusters.length === 0 || facts.noClusters) {
    const reason = facts.noClusters ?? 'No cluster is known';
    return { state: 'unknown', reason };
  }
  const dark = clusters
    .map(name => clusterNamed(facts, name))
    .filter(cluster => cluster.state !== 'live');
  if (dark.length === 0) return { state: 'empty' };
  const [first] = dark;
  return {
    state: 'unknown',
    reason: `What runs in ${listed(
      dark.map(each => each.name),
    )} is not known: ${first?.reason ?? 'it has not answered yet'}`,
  };
}

function environmentState(
  rule: EnvironmentRule,
  parts: readonly WorkloadParts[],
  facts: ServiceFacts,
): EnvironmentState {
  const clusters = clustersOf(facts, rule);
  const workloads = parts.map(each =>
    toWorkload(each, {
      ...facts,
      cluster: clusterNamed(facts, each.workload.cluster),
      may: action => facts.may(rule.name, action),
      receipts: facts.receipts.get(each.workload.object.meta.uid) ?? [],
    }),
  );
  return {
    name: rule.name,
    title: rule.title,
    workloads,
    ...(workloads.length > 0
      ? { state: 'deployed' as const }
      : emptiness(facts, clusters)),
    clusters,
  };
}

function byName(a: WorkloadParts, b: WorkloadParts): number {
  const key = ({ workload: { object, cluster } }: WorkloadParts) =>
    `${object.meta.name}\n${cluster}\n${object.meta.namespace}\n${object.kind}`;
  return key(a) < key(b) ? -1 : 1;
}

/** The whole answer about one service. */
export function toServiceDelivery(facts: ServiceFacts): ServiceDelivery {
  const found = [...facts.found].sort(byName);
  const inEnvironment = (name?: string) =>
    found.filter(
      parts => environmentOf(facts.pipeline, placeOf(parts))?.name === name,
    );
  return {
    entityRef: facts.entityRef,
    hint: facts.hint,
    at: facts.now.toISOString(),
    selection: facts.selection,
    environments: facts.pipeline
      .filter(rule => facts.readable.has(rule.name))
      .map(rule => environmentState(rule, inEnvironment(rule.name), facts)),
    elsewhere: inEnvironment(undefined).map(({ workload }) => ({
      cluster: workload.cluster,
      namespace: workload.object.meta.namespace,
      kind: workload.object.kind,
      name: workload.object.meta.name,
    })),
    clusters: [...facts.clusters],
    links: [...facts.links],
    staleAfterMs: facts.staleAfterMs,
  };
}
