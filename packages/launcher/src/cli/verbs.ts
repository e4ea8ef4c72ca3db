/** What a flag takes: nothing, a value, a value or nothing, or a list. */
export type FlagKind = 'switch' | 'value' | 'optional-value' | 'list';

export interface FlagSpec {
  name: string;
  kind: FlagKind;
  hint?: string;
  help: string;
}

export interface VerbSpec {
  name: string;
  summary: string;
  usage: string;
  flags: readonly FlagSpec[];
  /** What stands after the flags: nothing, names, or everything unread. */
  rest: 'none' | 'names' | 'forward';
  details?: readonly string[];
}

const noInstall: FlagSpec = {
  name: 'no-install',
  kind: 'switch',
  help: 'use node_modules as it is, even when the lock file changed',
};

const requireNeeds: FlagSpec = {
  name: 'require',
  kind: 'list',
  hint: 'lab,prometheus2,postgres,browser,conformance',
  help: 'fail, instead of skipping, when one of these cannot be had here',
};

export const verbs: readonly VerbSpec[] = [
  {
    name: 'start',
    summary: 'run the portal, connected to a world',
    usage: 'start [--lab [NAME]] [--as USER] [--port N]',
    rest: 'none',
    flags: [
      {
        name: 'lab',
        kind: 'optional-value',
        hint: 'NAME',
        help: 'connect to the lab of that name (default: the one that is up)',
      },
      {
        name: 'as',
        kind: 'value',
        hint: 'USER',
        help: "sign in as this user of the lab's catalog; its groups decide what it may do",
      },
      {
        name: 'port',
        kind: 'value',
        hint: 'N',
        help: 'port of the portal (default 7007)',
      },
      {
        name: 'fresh',
        kind: 'switch',
        help: 'forget what earlier runs stored (databases and sessions)',
      },
      noInstall,
    ],
    details: [
      'First look:  ./greenlight lab up && ./greenlight start --lab',
      'Databases are SQLite files in .greenlight/data.',
    ],
  },
  {
    name: 'test',
    summary: 'set up what tests need and run every suite',
    usage:
      'test [--require lab,prometheus2,postgres,browser,conformance] [SUITE…]',
    rest: 'names',
    flags: [requireNeeds, noInstall],
    details: [
      'The last line is "N passed, N failed, N skipped" over all suites.',
      'A suite that cannot run here is named with the reason.',
    ],
  },
  {
    name: 'check',
    summary: 'format, types, lint, spelling, architecture and unit tests',
    usage: 'check [--all] [STAGE…]',
    rest: 'names',
    flags: [
      {
        name: 'all',
        kind: 'switch',
        help: 'run the unit tests of unchanged packages too',
      },
      { name: 'fix', kind: 'switch', help: 'let Prettier and ESLint mend' },
      noInstall,
    ],
    details: [
      'A package whose files, dependencies and Node are those of its last green run is not tested again.',
    ],
  },
  {
    name: 'bench',
    summary:
      'measure, and print the figures with what they are measured beside',
    usage: 'bench [NAME…]',
    rest: 'names',
    flags: [noInstall],
  },
  {
    name: 'soak',
    summary: 'the long repeats: hours of chaos',
    usage: 'soak [--minutes N] [NAME…]',
    rest: 'names',
    flags: [
      {
        name: 'minutes',
        kind: 'value',
        hint: 'N',
        help: 'how long each entry runs (default 60)',
      },
      noInstall,
    ],
  },
  {
    name: 'lab',
    summary: 'the real control plane: build, up, down, status, logs, reset',
    usage: 'lab build|up|down|status|logs|reset [--help]',
    rest: 'forward',
    flags: [],
  },
];

export function findVerb(name: string): VerbSpec | undefined {
  return verbs.find(verb => verb.name === name);
}
