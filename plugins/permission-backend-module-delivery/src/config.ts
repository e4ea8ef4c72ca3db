import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parsePolicyOptions, parseRoles, sentenceOf } from './domain/parse';
import type { Parsed, PolicyOptions } from './domain/parse';
import type { DeliveryRoles } from './domain/roles';

/**
 * Reads who has which role from `delivery.roles`. Everything that is wrong
 * there is in one error, each line with path, value and what to write instead.
 *
 * @public
 */
export function readRoles(config: Config): DeliveryRoles {
  return valueOf(parsedRoles(config));
}

/** Reads the roles and the options of the policy; all that is wrong in one error. */
export function readPolicyConfig(config: Config): {
  roles: DeliveryRoles;
  options: PolicyOptions;
} {
  const roles = parsedRoles(config);
  const options = parsePolicyOptions(config.getOptional('permission.delivery'));
  if (!roles.ok || !options.ok) {
    return fail([
      ...(roles.ok ? [] : roles.problems),
      ...(options.ok ? [] : options.problems),
    ]);
  }
  return { roles: roles.value, options: options.value };
}

function parsedRoles(config: Config): Parsed<DeliveryRoles> {
  return parseRoles(
    config.getOptional('delivery.roles'),
    environmentsOf(config),
  );
}

/** Names of the configured environments; the delivery plugin checks the rest. */
function environmentsOf(config: Config): string[] | undefined {
  const environments: unknown = config.getOptional('delivery.environments');
  if (!Array.isArray(environments)) {
    return undefined;
  }
  return environments.flatMap((environment: unknown) =>
    typeof environment === 'object' &&
    environment !== null &&
    'name' in environment &&
    typeof environment.name === 'string'
      ? [environment.name]
      : [],
  );
}

function valueOf<T>(parsed: Parsed<T>): T {
  return parsed.ok ? parsed.value : fail(parsed.problems);
}

function fail(problems: Parameters<typeof sentenceOf>[0][]): never {
  throw new InputError(
    `The configuration of the delivery roles is wrong:\n${problems
      .map(problem => `- ${sentenceOf(problem)}`)
      .join('\n')}`,
  );
}
