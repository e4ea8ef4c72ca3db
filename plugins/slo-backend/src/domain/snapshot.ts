import type {
  BrokenObjective,
  InstanceState,
  ObjectiveSummary,
} from '@greenlight/backstage-plugin-slo-common';

/** What one reading of all instances came to: what every page is answered from. */
export type Snapshot = {
  /** When the reading began, in milliseconds since 1970. */
  readonly at: number;
  readonly instances: readonly InstanceState[];
  readonly objectives: readonly ObjectiveSummary[];
  readonly broken: readonly BrokenObjective[];
};
