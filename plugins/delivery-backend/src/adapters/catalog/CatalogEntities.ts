import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DeliveryTarget } from '@greenlight/backstage-plugin-delivery-node';
import { parseTargetRef } from '@greenlight/backstage-plugin-delivery-node';
import { ownersOf } from '../../domain/owners';
import type { EntityReader } from '../../service/ports';

/** Entities of the catalog, as far as the one who asks may see them. */
export class CatalogEntities implements EntityReader {
  constructor(
    private readonly catalog: Pick<
      CatalogService,
      'getEntityByRef' | 'getEntitiesByRefs'
    >,
    private readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>,
  ) {}

  find(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity | undefined> {
    return this.catalog.getEntityByRef(entityRef, { credentials });
  }

  /** The resources that permission refs name, for the permission framework. */
  async targets(
    refs: readonly string[],
  ): Promise<(DeliveryTarget | undefined)[]> {
    const parsed = refs.map(parseTargetRef);
    const entityRefs = [
      ...new Set(parsed.flatMap(target => target?.entityRef ?? [])),
    ];
    if (entityRefs.length === 0) return refs.map(() => undefined);
    const credentials = await this.auth.getOwnServiceCredentials();
    const { items } = await this.catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials },
    );
    const byRef = new Map(entityRefs.map((ref, at) => [ref, items[at]]));
    return parsed.map(target => {
      const entity = target && byRef.get(target.entityRef);
      return target && entity
        ? { ...target, owners: ownersOf(entity) }
        : undefined;
    });
  }
}
