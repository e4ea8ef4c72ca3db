/** On an object: names the entity that may act on it. @public */
export const entityRefAnnotation = 'greenlight.dev/entity-ref';
/** On an object or its pod template: the source commit of what runs. @public */
export const commitAnnotation = 'greenlight.dev/commit';
/** On an object or its pod template: the container whose image is the version. @public */
export const containerAnnotation = 'greenlight.dev/container';
/** On an entity: address of its logs. @public */
export const logsUrlAnnotation = 'greenlight.dev/logs-url';
/** On an entity: address of its runbook. @public */
export const runbookUrlAnnotation = 'greenlight.dev/runbook-url';
/** On an entity: address of its dashboard. @public */
export const grafanaUrlAnnotation = 'greenlight.dev/grafana-url';

/** On an entity: value of the label `backstage.io/kubernetes-id` of its objects. @public */
export const kubernetesIdAnnotation = 'backstage.io/kubernetes-id';
/** On an entity: label selector of its objects. @public */
export const kubernetesLabelSelectorAnnotation =
  'backstage.io/kubernetes-label-selector';
/** On an entity: the only namespace in which its objects are looked for. @public */
export const kubernetesNamespaceAnnotation =
  'backstage.io/kubernetes-namespace';
/** On an entity: the only cluster in which its objects are looked for. @public */
export const kubernetesClusterAnnotation = 'backstage.io/kubernetes-cluster';
/** On an entity: name of its Argo CD application. @public */
export const argocdAppNameAnnotation = 'argocd/app-name';

/** Annotations of an entity by each of which it reaches its objects. @public */
export const reachingAnnotations = [
  kubernetesIdAnnotation,
  kubernetesLabelSelectorAnnotation,
  argocdAppNameAnnotation,
] as const;

/** Annotations of an entity that narrow down where its objects are. @public */
export const narrowingAnnotations = [
  kubernetesNamespaceAnnotation,
  kubernetesClusterAnnotation,
] as const;

/** The part of an entity that is looked at here. @public */
export type AnnotatedEntity = {
  metadata: { annotations?: Record<string, string> };
};

/**
 * Whether an entity can reach objects in a cluster at all: it carries one of
 * the reaching annotations, and not an empty one. A namespace or a cluster
 * alone narrows down nothing.
 *
 * @public
 */
export function isDeliveryAvailable(entity: AnnotatedEntity): boolean {
  const annotations: Record<string, unknown> =
    entity.metadata.annotations ?? {};
  return reachingAnnotations.some(key => {
    const value = annotations[key];
    return typeof value === 'string' && value.trim() !== '';
  });
}
