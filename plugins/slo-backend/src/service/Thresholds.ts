import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  budgetLevelOf,
  sloThresholdTopic,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  BudgetFigures,
  BudgetLevel,
  ObjectiveSummary,
  SloThresholdEvent,
} from '@greenlight/backstage-plugin-slo-common';
import { keyOf } from '../domain/identity';
import type { Snapshot } from '../domain/snapshot';
import type { KnownLevel, LevelStore } from './ports';

/** What thresholds are announced with. */
export type ThresholdsOptions = {
  readonly levels: LevelStore;
  readonly events: Pick<EventsService, 'publish'>;
  readonly logger: Pick<LoggerService, 'warn'>;
};

/**
 * Announces when an objective goes from one level of its budget to another:
 * once, however many replicas see it. The first sight of an objective is no
 * change, and what is unknown changes nothing.
 */
export class Thresholds {
  #failing = false;

  constructor(private readonly options: ThresholdsOptions) {}

  /** Looks at a reading; readings go on while levels cannot be kept. */
  async look(snapshot: Snapshot): Promise<void> {
    try {
      await this.#look(snapshot);
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) {
        this.options.logger.warn(`Thresholds are not announced: ${error}`);
      }
      this.#failing = true;
    }
  }

  async #look(snapshot: Snapshot): Promise<void> {
    const known = await this.options.levels.all();
    for (const summary of snapshot.objectives) {
      const { budget, objective } = summary;
      if (budget.state === 'measured') {
        const before = known.get(keyOf(objective));
        await this.#compare(summary, budget, before, snapshot.at);
      }
    }
  }

  async #compare(
    summary: ObjectiveSummary,
    budget: BudgetFigures,
    before: KnownLevel | undefined,
    at: number,
  ): Promise<void> {
    const { levels, events } = this.options;
    const { objective } = summary;
    const { consumedScaled } = budget;
    const level = budgetLevelOf({ consumedScaled, before: before?.level });
    const seen = { level, seenAt: at };
    if (!before) {
      await levels.first(objective, seen);
    } else if (
      level !== before.level &&
      (await levels.change(objective, before.level, seen))
    ) {
      await events.publish({
        topic: sloThresholdTopic,
        eventPayload: eventOf({
          summary,
          budget,
          from: before.level,
          to: level,
          at,
        }),
      });
    }
  }
}

function eventOf(crossed: {
  summary: ObjectiveSummary;
  budget: BudgetFigures;
  from: BudgetLevel;
  to: BudgetLevel;
  at: number;
}): SloThresholdEvent {
  const { summary, budget, from, to, at } = crossed;
  const { id, entityRef, environment, name } = summary.objective;
  return {
    objectiveId: id,
    entityRef,
    environment,
    name,
    from,
    to,
    status: summary.status,
    consumed: budget.consumedScaled,
    newestAt: budget.newestAt,
    at: new Date(at).toISOString(),
  };
}
