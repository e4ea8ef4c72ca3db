import { actionNames } from '@greenlight/backstage-plugin-delivery-common';
import type {
  ActionName,
  ActionOffer,
  ClusterFreshness,
  Consent,
} from '@greenlight/backstage-plugin-delivery-common';
import { consequences, possibleActions } from '@greenlight/rollouts';
import type {
  ActionAnswer,
  ReplicaSetObject,
  RolloutObject,
} from '@greenlight/rollouts';
import { sawOf } from './saw';

/** Whether a person may do something, and whom to ask if not. */
export type Allowed = { allowed: true } | { allowed: false; reason: string };

/** What decides whether an action can be offered. */
export type OfferSituation = {
  readonly may: (action: ActionName) => Allowed;
  readonly consent: Consent;
  readonly cluster: ClusterFreshness;
};

const ARGO_WORDS: Record<ActionName, string> = {
  promote: 'promote',
  promoteFull: 'promote --full',
  abort: 'abort',
  retry: 'retry rollout',
  pause: 'pause',
  resume: 'resume',
  restart: 'restart',
};

const DESTRUCTIVE: ReadonlySet<ActionName> = new Set(['promoteFull', 'abort']);

/** Why nothing can be sent to a cluster now; undefined when it can. */
export function clusterBar(cluster: ClusterFreshness): string | undefined {
  if (cluster.state !== 'live') {
    const why = cluster.reason ?? 'its state is not known yet';
    return `The effect could not be confirmed: cluster ${cluster.name} is not live (${why})`;
  }
  return cluster.write.possible ? undefined : cluster.write.reason;
}

/** A reason and, where there is one, what to do instead. */
export function reasonAndAdvice(reason: string, instead?: string): string {
  return instead ? `${reason} ${instead}` : reason;
}

/** Why a person cannot do an action: the first thing that they would have to mend. */
export function barOf(
  action: ActionName,
  situation: OfferSituation,
  answer: ActionAnswer,
): string | undefined {
  const may = situation.may(action);
  if (!may.allowed) return may.reason;
  const bar = clusterBar(situation.cluster);
  if (bar) return bar;
  const { consent } = situation;
  if (!consent.given) {
    const { key, value } = consent.annotation;
    return `${consent.reason}: annotate it with ${key}: ${value}`;
  }
  return answer.possible
    ? undefined
    : reasonAndAdvice(answer.reason, answer.instead);
}

/** All actions on a Rollout, each with its consequences or with the reason why not. */
export function offersOf(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[],
  situation: OfferSituation,
): ActionOffer[] {
  const answers = possibleActions(rollout, { replicaSets });
  const saw = sawOf(rollout);
  return actionNames.map(action => {
    const reason = barOf(action, situation, answers[action]);
    const offer = {
      action,
      argoWord: ARGO_WORDS[action],
      consequences: answers[action].possible
        ? [...consequences(action, rollout, { replicaSets })]
        : [],
      destructive: DESTRUCTIVE.has(action),
    };
    return reason === undefined
      ? { ...offer, enabled: true, saw }
      : { ...offer, enabled: false, reason };
  });
}
