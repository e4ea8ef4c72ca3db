import { z } from 'zod/v4';

/**
 * An object of the Kubernetes API, as far as every kind has it.
 *
 * @public
 */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: KubeMetadata;
  [field: string]: unknown;
}

/**
 * The metadata that we read or write.
 *
 * @public
 */
export interface KubeMetadata {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  [field: string]: unknown;
}

/**
 * Who owns an object.
 *
 * @public
 */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  [field: string]: unknown;
}

/**
 * Names one kind, or with `name` one object.
 *
 * @public
 */
export interface KubeRef {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name?: string;
}

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  resourceVersion: z.string().optional(),
  generation: z.number().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  ownerReferences: z
    .array(
      z.looseObject({
        apiVersion: z.string(),
        kind: z.string(),
        name: z.string(),
        uid: z.string(),
      }),
    )
    .optional(),
});

/** An object from the wire or from a file. */
export const kubeObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata,
});

/** A list leaves kind and apiVersion of its items out. */
export const kubeList = z.looseObject({
  apiVersion: z.string(),
  metadata: z.looseObject({ resourceVersion: z.string().optional() }),
  items: z.array(z.looseObject({ metadata })),
});

/** What a refused request answers. */
export const kubeStatus = z.looseObject({
  message: z.string().optional(),
  reason: z.string().optional(),
});

/** One line of a watch. */
export const watchLine = z.looseObject({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({}),
});

/** The kinds of one group and version. */
export const discovery = z.looseObject({
  resources: z.array(
    z.looseObject({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
    }),
  ),
});

/** `Kind namespace/name`, for messages. */
export function describeRef(ref: KubeRef): string {
  const path = [ref.namespace, ref.name].filter(Boolean).join('/');
  return `${ref.kind} ${path}`.trim();
}

/** The reference of an object. */
export function refOf(object: KubeObject): KubeRef & { name: string } {
  const { apiVersion, kind } = object;
  const { name, namespace } = object.metadata;
  return { apiVersion, kind, name, ...(namespace ? { namespace } : {}) };
}
