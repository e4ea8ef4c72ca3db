import type { Rule, Series } from '../Prometheus';
import type {
  FakeAlert,
  FakeRefusal,
  FakeResult,
  FakeRule,
  FakeRuleGroup,
} from './types';

/** What Prometheus writes around and into an answer. */
export interface JsonAnswer {
  status: number;
  body: unknown;
}

export function success(
  data: unknown,
  remarks: { warnings?: readonly string[]; infos?: readonly string[] } = {},
): JsonAnswer {
  const { warnings = [], infos = [] } = remarks;
  const body = {
    status: 'success',
    data,
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(infos.length > 0 ? { infos } : {}),
  };
  return { status: 200, body };
}

const STATUS: Record<string, number> = {
  bad_data: 400,
  execution: 422,
  internal: 500,
  timeout: 503,
  canceled: 503,
  unavailable: 503,
};

export function refusal(refused: FakeRefusal): JsonAnswer {
  const { errorType = 'bad_data', error } = refused;
  const status = refused.status ?? STATUS[errorType] ?? 422;
  return { status, body: { status: 'error', errorType, error } };
}

export function resultJson(result: FakeResult, at: number): unknown {
  if ('scalar' in result) {
    return { resultType: 'scalar', result: pointJson(at, result.scalar) };
  }
  if ('text' in result) {
    return { resultType: 'string', result: [at / 1000, result.text] };
  }
  if ('series' in result) {
    return { resultType: 'matrix', result: result.series.map(seriesJson) };
  }
  const samples = result.samples.map(({ labels, value }) => ({
    metric: labels,
    value: pointJson(at, value),
  }));
  return { resultType: 'vector', result: samples };
}

function seriesJson({ labels, points }: Series) {
  const values = points.map(([at, value]) => pointJson(at, value));
  return { metric: labels, values };
}

function pointJson(at: number, value: number): [number, string] {
  return [at / 1000, numberText(value)];
}

function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}

export function groupJson({
  name,
  file = 'rules.yaml',
  intervalSeconds = 60,
  rules,
}: FakeRuleGroup) {
  return { name, file, interval: intervalSeconds, rules: rules.map(ruleJson) };
}

function ruleJson(rule: FakeRule) {
  const { name, query = 'vector(1)', labels = {}, health = 'ok', alert } = rule;
  const common = {
    name,
    query,
    labels,
    health,
    lastError: rule.lastError,
    ...evaluationJson(rule),
  };
  if (!alert) return { ...common, type: 'recording' };
  const { state, forSeconds, annotations } = alert;
  return {
    ...common,
    type: 'alerting',
    state,
    duration: forSeconds,
    annotations,
  };
}

function evaluationJson({
  evaluatedAt,
  evaluationSeconds = 0,
}: Pick<Rule, 'evaluatedAt' | 'evaluationSeconds'>) {
  const lastEvaluation =
    evaluatedAt === undefined
      ? '0001-01-01T00:00:00Z'
      : new Date(evaluatedAt).toISOString();
  return { lastEvaluation, evaluationTime: evaluationSeconds };
}

export function alertJson({
  labels,
  annotations = {},
  state = 'firing',
  activeAt = 0,
  value = 1,
}: FakeAlert) {
  return {
    labels,
    annotations,
    state,
    activeAt: new Date(activeAt).toISOString(),
    value: numberText(value),
  };
}
