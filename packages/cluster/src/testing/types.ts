/**
 * A kind that a fake cluster serves.
 *
 * @public
 */
export interface FakeKind {
  /** API group, empty for the core group. */
  group: string;
  /** Version of the API group. */
  version: string;
  /** The resource, as it stands in a URL. */
  plural: string;
  /** The kind, as it stands in manifests. */
  kind: string;
  /** True when its status is changed through `/status` only. */
  status?: boolean;
}

/**
 * An object as a test writes it. What is left out of the metadata is filled in.
 *
 * @public
 */
export interface FakeManifest {
  /** Group and version. */
  apiVersion: string;
  /** One of the kinds of the fake cluster. */
  kind: string;
  /** At least a name. */
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: {
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
    }[];
    [field: string]: unknown;
  };
  /** Spec, status, data and whatever else the kind has. */
  [field: string]: unknown;
}

/**
 * An object as a fake cluster keeps it.
 *
 * @public
 */
export interface FakeObject extends FakeManifest {
  /** What an API server fills in is there. */
  metadata: FakeManifest['metadata'] & {
    uid: string;
    resourceVersion: string;
    generation: number;
  };
}

/**
 * Names an object of a fake cluster.
 *
 * @public
 */
export interface FakeRef {
  /** One of the kinds of the fake cluster. */
  kind: string;
  /** Name of the object. */
  name: string;
  /** Left out for an object without one. */
  namespace?: string;
}

/**
 * Who may not do what; a field that is left out matches everything.
 *
 * @public
 */
export interface FakeDenial {
  /** The user, as `connection` takes it. */
  user?: string;
  /** The verb of RBAC. */
  verb?: 'get' | 'list' | 'watch' | 'patch';
  /** The resource. */
  plural?: string;
}

/**
 * How a fake cluster misbehaves.
 *
 * - `html`: a page instead of JSON, as a sign-in proxy sends it.
 * - `html-watch`: the same for watches only.
 * - `half-line`: a watch ends within a line.
 * - `garbage-event`: a watch sends a line that is no event.
 * - `silence`: watches are open and say nothing, not even bookmarks.
 * - `overloaded`: 429 with Retry-After.
 * - `hang`: no request is ever answered.
 * - `not-ready`: the API server runs and says that it is not ready.
 *
 * @public
 */
export type FakeFault =
  | 'html'
  | 'html-watch'
  | 'half-line'
  | 'garbage-event'
  | 'silence'
  | 'overloaded'
  | 'hang'
  | 'not-ready';

/** The kinds that delivery reads. */
export const KNOWN_KINDS: readonly FakeKind[] = [
  known('argoproj.io/v1alpha1', 'rollouts', 'Rollout', true),
  known('argoproj.io/v1alpha1', 'analysisruns', 'AnalysisRun', false),
  known('apps/v1', 'deployments', 'Deployment', true),
  known('apps/v1', 'replicasets', 'ReplicaSet', true),
  known('/v1', 'pods', 'Pod', true),
  known('/v1', 'configmaps', 'ConfigMap', false),
  known('networking.istio.io/v1', 'virtualservices', 'VirtualService', true),
  known('networking.istio.io/v1', 'destinationrules', 'DestinationRule', true),
];

function known(
  groupVersion: string,
  plural: string,
  kind: string,
  status: boolean,
): FakeKind {
  const [group = '', version = ''] = groupVersion.split('/');
  return { group, version, plural, kind, status };
}
