/**
 * How good events are weighed. `events`: every event counts the same (a ratio
 * of sums). `time`: every slice of time counts the same, however many events
 * fell into it (a mean of ratios, as Sloth records its period).
 *
 * @public
 */
export type Weighting = 'events' | 'time';

/** Who recorded the series of an objective. @public */
export type ObjectiveSource = 'greenlight' | 'sloth' | 'pyrra';

/**
 * A share that may fail or must hold, as decimal text and as a number. The
 * text is exact: 99.9 % is `0.999`, never `0.9990000000000001`.
 *
 * @public
 */
export type ExactRatio = { text: string; value: number };

/** A target for a service level indicator over a window. @public */
export type Objective = {
  /** Unique within a portal: the label `slo_id`. */
  id: string;
  /** Name for people. */
  name: string;
  /** Entity ref as the catalog prints it: kind:namespace/name, lower case. */
  entityRef: string;
  /** Label `environment`; empty when the series carry none. */
  environment: string;
  /** Label `slo_service`, when there is one. */
  service?: string;
  team?: string;
  source: ObjectiveSource;
  weighting: Weighting;
  /**
   * Target in percent as it was written, for example `99.9`, with the exact
   * shares of good (`ratio`) and of allowed bad events (`budget`).
   */
  target: { percent: string; ratio: ExactRatio; budget: ExactRatio };
  /** Rolling window: as written, for example `30d`, and in seconds. */
  window: { text: string; seconds: number };
  /** Prometheus instances that its numbers were read from. */
  instances: string[];
};
