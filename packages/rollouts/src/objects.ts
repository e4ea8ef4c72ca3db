/**
 * The result of reading a foreign object: its value, or one sentence on why it cannot be used.
 * Reading never throws.
 *
 * @public
 */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string };

/**
 * What a parser keeps besides the fields that it knows.
 *
 * @public
 */
export type ParseOptions = {
  /** Annotations are kept when their key starts with one of these. Default: {@link DEFAULT_ANNOTATION_PREFIXES}. */
  annotationPrefixes?: readonly string[];
  /** Returns one shared instance for equal texts, so that an index of many objects stays small. */
  intern?: (text: string) => string;
};

/**
 * The controller that an object belongs to.
 *
 * @public
 */
export type OwnerRef = {
  uid: string;
  kind: string;
  name: string;
};

/**
 * The metadata that is read of every object.
 *
 * @public
 */
export type ObjectMeta = {
  uid: string;
  name: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  generation?: number;
  resourceVersion?: string;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  /** The owner reference with `controller: true`. */
  owner?: OwnerRef;
};

/**
 * What every parsed object has.
 *
 * @public
 */
export type ParsedObject = {
  meta: ObjectMeta;
  /** Fields that were there but not as they should be; each is left out of the value. */
  problems: readonly string[];
};

/**
 * A container and the image that its template or pod names.
 *
 * @public
 */
export type ContainerImage = {
  name: string;
  image: string;
};

/**
 * One condition of a status.
 *
 * @public
 */
export type ObjectCondition = {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
};

/**
 * A Deployment, as far as it is read.
 *
 * @public
 */
export type DeploymentObject = ParsedObject & {
  kind: 'Deployment';
  spec: {
    replicas: number;
    paused: boolean;
    containers: readonly ContainerImage[];
    templateLabels: Readonly<Record<string, string>>;
    matchLabels: Readonly<Record<string, string>>;
  };
  status?: {
    observedGeneration?: number;
    replicas: number;
    updatedReplicas: number;
    readyReplicas: number;
    availableReplicas: number;
    conditions: readonly ObjectCondition[];
  };
};

/**
 * A ReplicaSet, as far as it is read.
 *
 * @public
 */
export type ReplicaSetObject = ParsedObject & {
  kind: 'ReplicaSet';
  spec: { replicas: number; containers: readonly ContainerImage[] };
  status?: {
    observedGeneration?: number;
    replicas: number;
    readyReplicas: number;
    availableReplicas: number;
    conditions: readonly ObjectCondition[];
  };
};

/**
 * What a container does now: one of waiting, running, terminated, or unknown.
 *
 * @public
 */
export type ContainerState =
  | { is: 'waiting'; reason?: string; message?: string }
  | { is: 'running'; startedAt?: string }
  | {
      is: 'terminated';
      reason?: string;
      message?: string;
      exitCode: number;
      signal?: number;
      finishedAt?: string;
    }
  | { is: 'unknown' };

/**
 * The status of one container of a pod.
 *
 * @public
 */
export type ContainerStatus = {
  name: string;
  image: string;
  /** `repository@sha256:…` as the kubelet reports it: the digest that really runs. */
  imageID?: string;
  ready: boolean;
  started?: boolean;
  restartCount: number;
  state: ContainerState;
  lastState?: ContainerState;
};

/**
 * A Pod, as far as it is read.
 *
 * @public
 */
export type PodObject = ParsedObject & {
  kind: 'Pod';
  spec: {
    containers: readonly ContainerImage[];
    /** Init containers; `sidecar` when restartPolicy is Always. */
    initContainers: readonly (ContainerImage & { sidecar: boolean })[];
    nodeName?: string;
    readinessGates: number;
  };
  status: {
    phase?: string;
    reason?: string;
    message?: string;
    startTime?: string;
    conditions: readonly ObjectCondition[];
    containerStatuses: readonly ContainerStatus[];
    initContainerStatuses: readonly ContainerStatus[];
  };
};
