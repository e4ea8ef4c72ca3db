import { duration, type Duration } from '../duration';

/**
 * How rules are generated.
 *
 * @public
 */
export type GenerateRulesOptions = {
  /** Between two evaluations of error ratios and alerts, in seconds. Default 30. */
  sliIntervalSeconds?: number;
  /** Between two evaluations of the budget, in seconds; must stay below the five minutes that an instant query looks back. Default 120. */
  budgetIntervalSeconds?: number;
  /** Between two scrapes of the counters, in seconds. Default 30. */
  scrapeIntervalSeconds?: number;
  /** Fewer events than this in the long window raise no burn alert. Default 100. */
  minEvents?: number;
  /** `SLOErrorBudgetLow` fires when this share of the budget or less is left, as decimal text. Default `0.2`. */
  lowBudget?: string;
  /** Labels by which replicas of a scraper differ that count the same events; their mean counts. The greatest of them would count up to a ninth too much, because each estimates what happened between two of its scrapes. */
  replicaLabels?: readonly string[];
};

/** The same with everything decided. */
export type RuleSettings = {
  sliInterval: Duration;
  budgetInterval: Duration;
  scrapeIntervalSeconds: number;
  minEvents: number;
  lowBudget: string;
  replicaLabels: readonly string[];
};

const LOOKBACK_SECONDS = 300;

export function ruleSettings(options: GenerateRulesOptions = {}): RuleSettings {
  const {
    sliIntervalSeconds = 30,
    budgetIntervalSeconds = 120,
    scrapeIntervalSeconds = 30,
    minEvents = 100,
    lowBudget = '0.2',
    replicaLabels = [],
  } = options;
  for (const [name, seconds] of Object.entries({
    sliIntervalSeconds,
    budgetIntervalSeconds,
    scrapeIntervalSeconds,
  })) {
    const isBetween = seconds >= 1 && seconds < LOOKBACK_SECONDS;
    if (!Number.isInteger(seconds) || !isBetween) {
      throw new RangeError(
        `${name} is ${seconds}. Choose whole seconds from 1 to ${
          LOOKBACK_SECONDS - 1
        }: an instant query sees ${LOOKBACK_SECONDS} s back.`,
      );
    }
  }
  if (!Number.isInteger(minEvents) || minEvents < 0) {
    throw new RangeError(
      `minEvents is ${minEvents}. Choose a whole number from 0.`,
    );
  }
  if (!/^0\.\d{1,6}$/.test(lowBudget)) {
    throw new RangeError(
      `lowBudget is "${lowBudget}". Write a share as decimal text, for example "0.2".`,
    );
  }
  const odd = replicaLabels.find(
    label => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(label),
  );
  if (odd !== undefined) {
    throw new RangeError(
      `replicaLabels has "${odd}". Use names of labels: letters, digits and underscores.`,
    );
  }
  return {
    sliInterval: duration(sliIntervalSeconds),
    budgetInterval: duration(budgetIntervalSeconds),
    scrapeIntervalSeconds,
    minEvents,
    lowBudget,
    replicaLabels,
  };
}
