import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityCard, EntityReader } from '../../service/ports';

/** All that is shown of an entity; lists of thousands are read with these alone. */
const FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'relations',
];

function related(entity: Entity, type: string, kind?: string) {
  const found = entity.relations?.find(
    each =>
      each.type === type &&
      (kind === undefined || parseEntityRef(each.targetRef).kind === kind),
  );
  return found && stringifyEntityRef(parseEntityRef(found.targetRef));
}

function cardOf(entity: Entity): EntityCard {
  const owner = related(entity, RELATION_OWNED_BY);
  const system = related(entity, RELATION_PART_OF, 'system');
  return {
    title: entity.metadata.title ?? entity.metadata.name,
    ...(owner !== undefined && { owner }),
    ...(system !== undefined && { system }),
  };
}

/** Entities of the catalog, as far as the one who asks may see them. */
export class CatalogEntities implements EntityReader {
  constructor(
    private readonly catalog: Pick<CatalogService, 'getEntitiesByRefs'>,
  ) {}

  async visible(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlyMap<string, EntityCard>> {
    if (entityRefs.length === 0) return new Map();
    const { items } = await this.catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs], fields: FIELDS },
      { credentials },
    );
    return new Map(
      entityRefs.flatMap((ref, at) => {
        const entity = items[at];
        return entity ? [[ref, cardOf(entity)] as const] : [];
      }),
    );
  }
}
