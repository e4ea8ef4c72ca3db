import type {
  ClusterFreshness,
  Receipt,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import {
  deploymentStatus,
  rolloutFacts,
  rolloutStatus,
} from '@greenlight/rollouts';
import type { ObjectCondition, Phase } from '@greenlight/rollouts';
import { consentOf } from './consent';
import type { ConsentMapping } from './consent';
import { detailOf } from './detail';
import { offersOf } from './offers';
import type { OfferSituation } from './offers';
import type { WorkloadParts } from './parts';
import type { WorkloadObject } from './placed';
import { progressOf } from './progress';
import type { VersionRules } from './version';
import { newestVersion, stableVersion } from './workloadVersion';

/** What a workload is shown to, and by which rules. */
export type WorkloadContext = {
  readonly entityRef: string;
  readonly consent: readonly ConsentMapping[];
  readonly version: VersionRules;
  readonly cluster: ClusterFreshness;
  readonly may: OfferSituation['may'];
  readonly receipts: readonly Receipt[];
  readonly detail: boolean;
  readonly now: Date;
};

function transition(
  conditions: readonly ObjectCondition[],
  types: readonly string[],
): string | undefined {
  const found = types.flatMap(type =>
    conditions.filter(each => each.type === type && each.status === 'True'),
  );
  return found[0]?.lastTransitionTime;
}

function sinceOf(
  object: WorkloadObject,
  phase: Phase,
  now: Date,
): string | undefined {
  const conditions = object.status?.conditions ?? [];
  if (object.kind === 'Deployment') {
    return transition(
      conditions,
      phase === 'Healthy' ? ['Available'] : ['Progressing'],
    );
  }
  const facts = rolloutFacts(object, now);
  if (facts.aborted?.at) return facts.aborted.at;
  if (phase === 'Paused') return facts.pauses.find(each => each.since)?.since;
  if (phase === 'Healthy')
    return transition(conditions, ['Healthy', 'Completed']);
  return transition(conditions, ['Progressing']);
}

function problemsOf({ workload: { object }, referenced }: WorkloadParts) {
  const problems = [...object.problems];
  if (object.kind !== 'Rollout') return problems;
  const { workloadRef } = object.spec;
  if (workloadRef && !referenced) {
    problems.push(
      `It takes its template from ${workloadRef.kind} ${workloadRef.name}, which is not there`,
    );
  }
  if (!object.status) {
    problems.push('The controller has not written a status yet');
  }
  return problems;
}

/** One workload as pages show it. */
export function toWorkload(
  parts: WorkloadParts,
  context: WorkloadContext,
): Workload {
  const { object, cluster } = parts.workload;
  const { meta, kind } = object;
  const { phase, message } =
    kind === 'Rollout' ? rolloutStatus(object) : deploymentStatus(object);
  const consent = consentOf(context.entityRef, parts.workload, context.consent);
  const rollout =
    kind === 'Rollout' ? progressOf(object, parts, context.now) : undefined;
  const other = kind === 'Rollout' && rollout?.inFlight;
  return {
    ref: { cluster, namespace: meta.namespace, kind, name: meta.name },
    uid: meta.uid,
    version: newestVersion(parts, context.version),
    stable: other ? stableVersion(object, parts, context.version) : undefined,
    health: phase,
    message,
    since: sinceOf(object, phase, context.now),
    replicas: {
      desired: object.spec.replicas,
      ready: object.status?.readyReplicas ?? 0,
      updated: object.status?.updatedReplicas ?? 0,
    },
    rollout,
    consent,
    actions:
      kind === 'Rollout'
        ? offersOf(
            object,
            parts.replicaSets.map(each => each.object),
            { may: context.may, consent, cluster: context.cluster },
          )
        : [],
    receipts: [...context.receipts],
    problems: problemsOf(parts),
    detail: context.detail ? detailOf(parts, context.now) : undefined,
  };
}
