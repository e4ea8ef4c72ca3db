import { z } from 'zod/v4';
import type { ActiveAlert, Labels, Rule, RuleGroup } from '../Prometheus';
import { parseAs } from './envelope';
import { isLabels } from './labels';
import { readNumber } from './numbers';
import { WrongShape } from './WrongShape';

const labels = z.custom<Labels>(isLabels, 'not a set of labels');

/** Prometheus 2 leaves out labels where there are none. */
const labelsOrNone = labels.nullish().transform((found): Labels => found ?? {});

/** The year 1 stands for never. */
const evaluated = z
  .string()
  .nullish()
  .transform(text => {
    const at = Date.parse(text ?? '');
    return at > 0 ? at : undefined;
  });

const evaluation = {
  lastEvaluation: evaluated,
  evaluationTime: z.number().nullish(),
};

const anyRule = {
  name: z.string(),
  query: z.string(),
  labels: labelsOrNone,
  health: z.enum(['ok', 'err', 'unknown']).catch('unknown'),
  lastError: z.string().nullish(),
  ...evaluation,
};

const ruleSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('recording'), ...anyRule }),
  z.object({
    type: z.literal('alerting'),
    ...anyRule,
    state: z
      .enum(['inactive', 'pending', 'firing', 'unknown'])
      .catch('unknown'),
    duration: z.number().catch(0),
    annotations: labelsOrNone,
  }),
]);

const groupsSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      file: z.string().catch(''),
      interval: z.number(),
      ...evaluation,
      rules: z.array(ruleSchema),
    }),
  ),
});

const alertsSchema = z.object({
  alerts: z.array(
    z.object({
      labels,
      annotations: labelsOrNone,
      state: z.enum(['pending', 'firing']),
      activeAt: z.string(),
      value: z.string(),
    }),
  ),
});

export function readRules(data: unknown): RuleGroup[] {
  const { groups } = parseAs(groupsSchema, data);
  return groups.map(group => ({
    name: group.name,
    file: group.file,
    intervalSeconds: group.interval,
    ...evaluationOf(group),
    rules: group.rules.map(toRule),
  }));
}

type Evaluation = {
  lastEvaluation?: number;
  evaluationTime?: number | null;
};

function evaluationOf({ lastEvaluation, evaluationTime }: Evaluation) {
  return lastEvaluation === undefined
    ? {}
    : {
        evaluatedAt: lastEvaluation,
        evaluationSeconds: evaluationTime ?? undefined,
      };
}

function toRule(rule: z.infer<typeof ruleSchema>): Rule {
  const { name, query, health, lastError } = rule;
  return {
    type: rule.type === 'alerting' ? 'alert' : 'record',
    name,
    query,
    labels: rule.labels,
    health,
    ...(lastError ? { lastError } : {}),
    ...evaluationOf(rule),
    ...(rule.type === 'alerting'
      ? {
          alert: {
            state: rule.state,
            forSeconds: rule.duration,
            annotations: rule.annotations,
          },
        }
      : {}),
  };
}

export function readAlerts(data: unknown): ActiveAlert[] {
  return parseAs(alertsSchema, data).alerts.map((alert, index) => {
    const path = `data.alerts[${index}]`;
    const activeAt = Date.parse(alert.activeAt);
    if (Number.isNaN(activeAt)) {
      throw new WrongShape(`${path}.activeAt is not a time`);
    }
    const value = readNumber(alert.value, `${path}.value`);
    return { ...alert, activeAt, value };
  });
}
