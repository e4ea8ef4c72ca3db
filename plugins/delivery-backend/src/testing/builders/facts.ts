import type { ClusterFreshness } from '@greenlight/backstage-plugin-delivery-common';
import { parseDeployment, parseReplicaSet } from '@greenlight/rollouts';
import type {
  DeploymentObject,
  ReplicaSetObject,
  RolloutObject,
} from '@greenlight/rollouts';
import type { WorkloadParts } from '../../domain/parts';
import type { ServiceFacts } from '../../domain/serviceDelivery';
import { defaultEnvironments } from '../../domain/settings';
import type { Manifest } from './manifests';
import { rolloutOf } from './records';

/** A cluster that answers and can be written to. */
export function aCluster(
  change: Partial<ClusterFreshness> = {},
): ClusterFreshness {
  return { name: 'lab', state: 'live', write: { possible: true }, ...change };
}

function read<T>(
  parsed: { ok: true; value: T } | { ok: false; problem: string },
) {
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

/** A Deployment as it is read. */
export function deploymentOf(manifest: Manifest): DeploymentObject {
  return read(parseDeployment(manifest));
}

/** A ReplicaSet as it is read. */
export function replicaSetOf(manifest: Manifest): ReplicaSetObject {
  return read(parseReplicaSet(manifest));
}

/** A Rollout and what stands around it, in the cluster lab. */
export function partsOf(
  manifest: Manifest,
  change: Partial<WorkloadParts> & { cluster?: string } = {},
): WorkloadParts {
  const { cluster = 'lab', ...rest } = change;
  const object: RolloutObject = rolloutOf(manifest);
  return {
    workload: { cluster, object, templateAnnotations: {} },
    replicaSets: [],
    pods: [],
    analysisRuns: [],
    virtualServices: [],
    destinationRules: [],
    ...rest,
  };
}

/** What an answer about checkout is made of: everyone may everything. */
export function someFacts(change: Partial<ServiceFacts> = {}): ServiceFacts {
  return {
    entityRef: 'component:default/checkout',
    hint: 'hint',
    now: new Date('2026-11-25T10:00:30Z'),
    selection: { kind: 'selected', by: ['an annotation'] },
    pipeline: defaultEnvironments,
    readable: new Set(['dev', 'staging', 'canary', 'prod']),
    may: () => ({ allowed: true }),
    found: [],
    clusters: [aCluster()],
    links: [],
    receipts: new Map(),
    consent: [],
    version: { commitPattern: /^sha-([0-9a-f]{7,40})$/ },
    staleAfterMs: 30_000,
    detail: false,
    ...change,
  };
}
