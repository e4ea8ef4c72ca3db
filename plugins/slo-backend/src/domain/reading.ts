import type { ForeignQuery } from './foreign/queries';
import type { SnapshotQuery } from './queries';
import type { Labels, Sample } from './sample';

/** A recording rule that Prometheus cannot evaluate. */
export type FailingRule = {
  readonly rule: string;
  /** Labels that the rule puts on what it records. */
  readonly labels: Labels;
  /** Prometheus' own words. */
  readonly error: string;
};

/** What one round of queries found at one instance. */
export type InstanceReading = {
  readonly instance: string;
  /** When it was asked, by our clock, in milliseconds. */
  readonly at: number;
} & (
  | {
      readonly state: 'answered';
      readonly samples: Readonly<Record<SnapshotQuery, readonly Sample[]>>;
      /** Prometheus' warnings: a part of the answer may be missing. */
      readonly warnings: readonly string[];
      /** Queries that numbers can do without, and why they failed. */
      readonly failed: readonly string[];
      /** Newest tiles of objectives that have no fresh one. */
      readonly lastSeen: readonly Sample[];
      readonly failingRules: readonly FailingRule[];
      /** What Sloth and Pyrra record; missing where they record nothing. */
      readonly foreign?: Readonly<Record<ForeignQuery, readonly Sample[]>>;
    }
  | { readonly state: 'down'; readonly reason: string }
);
