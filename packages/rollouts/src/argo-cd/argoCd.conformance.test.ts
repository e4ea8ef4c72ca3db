import { parse } from 'yaml';
import { z } from 'zod/v4';
import { conformance } from '../testing/conformance';
import {
  argoCdAction,
  argoCdActions,
  argoCdHealth,
  ARGO_CD_ACTIONS,
} from './index';

const data = conformance('argo-cd-rollout', { describe, it });
const readData = (path: string): unknown => parse(data.text(path));

const healthFile = z.object({
  tests: z.array(
    z.object({
      inputPath: z.string(),
      healthStatus: z.object({
        status: z.string(),
        message: z.string().default(''),
      }),
    }),
  ),
});

const actionsFile = z.object({
  discoveryTests: z.array(
    z.object({
      inputPath: z.string(),
      result: z.array(
        z.object({ name: z.enum(ARGO_CD_ACTIONS), disabled: z.boolean() }),
      ),
    }),
  ),
  actionTests: z.array(
    z.object({
      action: z.enum(ARGO_CD_ACTIONS),
      inputPath: z.string(),
      expectedOutputPath: z.string(),
    }),
  ),
});

data.suite("Argo CD's own cases of Rollout health", () => {
  const { tests } = healthFile.parse(readData('health_test.yaml'));

  it('are 24, none left out', () => {
    expect(tests).toHaveLength(24);
  });

  it.each(tests.map(test => [test.inputPath, test.healthStatus] as const))(
    '%s',
    (path, expected) => {
      expect(argoCdHealth(readData(path))).toEqual(expected);
    },
  );
});

data.suite("Argo CD's own cases of Rollout actions", () => {
  const { discoveryTests, actionTests } = actionsFile.parse(
    readData('actions/action_test.yaml'),
  );

  it('are 9 and 8, none left out', () => {
    expect(discoveryTests).toHaveLength(9);
    expect(actionTests).toHaveLength(8);
  });

  it.each(discoveryTests.map(test => [test.inputPath, test.result] as const))(
    'enables as Argo CD does: %s',
    (path, expected) => {
      const enabled = argoCdActions(readData(`actions/${path}`));
      expect(enabled).toEqual(
        Object.fromEntries(
          expected.map(({ name, disabled }) => [name, !disabled]),
        ),
      );
      expect(expected).toHaveLength(ARGO_CD_ACTIONS.length);
    },
  );

  it.each(
    actionTests.map(
      test => [test.action, test.inputPath, test.expectedOutputPath] as const,
    ),
  )('changes as Argo CD does: %s of %s', (action, from, to) => {
    const now = new Date('0001-01-01T00:00:00Z');
    const result = argoCdAction(action, readData(`actions/${from}`), { now });
    expect(withoutNull(result)).toEqual(withoutNull(readData(`actions/${to}`)));
  });
});

/** Null and missing are one to the API server. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([key, field]) => [key, withoutNull(field)]),
  );
}
