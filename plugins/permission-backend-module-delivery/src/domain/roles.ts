/**
 * Who has which role. Refs are full and in lower case. Who owns an entity is
 * not written here: it comes from the catalog.
 *
 * @public
 */
export type DeliveryRoles = {
  /** Sees what runs. */
  viewer: { members: 'everyone' | string[] };
  /** Owns the entity: acts in these environments of it. */
  developer: { environments: string[] };
  /** Owns the entity and is one of the members: acts in all environments of it. */
  owner: { members: string[] };
  /** Sees what runs; says yes or no to promotions. */
  approver: { members: string[] };
  /** Acts on every service and reads every audit row. */
  operator: { members: string[] };
};

/**
 * The roles of a portal that configures none: everyone looks, who owns an
 * entity acts in dev and staging, nobody acts on everything.
 *
 * @public
 */
export const defaultDeliveryRoles: DeliveryRoles = {
  viewer: { members: 'everyone' },
  developer: { environments: ['dev', 'staging'] },
  owner: { members: [] },
  approver: { members: [] },
  operator: { members: [] },
};
