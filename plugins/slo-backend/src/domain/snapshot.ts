import type {
  BrokenObjective,
  InstanceState,
  ObjectiveSummary,
} from '@greenlight/backstage-plugin-slo-common';

/** Where a share of an objective comes from. */
export type Part = { readonly instance: string; readonly place: string };

/** What one reading of all instances came to: what every page is answered from. */
export type Snapshot = {
  /** When the reading began, in milliseconds since 1970. */
  readonly at: number;
  readonly instances: readonly InstanceState[];
  readonly objectives: readonly ObjectiveSummary[];
  readonly broken: readonly BrokenObjective[];
  /**
   * Shares of objectives that were recorded at several places, by the key of
   * the objective: with one of them gone the sum of the others is no budget.
   */
  readonly parts: Readonly<Record<string, readonly Part[]>>;
  /** Series of objectives that name no entity, so that no page can show them. */
  readonly unplaced: number;
};
