import type { Answer, Prometheus, Sample } from '@greenlight/prometheus';
import { foreignInfo, foreignQueries } from '../../domain/foreign/queries';
import type { ForeignQuery } from '../../domain/foreign/queries';

/** What Sloth and Pyrra record, and what was said beside it. */
export type ForeignAnswers = {
  readonly samples: Record<ForeignQuery, Sample[]>;
  readonly warnings: string[];
};

type Names = keyof typeof foreignQueries;

/** Asks for objectives of others: once, and for their values only where there are any. */
export async function readForeign(
  prometheus: Prometheus,
  signal: AbortSignal,
): Promise<ForeignAnswers | undefined> {
  const ask = (query: string) => prometheus.query({ query, signal });
  const info = await ask(foreignInfo);
  if (info.value.length === 0) return undefined;
  const names = Object.keys(foreignQueries) as Names[];
  const answers = await Promise.all(
    names.map(async name => [name, await ask(foreignQueries[name])] as const),
  );
  const found = Object.fromEntries(
    answers.map(([name, { value }]) => [name, value]),
  ) as Record<Names, Sample[]>;
  const all: Answer<unknown>[] = [info, ...answers.map(([, each]) => each)];
  return {
    samples: { ...found, info: info.value },
    warnings: all.flatMap(({ warnings }) => warnings),
  };
}
