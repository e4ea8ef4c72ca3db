import { z } from 'zod/v4';
import type { Point } from './counters';

const vector = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

const matrix = z.object({
  data: z.object({
    result: z.array(
      z.object({ values: z.array(z.tuple([z.number(), z.string()])) }),
    ),
  }),
});

/** Samples of an instant query. */
export async function ask(
  url: string,
  query: string,
): Promise<Array<{ labels: Record<string, string>; value: number }>> {
  const { data } = vector.parse(await post(`${url}/api/v1/query`, { query }));
  return data.result.map(({ metric, value }) => ({
    labels: metric,
    value: number(value[1]),
  }));
}

/** The points of a query that answers one series at most. */
export async function askRange(
  url: string,
  range: { query: string; from: number; to: number; stepSeconds: number },
): Promise<Point[]> {
  const answer = await post(`${url}/api/v1/query_range`, {
    query: range.query,
    start: String(range.from),
    end: String(range.to),
    step: String(range.stepSeconds),
  });
  const { result } = matrix.parse(answer).data;
  if (result.length > 1) {
    throw new Error(`${range.query} answers ${result.length} series.`);
  }
  return (result[0]?.values ?? []).map(([at, value]) => [at, number(value)]);
}

async function post(
  url: string,
  form: Record<string, string>,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answers ${text}`);
  return JSON.parse(text);
}

function number(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}
