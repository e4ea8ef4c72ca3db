import type { z } from 'zod/v4';
import type { writtenSchema } from './schema';
import { configPath } from './sentences';

type Written = z.output<typeof writtenSchema>;
type Rule = (written: Written) => string[];

/** How long an instance may think, unless it says otherwise. */
export const DEFAULT_TIMEOUT_MS = 10_000;
/** How often Prometheus is read, unless the configuration says otherwise. */
export const DEFAULT_REFRESH_MS = 30_000;
const SHORTEST_REFRESH_MS = 1_000;

const everyInstanceHasItsOwnName: Rule = ({ prometheus = [] }) => {
  const names = prometheus.map(each => each.name);
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [
          `${configPath([
            'prometheus',
            index,
            'name',
          ])} is "${name}" again: give every instance its own name`,
        ]
      : [],
  );
};

const readingIsNotTooOften: Rule = ({ refreshInterval = DEFAULT_REFRESH_MS }) =>
  refreshInterval >= SHORTEST_REFRESH_MS
    ? []
    : [
        `${configPath([
          'refreshInterval',
        ])} is ${refreshInterval} ms: make it a second or longer, rules record no faster`,
      ];

const answersComeWithinTheInterval: Rule = ({
  prometheus = [],
  refreshInterval = DEFAULT_REFRESH_MS,
}) =>
  prometheus.flatMap(({ timeout }, index) =>
    timeout === undefined || timeout <= refreshInterval
      ? []
      : [
          `${configPath([
            'prometheus',
            index,
            'timeout',
          ])} is ${timeout} ms: make it no longer than ${configPath([
            'refreshInterval',
          ])} (${refreshInterval} ms), or one slow instance holds up the others`,
        ],
  );

const rules: readonly Rule[] = [
  everyInstanceHasItsOwnName,
  readingIsNotTooOften,
  answersComeWithinTheInterval,
];

/** What single values do not show: all problems of all rules. */
export function semanticProblems(written: Written): string[] {
  return rules.flatMap(rule => rule(written));
}
