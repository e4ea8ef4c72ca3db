import {
  parseAnalysisRun,
  parseDeployment,
  parseDestinationRule,
  parsePod,
  parseReplicaSet,
  parseRollout,
  parseVirtualService,
} from '@greenlight/rollouts';
import type {
  AnalysisRunObject,
  DeploymentObject,
  DestinationRuleObject,
  Parsed,
  ParseOptions,
  PodObject,
  ReplicaSetObject,
  RolloutObject,
  VirtualServiceObject,
} from '@greenlight/rollouts';
import type { WatchedKind, WatchedKinds } from '@greenlight/cluster';
import { z } from 'zod/v4';
import { argoInstanceLabel } from '../../domain/argoTracking';

/** An object with a pod template: what is read of both. */
export type Templated<T> = {
  readonly object: T;
  readonly templateAnnotations: Readonly<Record<string, string>>;
};

/** What the index keeps of each kind. */
export type Kept = {
  Rollout: Templated<RolloutObject>;
  Deployment: Templated<DeploymentObject>;
  ReplicaSet: Templated<ReplicaSetObject>;
  Pod: PodObject;
  AnalysisRun: AnalysisRunObject;
  VirtualService: VirtualServiceObject;
  DestinationRule: DestinationRuleObject;
};

/** Labels by which entities find their objects without a search. */
export const lookupLabels = ['backstage.io/kubernetes-id', argoInstanceLabel];

const PREFIX = 'greenlight.dev/';
const NONE: Readonly<Record<string, string>> = Object.freeze({});

const templateSchema = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.object({ annotations: z.record(z.string(), z.unknown()) }),
    }),
  }),
});

function templateAnnotations(raw: unknown): Readonly<Record<string, string>> {
  const parsed = templateSchema.safeParse(raw);
  if (!parsed.success) return NONE;
  const ours = Object.entries(
    parsed.data.spec.template.metadata.annotations,
  ).filter(
    (entry): entry is [string, string] =>
      entry[0].startsWith(PREFIX) && typeof entry[1] === 'string',
  );
  return ours.length > 0 ? Object.fromEntries(ours) : NONE;
}

/** Equal texts become one, so that a thousand objects do not keep a thousand copies. */
function interning(): (text: string) => string {
  const known = new Map<string, string>();
  return text => {
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size < 50_000 && text.length <= 256) known.set(text, text);
    return text;
  };
}

type Parser<T> = (raw: unknown, options?: ParseOptions) => Parsed<T>;
type Where = Pick<
  WatchedKind<unknown>,
  'group' | 'version' | 'plural' | 'kind'
>;

const where = (apiVersion: string, plural: string, kind: string): Where => {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, plural, kind };
};

function plain<T>(parse: Parser<T>, options: ParseOptions) {
  return (raw: unknown): T | undefined => {
    const parsed = parse(raw, options);
    return parsed.ok ? parsed.value : undefined;
  };
}

function templated<T>(parse: Parser<T>, options: ParseOptions) {
  return (raw: unknown): Templated<T> | undefined => {
    const parsed = parse(raw, options);
    return parsed.ok
      ? { object: parsed.value, templateAnnotations: templateAnnotations(raw) }
      : undefined;
  };
}

/** Group, version and resource of Rollouts. */
export const rolloutResource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
};

/** The kinds that are followed. Pods only in these namespaces, where they are named. */
export function watchedKinds(
  podNamespaces: readonly string[] | undefined,
): WatchedKinds<Kept> {
  const options = { intern: interning() };
  return {
    Rollout: {
      ...rolloutResource,
      kind: 'Rollout',
      project: templated(parseRollout, options),
    },
    Deployment: {
      ...where('apps/v1', 'deployments', 'Deployment'),
      project: templated(parseDeployment, options),
    },
    ReplicaSet: {
      ...where('apps/v1', 'replicasets', 'ReplicaSet'),
      project: templated(parseReplicaSet, options),
    },
    Pod: {
      ...where('v1', 'pods', 'Pod'),
      namespaces: podNamespaces,
      project: plain(parsePod, options),
    },
    AnalysisRun: {
      ...where('argoproj.io/v1alpha1', 'analysisruns', 'AnalysisRun'),
      project: plain(parseAnalysisRun, options),
    },
    VirtualService: {
      ...where('networking.istio.io/v1', 'virtualservices', 'VirtualService'),
      project: plain(parseVirtualService, options),
    },
    DestinationRule: {
      ...where('networking.istio.io/v1', 'destinationrules', 'DestinationRule'),
      project: plain(parseDestinationRule, options),
    },
  };
}
