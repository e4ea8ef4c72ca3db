import { parser } from '@prometheus-io/lezer-promql';

/** Where Prometheus' own grammar stops understanding a query; empty when it does not. */
export function problemsOfPromql(query: string): string[] {
  const problems: string[] = [];
  parser.parse(query).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) {
        problems.push(`at ${from}: ${query.slice(from, to + 20)}`);
      }
    },
  });
  return problems;
}
