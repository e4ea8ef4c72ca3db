import type { WorkloadObject } from './placed';

/** Label by which Argo CD tracks objects unless told otherwise. */
export const argoInstanceLabel = 'app.kubernetes.io/instance';
/** Annotation by which Argo CD tracks objects since version 3. */
export const argoTrackingAnnotation = 'argocd.argoproj.io/tracking-id';

const GROUPS = { Rollout: 'argoproj.io', Deployment: 'apps' } as const;

/**
 * The Argo CD application that tracks an object, by the annotation or else by
 * the label. A tracking id that names another object was copied from there and
 * says nothing about this one.
 */
export function trackingApp(object: WorkloadObject): string | undefined {
  const { annotations, labels, namespace, name } = object.meta;
  const id = annotations[argoTrackingAnnotation];
  if (id === undefined) return labels[argoInstanceLabel];
  const own = `:${GROUPS[object.kind]}/${object.kind}:${namespace}/${name}`;
  return id.endsWith(own) ? id.slice(0, -own.length) : undefined;
}
