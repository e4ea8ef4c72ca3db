import { InputError } from '@backstage/errors';

/** Name of a place in which an entity runs. @public */
export type TargetRefParts = {
  /** Full entity ref in lower case, as the catalog prints it. */
  entityRef: string;
  environment: string;
};

const LONGEST = 1_000;
const ENTITY_REF = /^[a-z][a-z0-9]*:[a-z0-9_.-]+\/[a-z0-9_.-]+$/;
const ENVIRONMENT = /^[a-z0-9]([-a-z0-9_.]{0,61}[a-z0-9])?$/i;

/**
 * Reads `<entityRef>@<environment>`, the resource ref of a delivery permission.
 * Anything else gives undefined: the string may come from anyone.
 *
 * @public
 */
export function parseTargetRef(targetRef: string): TargetRefParts | undefined {
  if (targetRef.length > LONGEST) {
    return undefined;
  }
  const at = targetRef.lastIndexOf('@');
  const entityRef = lowerCase(targetRef.slice(0, Math.max(at, 0)));
  const environment = targetRef.slice(at + 1);
  return ENTITY_REF.test(entityRef) && ENVIRONMENT.test(environment)
    ? { entityRef, environment }
    : undefined;
}

/**
 * Writes the resource ref of an entity in an environment, for example
 * `component:default/checkout@prod`. Throws when it could not be read back.
 *
 * @public
 */
export function formatTargetRef(parts: TargetRefParts): string {
  const targetRef = `${lowerCase(parts.entityRef)}@${parts.environment}`;
  if (parseTargetRef(targetRef)?.environment !== parts.environment) {
    throw new InputError(
      `Not an entity in an environment: ${JSON.stringify(
        targetRef.slice(0, 200),
      )}`,
    );
  }
  return targetRef;
}

function lowerCase(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
