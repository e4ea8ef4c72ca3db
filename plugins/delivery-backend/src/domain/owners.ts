import {
  RELATION_OWNED_BY,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { normalEntityRef } from './consent';

/** Who owns an entity: its ownedBy relations, and `spec.owner` where those are not there yet. */
export function ownersOf(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'));
  const named = entity.spec?.owner;
  const own =
    typeof named === 'string'
      ? normalEntityRef(named, {
          defaultKind: 'group',
          defaultNamespace: getCompoundEntityRef(entity).namespace,
        })
      : undefined;
  return [...new Set(own ? [...related, own] : related)];
}

/** The name of an owner as people say it. */
export function ownerName(ref: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  const short = namespace === 'default' ? name : `${namespace}/${name}`;
  return kind === 'group' ? short : `${kind}:${short}`;
}
