import type { Duration } from './duration';
import type { Matcher } from './matchers';
import type { Target } from './target';

/**
 * One thing that is counted.
 *
 * - `counter`: the increase of a counter
 * - `bucket`: the increase of one bucket of a classic histogram, which holds
 *   the events up to `le`
 * - `query`: whatever a query with the placeholder `{{.window}}` answers
 *
 * @public
 */
export type Counted =
  | { kind: 'counter'; metric: string; matchers: readonly Matcher[] }
  | {
      kind: 'bucket';
      /** Name of the histogram, without `_bucket`. */
      metric: string;
      matchers: readonly Matcher[];
      /** Upper bound as decimal text. */
      le: string;
    }
  | { kind: 'query'; query: string; unit: 'rate' | 'increase' };

/**
 * What an objective counts: all events, and the bad or the good ones among them.
 *
 * @public
 */
export type Indicator = {
  counts: 'bad' | 'good';
  part: Counted;
  total: Counted;
};

/**
 * A target for an indicator over a rolling window, by events.
 *
 * @public
 */
export type Objective = {
  /** Unique among all objectives of a Prometheus: `metadata.name`. */
  id: string;
  /** For people. */
  name: string;
  description?: string;
  service: string;
  /** Full and in lower case: `component:default/checkout`. */
  entityRef: string;
  environment?: string;
  /** Name or entity ref of the team that owns it. */
  team?: string;
  runbookUrl?: string;
  /** Labels that the author adds. */
  labels: Readonly<Record<string, string>>;
  target: Target;
  window: Duration;
  indicator: Indicator;
};
