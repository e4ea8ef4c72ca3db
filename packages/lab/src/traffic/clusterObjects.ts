import { z } from 'zod/v4';

/** On a Rollout: the requests per second that it gets, for one that is no demo service. */
export const TRAFFIC = 'lab.greenlight.dev/traffic';

const HASH = 'rollouts-pod-template-hash';

const labelled = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

const rolloutObject = z.looseObject({
  metadata: labelled,
  spec: z.looseObject({
    strategy: z.looseObject({
      canary: z
        .looseObject({
          trafficRouting: z
            .looseObject({
              istio: z
                .looseObject({
                  virtualService: z
                    .looseObject({
                      name: z.string(),
                      routes: z.array(z.string()).optional(),
                    })
                    .optional(),
                  destinationRule: z
                    .looseObject({
                      stableSubsetName: z.string(),
                      canarySubsetName: z.string(),
                    })
                    .optional(),
                })
                .optional(),
            })
            .optional(),
        })
        .nullish(),
      blueGreen: z.looseObject({}).optional(),
    }),
  }),
  status: z
    .looseObject({
      stableRS: z.string().optional(),
      currentPodHash: z.string().optional(),
      blueGreen: z
        .looseObject({ activeSelector: z.string().optional() })
        .optional(),
    })
    .optional(),
});

const replicaSetObject = z.looseObject({
  metadata: labelled.extend({
    ownerReferences: z
      .array(z.looseObject({ kind: z.string(), name: z.string() }))
      .optional(),
  }),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.array(z.looseObject({ image: z.string() })).min(1),
      }),
    }),
  }),
  status: z.looseObject({ readyReplicas: z.number().optional() }).optional(),
});

const virtualServiceObject = z.looseObject({
  metadata: labelled,
  spec: z.looseObject({
    http: z.array(
      z.looseObject({
        name: z.string().optional(),
        route: z.array(
          z.looseObject({
            destination: z.looseObject({
              host: z.string(),
              subset: z.string().optional(),
            }),
            weight: z.number().optional(),
          }),
        ),
      }),
    ),
  }),
});

/** What of a Rollout decides where its requests go. */
export interface KnownRollout {
  kind: 'Rollout';
  namespace: string;
  name: string;
  service: string;
  isCandidate: boolean;
  /** Asked for by its annotation. */
  requestsPerSecond?: number;
  stableHash: string;
  currentHash: string;
  /** Blue-green only. */
  activeHash?: string;
  mesh?: {
    virtualService: string;
    route?: string;
    stableSubset: string;
    canarySubset: string;
  };
}

/** One version of a Rollout. */
export interface KnownReplicaSet {
  kind: 'ReplicaSet';
  namespace: string;
  name: string;
  rollout: string;
  hash: string;
  version: string;
  ready: number;
}

/** The routes of a host. */
export interface KnownVirtualService {
  kind: 'VirtualService';
  namespace: string;
  name: string;
  routes: ReadonlyArray<{
    name?: string;
    to: ReadonlyArray<{ host: string; subset?: string; weight: number }>;
  }>;
}

/** Anything that decides where requests go. */
export type Known = KnownRollout | KnownReplicaSet | KnownVirtualService;

/** Reads a Rollout; undefined when it is none that can be understood. */
export function readRollout(object: unknown): KnownRollout | undefined {
  const { data } = rolloutObject.safeParse(object);
  if (!data) return undefined;
  const { metadata, spec, status = {} } = data;
  const { name, namespace, labels = {}, annotations = {} } = metadata;
  const asked = Number(annotations[TRAFFIC] ?? Number.NaN);
  const stableHash = status.stableRS || status.currentPodHash || '';
  return {
    kind: 'Rollout',
    namespace,
    name,
    service: labels['backstage.io/kubernetes-id'] ?? name,
    isCandidate: labels['app.kubernetes.io/track'] === 'canary',
    ...(asked >= 0 && { requestsPerSecond: asked }),
    stableHash,
    currentHash: status.currentPodHash || stableHash,
    ...(spec.strategy.blueGreen && {
      activeHash: status.blueGreen?.activeSelector ?? stableHash,
    }),
    mesh: meshOf(data),
  };
}

function meshOf({ spec }: z.infer<typeof rolloutObject>): KnownRollout['mesh'] {
  const istio = spec.strategy.canary?.trafficRouting?.istio;
  if (!istio?.virtualService || !istio.destinationRule) return undefined;
  return {
    virtualService: istio.virtualService.name,
    route: istio.virtualService.routes?.[0],
    stableSubset: istio.destinationRule.stableSubsetName,
    canarySubset: istio.destinationRule.canarySubsetName,
  };
}

/** Reads a ReplicaSet of a Rollout; undefined for any other. */
export function readReplicaSet(object: unknown): KnownReplicaSet | undefined {
  const { data } = replicaSetObject.safeParse(object);
  const owner = data?.metadata.ownerReferences?.find(
    ({ kind }) => kind === 'Rollout',
  );
  const hash = data?.metadata.labels?.[HASH];
  if (!data || !owner || !hash) return undefined;
  const { name, namespace } = data.metadata;
  const image = data.spec.template.spec.containers[0]?.image ?? '';
  return {
    kind: 'ReplicaSet',
    namespace,
    name,
    rollout: owner.name,
    hash,
    version: tagOf(image),
    ready: data.status?.readyReplicas ?? 0,
  };
}

/** Reads a VirtualService; undefined when it is none that can be understood. */
export function readVirtualService(
  object: unknown,
): KnownVirtualService | undefined {
  const { data } = virtualServiceObject.safeParse(object);
  if (!data) return undefined;
  const { name, namespace } = data.metadata;
  return {
    kind: 'VirtualService',
    namespace,
    name,
    routes: data.spec.http.map(({ name: route, route: destinations }) => ({
      name: route,
      to: destinations.map(({ destination: { host, subset }, weight }) => ({
        host,
        subset,
        // A single destination needs no weight.
        weight: weight ?? (destinations.length === 1 ? 1 : 0),
      })),
    })),
  };
}

/** `ghcr.io/acme/checkout:sha-1@sha256:…` → `sha-1`. */
function tagOf(image: string): string {
  const [named = ''] = image.split('@');
  return /:([^/:]+)$/.exec(named)?.[1] ?? 'latest';
}
