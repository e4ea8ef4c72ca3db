import type { BudgetLevel } from '@greenlight/backstage-plugin-slo-common';
import type { Identity } from '../domain/identity';

/** The level of an objective, and when the reading that found it was made. */
export type KnownLevel = {
  readonly level: BudgetLevel;
  /** Milliseconds since 1970. */
  readonly seenAt: number;
};

/** Remembers levels for all replicas of the portal. */
export interface LevelStore {
  /** By the key of the objective. */
  all(): Promise<ReadonlyMap<string, KnownLevel>>;
  /** Records a level where none is known; false where another was faster. */
  first(objective: Identity, level: KnownLevel): Promise<boolean>;
  /**
   * Compare-and-set: of several replicas that see the same change, one is told
   * true. A reading that is older than the known one changes nothing.
   */
  change(
    objective: Identity,
    from: BudgetLevel,
    to: KnownLevel,
  ): Promise<boolean>;
}
