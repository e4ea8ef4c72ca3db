import type { Labels, Sample } from './sample';

/** Values over a time. */
export type Line = {
  readonly labels: Labels;
  readonly points: ReadonlyArray<readonly [at: number, value: number]>;
};

/** What was read of one entity's past at one instance. */
export type DetailReading = {
  readonly instance: string;
  readonly at: number;
} & (
  | {
      readonly state: 'answered';
      /** Newest error ratios of all burn windows, by label `slo_window`. */
      readonly ratios: readonly Sample[];
      /** Events of spans of `stepSeconds`, at the end of each. */
      readonly bad: readonly Line[];
      readonly total: readonly Line[];
      readonly stepSeconds: number;
      readonly warnings: readonly string[];
    }
  | { readonly state: 'down'; readonly reason: string }
);
