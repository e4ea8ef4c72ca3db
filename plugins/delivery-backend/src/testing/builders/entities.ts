import type { Entity } from '@backstage/catalog-model';

/** A component that belongs to team-payments and reaches its objects by its id. */
export function aComponent(
  options: {
    name?: string;
    owner?: string;
    annotations?: Record<string, string>;
    links?: Entity['metadata']['links'];
  } = {},
): Entity {
  const { name = 'checkout', owner = 'group:default/team-payments' } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: options.annotations ?? {
        'backstage.io/kubernetes-id': name,
      },
      links: options.links,
    },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}
