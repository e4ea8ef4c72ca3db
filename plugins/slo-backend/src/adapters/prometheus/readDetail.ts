import type { Prometheus } from '@greenlight/prometheus';
import { detailQueries, stepFor } from '../../domain/detailQueries';
import type { DetailReading } from '../../domain/detailReading';
import type { DetailQuestion } from '../../service/ports';
import { reasonOf } from './reasonOf';

/** The past of one entity's objectives: three queries for any number of them. */
export async function readDetail(input: {
  prometheus: Prometheus;
  question: DetailQuestion;
  replicaLabels: readonly string[];
  now: Date;
  signal: AbortSignal;
}): Promise<DetailReading> {
  const { prometheus, question, replicaLabels, now, signal } = input;
  const at = now.getTime();
  const stepSeconds = stepFor(question.windowSeconds);
  const queries = detailQueries({ ...question, stepSeconds, replicaLabels });
  const from = new Date(at - (question.windowSeconds - stepSeconds) * 1000);
  const past = (query: string) =>
    prometheus.queryRange({ query, from, to: now, stepSeconds, signal });
  try {
    const [ratios, bad, total] = await Promise.all([
      prometheus.query({ query: queries.ratios, signal }),
      past(queries.bad),
      past(queries.total),
    ]);
    const warnings = [ratios, bad, total].flatMap(answer => answer.warnings);
    return {
      instance: prometheus.name,
      at,
      state: 'answered',
      stepSeconds,
      ratios: ratios.value,
      bad: bad.value,
      total: total.value,
      warnings: [...new Set(warnings)],
    };
  } catch (error) {
    return {
      instance: prometheus.name,
      at,
      state: 'down',
      reason: reasonOf(error),
    };
  }
}
