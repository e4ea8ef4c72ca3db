import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Forecast,
  Measured,
  ObjectiveSummary,
} from '@greenlight/backstage-plugin-slo-common';
import { remainingScaled } from '@greenlight/backstage-plugin-slo-common';
import type { GetReliability } from './service/GetReliability';

const readOnly = { readOnly: true, destructive: false, idempotent: true };

/** What assistants and workflows may ask, with the rights of who asks. */
export function registerActions(
  registry: ActionsRegistryService,
  reliability: GetReliability,
): void {
  registerList(registry, reliability);
  registerExplain(registry, reliability);
}

function entityRefOf(text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `"${text}" is not an entity ref; write kind:namespace/name`,
    );
  }
}

function exhaustionOf(forecast: Forecast): string {
  switch (forecast.state) {
    case 'at':
      return forecast.at;
    case 'gone':
      return 'already';
    case 'never':
      return `never: ${forecast.because}`;
    default:
      return `unknown: ${forecast.reason.sentence}`;
  }
}

function told({ objective, budget, burns, ...summary }: ObjectiveSummary) {
  const [fast] = burns;
  return {
    id: objective.id,
    name: objective.name,
    entityRef: objective.entityRef,
    environment: objective.environment,
    targetPercent: objective.target.percent,
    window: objective.window.text,
    status: summary.status,
    because: summary.because,
    exhaustion: exhaustionOf(summary.exhaustion),
    ...(budget.state === 'measured' && {
      remaining: remainingScaled(budget),
      newestAt: budget.newestAt,
    }),
    ...(fast?.state === 'measured' && { burn1h: fast.rate }),
  };
}

function registerList(
  registry: ActionsRegistryService,
  reliability: GetReliability,
): void {
  registry.register({
    name: 'list-objectives',
    title: 'List service level objectives',
    description:
      'Lists service level objectives with their error budgets, worst first. Status unknown is never a pass; "because" says why. Shares are ratios: remaining 0.38 is 38 % of the budget.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .max(200)
            .optional()
            .describe('Only of this entity: kind:namespace/name'),
          environment: z.string().max(63).optional(),
        }),
      output: z =>
        z.object({
          readAt: z.string().optional(),
          objectives: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              entityRef: z.string(),
              environment: z.string(),
              targetPercent: z.string(),
              window: z.string(),
              status: z.enum(['exhausted', 'burning', 'unknown', 'ok']),
              because: z.string(),
              exhaustion: z
                .string()
                .describe(
                  'When the budget is gone at the rate of the last hour',
                ),
              remaining: z.number().optional(),
              newestAt: z.string().optional(),
              burn1h: z.number().optional(),
            }),
          ),
        }),
    },
    action: async ({ input: { entityRef, environment }, credentials }) => {
      const { readAt, objectives } = await reliability.objectives({
        credentials,
        ...(entityRef !== undefined && { entityRef: entityRefOf(entityRef) }),
        ...(environment !== undefined && { environment }),
      });
      return { output: { readAt, objectives: objectives.map(told) } };
    },
  });
}

function resultOf(result: Measured<{ value: number; unit: string }>): string {
  return result.state === 'measured'
    ? `${result.value} ${result.unit}`
    : `unknown: ${result.reason.sentence}`;
}

function registerExplain(
  registry: ActionsRegistryService,
  reliability: GetReliability,
): void {
  registry.register({
    name: 'explain-objective',
    title: 'Explain a service level objective',
    description:
      'Shows how each number of an objective came about: formula, filled formula, result, and the PromQL query behind each value.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          id: z.string().max(200).describe('Id of the objective (slo_id)'),
          entityRef: z.string().max(200).describe('kind:namespace/name'),
          environment: z.string().max(63).optional(),
        }),
      output: z =>
        z.object({
          status: z.string(),
          because: z.string(),
          notes: z.array(z.string()),
          numbers: z.array(
            z.object({
              title: z.string(),
              formula: z.string(),
              filled: z.string(),
              result: z.string(),
              source: z.string(),
              queries: z.array(z.string()),
            }),
          ),
        }),
    },
    action: async ({ input: { id, environment, ...input }, credentials }) => {
      const entityRef = entityRefOf(input.entityRef);
      const { objectives } = await reliability.detail({
        credentials,
        entityRef,
        ...(environment !== undefined && { environment }),
      });
      const found = objectives.find(({ objective }) => objective.id === id);
      if (!found) {
        throw new NotFoundError(
          `${entityRef} has no objective "${id}" in this environment; list-objectives names those it has`,
        );
      }
      const { status, because, notes, explanations } = found;
      const numbers = explanations.map(
        ({ title, formula, filled, result, source, evidence }) => ({
          title,
          formula,
          filled,
          result: resultOf(result),
          source,
          queries: evidence.flatMap(({ query }) => query ?? []),
        }),
      );
      return { output: { status, because, notes, numbers } };
    },
  });
}
