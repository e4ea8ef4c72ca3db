const config = require('../../eslint-factory')(__dirname);

/** Tests ask the lab what the real controller and its CLI say. */
config.overrides.push({
  files: ['**/*.lab.test.ts', '**/__testUtils__/**'],
  rules: {
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedTargetPackages: ['@greenlight/lab'] },
    ],
  },
});

module.exports = config;
