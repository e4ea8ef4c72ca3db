import type {
  BrokenObjective,
  ObjectiveSummary,
  ServiceRow,
} from '@greenlight/backstage-plugin-slo-common';
import { statusOrder } from '@greenlight/backstage-plugin-slo-common';

/** What a list shows of an entity. */
type Shown = Pick<ServiceRow, 'entityRef' | 'title' | 'owner' | 'system'>;

/**
 * The worst objective of a service in one environment; undefined where it has
 * none. Objectives come in the order of care.
 */
export function serviceRow(input: {
  shown: Shown;
  environment: string;
  objectives: readonly ObjectiveSummary[];
  broken: readonly BrokenObjective[];
}): ServiceRow | undefined {
  const { shown, environment, objectives, broken } = input;
  const count = objectives.length + broken.length;
  const [worst] = objectives;
  const [flaw] = broken;
  const common = { ...shown, environment, objectives: count };
  if (flaw && (!worst || rank(worst) > statusOrder.indexOf('unknown'))) {
    return {
      ...common,
      status: 'unknown',
      because: flaw.reason.sentence,
      worst: {
        id: flaw.id,
        name: flaw.name,
        targetPercent: '',
        windowText: '',
        weighting: 'events',
      },
    };
  }
  if (!worst) return undefined;
  const { status, because } = worst;
  return { ...common, status, because, worst: worstOf(worst) };
}

function rank({ status }: ObjectiveSummary): number {
  return statusOrder.indexOf(status);
}

function worstOf(summary: ObjectiveSummary): ServiceRow['worst'] {
  const { objective, budget, burns, exhaustion } = summary;
  const [fast] = burns;
  return {
    id: objective.id,
    name: objective.name,
    targetPercent: objective.target.percent,
    windowText: objective.window.text,
    weighting: objective.weighting,
    ...(budget.state === 'measured' && {
      attained: budget.attained,
      remaining: 1 - budget.consumedScaled,
      newestAt: budget.newestAt,
      coverage: budget.coverage.ratio,
    }),
    ...(fast?.state === 'measured' && { burn: fast.rate }),
    ...(exhaustion.state === 'at' && { exhaustedAt: exhaustion.at }),
  };
}
