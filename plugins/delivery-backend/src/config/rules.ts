import type { z } from 'zod/v4';
import { configPath } from './sentences';
import type { writtenSchema } from './schema';

type Written = z.output<typeof writtenSchema>;
type Rule = (written: Written) => string[];

function repeated(names: readonly string[]): { name: string; index: number }[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ name, index }] : [],
  );
}

const everyEnvironmentHasItsOwnName: Rule = ({ environments = [] }) =>
  repeated(environments.map(each => each.name)).map(
    ({ name, index }) =>
      `${configPath([
        'environments',
        index,
        'name',
      ])} is "${name}" again: give every environment its own name`,
  );

const everyClusterIsSetOnce: Rule = ({ clusters = [] }) =>
  repeated(clusters.map(each => each.name)).map(
    ({ name, index }) =>
      `${configPath([
        'clusters',
        index,
        'name',
      ])} is "${name}" again: put all settings of a cluster into one entry`,
  );

const WAYS = [
  'token',
  'tokenFile',
  'authProvider',
  'sameAsKubernetesPlugin',
] as const;

const everyClusterHasOneWriteCredential: Rule = ({ clusters = [] }) =>
  clusters.flatMap(({ write }, index) => {
    if (!write) return [];
    const path = configPath(['clusters', index, 'write']);
    const ways = WAYS.filter(
      way => write[way] !== undefined && write[way] !== false,
    );
    if (ways.length > 1) {
      return [`${path} has ${ways.join(' and ')}: choose one of them`];
    }
    if (ways.length === 0 && Object.keys(write).length > 0) {
      return [
        `${path} names no credential: set one of ${WAYS.join(
          ', ',
        )}, or remove write to keep the cluster read-only`,
      ];
    }
    return [];
  });

const authMetadataGoesWithAuthProvider: Rule = ({ clusters = [] }) =>
  clusters.flatMap(({ write }, index) =>
    write?.authMetadata && write.authProvider === undefined
      ? [
          `${configPath([
            'clusters',
            index,
            'write',
            'authMetadata',
          ])} is set without authProvider: name the provider that it is for`,
        ]
      : [],
  );

const staleComesAfterAProbe: Rule = ({ staleness = {} }) => {
  const { probeInterval = 10_000, staleAfter = 30_000 } = staleness;
  return staleAfter > probeInterval
    ? []
    : [
        `${configPath([
          'staleness',
          'staleAfter',
        ])} is ${staleAfter} ms: make it longer than probeInterval (${probeInterval} ms), or every cluster is stale between two probes`,
      ];
};

const rules: readonly Rule[] = [
  everyEnvironmentHasItsOwnName,
  everyClusterIsSetOnce,
  everyClusterHasOneWriteCredential,
  authMetadataGoesWithAuthProvider,
  staleComesAfterAProbe,
];

/** What single values do not show: all problems of all rules. */
export function semanticProblems(written: Written): string[] {
  return rules.flatMap(rule => rule(written));
}
