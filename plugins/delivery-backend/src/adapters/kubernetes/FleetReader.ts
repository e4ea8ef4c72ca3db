import type { ClusterFreshness } from '@greenlight/backstage-plugin-delivery-common';
import type {
  AnalysisRunObject,
  DeploymentObject,
  PodObject,
  ReplicaSetObject,
  RolloutObject,
} from '@greenlight/rollouts';
import type { Change, ClusterIndex } from '@greenlight/cluster';
import { argoInstanceLabel } from '../../domain/argoTracking';
import type { WorkloadParts } from '../../domain/parts';
import type { Placed, WorkloadObject } from '../../domain/placed';
import { isSelected, lookupOf } from '../../domain/selection';
import type { ObjectSelection } from '../../domain/selection';
import type {
  ObjectChange,
  ObjectChanges,
  RolloutPlace,
  SeenRollout,
  WorkloadReader,
} from '../../service/ports';
import type { ClusterFleet } from './ClusterFleet';
import type { Kept, Templated } from './kinds';

type Index = ClusterIndex<Kept>;

function placed<T>(cluster: string, kept: Templated<T>): Placed<T> {
  return { cluster, ...kept };
}

function meshOf(cluster: string, index: Index, rollout: RolloutObject) {
  const { strategy } = rollout.spec;
  const istio =
    strategy.kind === 'canary' ? strategy.trafficRouting?.istio : undefined;
  const get = <K extends 'VirtualService' | 'DestinationRule'>(
    kind: K,
    ref: string,
  ): Kept[K][] => {
    // Argo allows name.namespace for a VirtualService of another namespace.
    const own = { kind, cluster, namespace: rollout.meta.namespace, name: ref };
    const [name = ref, namespace] = ref.split('.');
    const found =
      index.get(own) ??
      (namespace ? index.get({ kind, cluster, namespace, name }) : undefined);
    return found ? [found.value] : [];
  };
  return {
    virtualServices: (istio?.virtualServices ?? []).flatMap(each =>
      get('VirtualService', each.name),
    ),
    destinationRules: istio?.destinationRule
      ? get('DestinationRule', istio.destinationRule.name)
      : [],
  };
}

/** Answers what is in the clusters from their indexes. */
export class FleetReader implements WorkloadReader {
  constructor(private readonly fleet: ClusterFleet) {}

  select(selection: ObjectSelection): WorkloadParts[] {
    return this.fleet
      .all()
      .filter(({ name }) => !selection.cluster || selection.cluster === name)
      .flatMap(({ name, index }) => this.selectIn(name, index, selection));
  }

  rollout({ cluster, namespace, name }: RolloutPlace): SeenRollout | undefined {
    const index = this.fleet.named(cluster)?.index;
    const found = index?.get({ kind: 'Rollout', cluster, namespace, name });
    if (!index || !found) return undefined;
    const { replicaSets } = this.below(cluster, index, found.value.object);
    return {
      ...placed(cluster, found.value),
      replicaSets: replicaSets.map(each => each.object),
    };
  }

  clusters(): ClusterFreshness[] {
    return this.fleet.freshness();
  }

  noClusters(): string | undefined {
    return this.fleet.noClusters();
  }

  subscribe(listener: (changes: ObjectChanges) => void): () => void {
    return this.fleet.subscribe((name, batch) => {
      const index = this.fleet.named(name)?.index;
      listener({
        objects: batch.changes.map(change => this.toChange(change, index)),
        clusters: batch.clusters.length > 0 || batch.changes.length === 0,
      });
    });
  }

  private toChange(change: Change, index: Index | undefined): ObjectChange {
    const { uid, ownerUid, kind, cluster, namespace, name } = change;
    const isWorkload = kind === 'Rollout' || kind === 'Deployment';
    const row = isWorkload
      ? index?.get({ kind, cluster, namespace, name })
      : undefined;
    const workload: Placed<WorkloadObject> | undefined =
      row && placed<WorkloadObject>(cluster, row.value);
    return { uid, ownerUid, workload };
  }

  private selectIn(
    cluster: string,
    index: Index,
    selection: ObjectSelection,
  ): WorkloadParts[] {
    const rollouts = this.candidates('Rollout', index, selection);
    const deployments = this.candidates('Deployment', index, selection);
    const wanted = (object: WorkloadObject) =>
      isSelected(selection, { cluster, object });
    const chosen = rollouts.filter(each => wanted(each.object));
    const referenced = new Set(
      chosen.flatMap(({ object }) =>
        object.spec.workloadRef?.kind === 'Deployment'
          ? `${object.meta.namespace}/${object.spec.workloadRef.name}`
          : [],
      ),
    );
    const plain = deployments.filter(
      ({ object }) =>
        wanted(object) &&
        !referenced.has(`${object.meta.namespace}/${object.meta.name}`),
    );
    return [...chosen, ...plain].map(each =>
      this.partsOf(cluster, index, each),
    );
  }

  private candidates<K extends 'Rollout' | 'Deployment'>(
    kind: K,
    index: Index,
    selection: ObjectSelection,
  ): Kept[K][] {
    const { labels, namespace } = lookupOf(selection);
    if (selection.match.is === 'labels') {
      return index.list({ kind, namespace, labels }).map(row => row.value);
    }
    // By label where Argo CD tracks so, and by its annotation, which needs a look at each.
    const { names } = selection.match;
    return index
      .list({ kind, namespace })
      .filter(
        row =>
          names.includes(row.labels[argoInstanceLabel] ?? '') ||
          Object.keys(row.value.object.meta.annotations).length > 0,
      )
      .map(row => row.value);
  }

  private partsOf(
    cluster: string,
    index: Index,
    workload: Templated<RolloutObject> | Templated<DeploymentObject>,
  ): WorkloadParts {
    const { object } = workload;
    const below = this.below(cluster, index, object);
    const ref = object.kind === 'Rollout' ? object.spec.workloadRef : undefined;
    const referenced =
      ref?.kind === 'Deployment'
        ? index.get({
            kind: 'Deployment',
            cluster,
            namespace: object.meta.namespace,
            name: ref.name,
          })
        : undefined;
    return {
      workload: placed<WorkloadObject>(cluster, workload),
      referenced: referenced && placed(cluster, referenced.value),
      ...below,
      ...(object.kind === 'Rollout'
        ? meshOf(cluster, index, object)
        : { virtualServices: [], destinationRules: [] }),
    };
  }

  private below(cluster: string, index: Index, object: WorkloadObject) {
    const replicaSets: Placed<ReplicaSetObject>[] = [];
    const analysisRuns: AnalysisRunObject[] = [];
    for (const row of index.ownedBy({ cluster, uid: object.meta.uid })) {
      if (row.kind === 'ReplicaSet')
        replicaSets.push(placed(cluster, row.value));
      if (row.kind === 'AnalysisRun') analysisRuns.push(row.value);
    }
    const pods: PodObject[] = replicaSets.flatMap(each =>
      index
        .ownedBy({ cluster, uid: each.object.meta.uid })
        .flatMap(row => (row.kind === 'Pod' ? row.value : [])),
    );
    return { replicaSets, analysisRuns, pods };
  }
}
