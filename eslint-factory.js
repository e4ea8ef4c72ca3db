const path = require('node:path');
const createConfig = require('@backstage/cli/config/eslint-factory');

const IMPURE_SYNTAX = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take `now` as a parameter: pure code reads no clock.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take `now` as a parameter: pure code reads no clock.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'Take `now` as a parameter: pure code reads no clock.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Take the id or the draw as a parameter: pure code is repeatable.',
  },
];

const IMPURE_GLOBALS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'process',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
  'window',
  'document',
  'localStorage',
  'console',
].map(name => ({
  name,
  message: 'Pure code has no clock, randomness, network or process.',
}));

const TEST_SYNTAX = [
  {
    selector:
      "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule)$/]",
    message: 'Pass a fake through the port instead of mocking a module.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^toMatch(Inline)?Snapshot/]',
    message: 'Say what matters in the expectation instead of a snapshot.',
  },
];

const STRIPPABLE_SYNTAX = [
  {
    selector:
      ':matches(TSEnumDeclaration, TSParameterProperty, TSModuleDeclaration[kind!="global"], TSImportEqualsDeclaration, TSExportAssignment)',
    message: 'Node runs this package by stripping types: erasable syntax only.',
  },
];

/** Packages that are pure as a whole; everywhere else it is `domain/`. */
const PURE_PACKAGES = ['rollouts', 'openslo', 'delivery-common', 'slo-common'];
/** Packages that Node runs from source. */
const STRIPPED_PACKAGES = ['launcher', 'lab', 'bench'];

const TEST_FILES = [
  '**/*.test.*',
  '**/__testUtils__/**',
  '**/testing/**',
  '**/setupTests.*',
];

function pureOverride(name) {
  return {
    files: PURE_PACKAGES.includes(name)
      ? ['src/**/*.ts']
      : ['src/**/domain/**/*.ts'],
    excludedFiles: [...TEST_FILES, 'src/client/**', 'src/**/*Client.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...IMPURE_SYNTAX],
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
    },
  };
}

const typedOverride = {
  files: ['**/*.{ts,tsx}'],
  parserOptions: {
    project: path.join(__dirname, 'tsconfig.json'),
    tsconfigRootDir: __dirname,
  },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': [
      'error',
      { checksVoidReturn: { attributes: false } },
    ],
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/ban-ts-comment': 'error',
  },
};

/** The Backstage rules for a package, and the house rules on top of them. */
module.exports = function createPackageConfig(dir) {
  const name = path.basename(dir);
  const stripped = STRIPPED_PACKAGES.includes(name) ? STRIPPABLE_SYNTAX : [];
  return createConfig(dir, {
    restrictedSyntax: stripped,
    restrictedTestSyntax: TEST_SYNTAX,
    reportUnusedDisableDirectives: true,
    ignorePatterns: ['**/coverage/**', '**/temp/**'],
    overrides: [typedOverride, pureOverride(name)],
  });
};
