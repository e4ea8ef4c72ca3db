/**
 * Who may import whom. One table for the packages, one for the folders inside
 * a backend plugin, and a few rules for what must stay pure or apart.
 */
const MAY_IMPORT = {
  'packages/app': ['plugins/slo', 'plugins/delivery', 'packages/ui'],
  'packages/backend': [
    'plugins/slo-backend',
    'plugins/delivery-backend',
    'plugins/delivery-backend-module-budget-rollback',
    'plugins/kubernetes-backend-module-delivery',
    'plugins/permission-backend-module-delivery',
    'plugins/scaffolder-backend-module-delivery',
  ],
  'packages/launcher': ['packages/lab', 'packages/sandbox'],
  'packages/bench': ['packages/lab', 'packages/sandbox'],
  'packages/lab': [],
  'packages/sandbox': [],
  'packages/rollouts': [],
  'packages/cluster': [],
  'packages/prometheus': [],
  'packages/openslo': [],
  'packages/gitops': [],
  'packages/ui': [],
  'plugins/slo-common': [],
  'plugins/slo': ['plugins/slo-common', 'packages/ui'],
  'plugins/slo-backend': [
    'plugins/slo-common',
    'packages/prometheus',
    'packages/openslo',
  ],
  'plugins/delivery-common': ['packages/rollouts'],
  'plugins/delivery-node': ['plugins/delivery-common'],
  'plugins/delivery': [
    'plugins/delivery-common',
    'packages/rollouts',
    'packages/ui',
  ],
  'plugins/delivery-backend': [
    'plugins/delivery-common',
    'plugins/delivery-node',
    'plugins/slo-common',
    'packages/rollouts',
    'packages/cluster',
    'packages/gitops',
  ],
  'plugins/delivery-backend-module-budget-rollback': [
    'plugins/delivery-node',
    'plugins/delivery-common',
    'plugins/slo-common',
  ],
  'plugins/kubernetes-backend-module-delivery': ['plugins/delivery-node'],
  'plugins/permission-backend-module-delivery': [
    'plugins/delivery-common',
    'plugins/delivery-node',
    'plugins/slo-common',
  ],
  'plugins/scaffolder-backend-module-delivery': [
    'plugins/delivery-common',
    'plugins/slo-common',
    'packages/gitops',
    'packages/openslo',
  ],
};

/** The worlds: tests and benchmarks may use them, they may use no product. */
const WORLDS = ['packages/lab', 'packages/sandbox'];

/** Whole packages without clock, network, process or Backstage wiring. */
const PURE_PACKAGES = [
  'packages/rollouts',
  'packages/openslo',
  'plugins/delivery-common',
  'plugins/slo-common',
];

/** Libraries without effects, that pure code may use. */
const PURE_LIBRARIES = [
  'zod',
  'yaml',
  'big.js',
  '@stdlib/stats-base-dists-beta-quantile',
  'semver',
  'fast-deep-equal',
  '@backstage/catalog-model',
  '@backstage/errors',
  '@backstage/types',
  '@backstage/plugin-permission-common',
];

const TEST_CODE =
  '(\\.test\\.tsx?$|/testing/|/__testUtils__/|/__fixtures__/|/e2e-tests/|/bench/|/dev/|setupTests\\.ts$)';
const BACKENDS = Object.keys(MAY_IMPORT).filter(name =>
  name.includes('-backend'),
);
const COMMON = Object.keys(MAY_IMPORT).filter(name => name.endsWith('-common'));

const oneOf = names => `(${names.join('|')})`;
const library = name => `(^|/)node_modules/${name}/`;
const domainFolders = BACKENDS.map(name => `^${name}/src/domain/`);

function packageRules() {
  return Object.entries(MAY_IMPORT).flatMap(([from, allowed]) => {
    const rule = (name, path, targets) => ({
      name,
      severity: 'error',
      comment: `${from} may import: ${targets.join(', ') || 'nothing of ours'}`,
      from: path,
      to: {
        path: '^(packages|plugins)/',
        pathNot: `^${oneOf([from, ...targets])}/`,
      },
    });
    return [
      rule(
        `package:${from}`,
        { path: `^${from}/`, pathNot: TEST_CODE },
        allowed,
      ),
      rule(`tests-of:${from}`, { path: `^${from}/.*${TEST_CODE}` }, [
        ...allowed,
        ...(WORLDS.includes(from) ? [] : WORLDS),
        ...(TESTS_MAY_ALSO_IMPORT[from] ?? []),
      ]),
    ];
  });
}

/** A module is tested with the real plugin that it plugs into; a share of the soak runs with the tests. */
const TESTS_MAY_ALSO_IMPORT = {
  'plugins/delivery-backend': [
    'packages/bench',
    'plugins/kubernetes-backend-module-delivery',
    'plugins/permission-backend-module-delivery',
  ],
  'plugins/permission-backend-module-delivery': ['plugins/delivery-backend'],
  'plugins/kubernetes-backend-module-delivery': ['plugins/delivery-backend'],
};

/** Inside a backend plugin the folder is the diagram. */
const INSIDE_A_BACKEND = {
  'domain/': ['domain/'],
  'service/': ['service/', 'domain/'],
  'adapters/': ['adapters/', 'service/ports', 'domain/'],
  'router(/|\\.ts$)': ['router(/|\\.ts$)', 'service/', 'domain/'],
  'config(/|\\.ts$)': ['config(/|\\.ts$)', 'domain/'],
};

function folderRules() {
  return BACKENDS.flatMap(backend =>
    Object.entries(INSIDE_A_BACKEND).map(([folder, allowed]) => ({
      name: `inside:${backend}:${folder.replace(/\W.*/, '')}`,
      severity: 'error',
      comment: `${folder} may import: ${allowed.join(', ')}`,
      from: { path: `^${backend}/src/${folder}`, pathNot: TEST_CODE },
      to: {
        path: `^${backend}/src/`,
        pathNot: `^${backend}/src/${oneOf(allowed)}`,
      },
    })),
  );
}

function purityRules() {
  const pure = {
    path: [...domainFolders, ...PURE_PACKAGES.map(name => `^${name}/src/`)],
    pathNot: TEST_CODE,
  };
  return [
    {
      name: 'pure:no-node-modules-with-effects',
      severity: 'error',
      comment: `Pure code may use: ${PURE_LIBRARIES.join(', ')}`,
      from: pure,
      to: {
        path: '(^|/)node_modules/',
        pathNot: PURE_LIBRARIES.map(library),
      },
    },
    {
      name: 'pure:no-node-builtins',
      severity: 'error',
      comment: 'Pure code has no clock, randomness, network or process',
      from: pure,
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure:domain-imports-common-only',
      severity: 'error',
      comment: 'domain/ imports *-common packages and pure libraries only',
      from: { path: domainFolders, pathNot: TEST_CODE },
      to: {
        path: '^(packages|plugins)/',
        pathNot: [
          ...domainFolders,
          `^${oneOf([...COMMON, ...PURE_PACKAGES])}/`,
        ],
      },
    },
    {
      name: 'libraries:no-backstage',
      severity: 'error',
      comment: 'These libraries serve anyone and know no Backstage',
      from: {
        path: '^packages/(rollouts|cluster|prometheus|openslo|lab|sandbox|launcher|bench)/src/',
        pathNot: TEST_CODE,
      },
      to: { path: library('@backstage') },
    },
  ];
}

const generalRules = [
  {
    name: 'package-not-in-the-table',
    severity: 'error',
    comment: 'Say in MAY_IMPORT what a new package may import',
    from: {
      path: '^(packages|plugins)/',
      pathNot: `^${oneOf(Object.keys(MAY_IMPORT))}/`,
    },
    to: {},
  },
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'Two files that need each other are one file or three',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-inner-doors',
    severity: 'error',
    comment: 'Import a package by its entry points, not by its inner files',
    from: { path: '^(packages|plugins)/([^/]+)/' },
    to: {
      path: '^(packages|plugins)/[^/]+/src/',
      pathNot: [
        '^$1/$2/',
        '^(packages|plugins)/[^/]+/src/(index|legacy|alpha|testing|testUtils)(/index)?\\.tsx?$',
      ],
    },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    comment: 'An import that points nowhere',
    from: {},
    to: { couldNotResolve: true, dependencyTypesNot: ['core'] },
  },
  {
    name: 'tests-stay-in-tests',
    severity: 'error',
    comment: 'Product code imports no tests and no test helpers',
    from: { path: '^(packages|plugins)/[^/]+/src/', pathNot: TEST_CODE },
    to: {
      path: '(\\.test\\.tsx?$|/__testUtils__/|/e2e-tests/)',
    },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...packageRules(),
    ...folderRules(),
    ...purityRules(),
    ...generalRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-types|coverage|temp)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
