import { z } from 'zod/v4';
import { defaultDeliveryRoles } from './roles';
import type { DeliveryRoles } from './roles';

/** What is wrong at a path of the configuration, and how to mend it. */
export type ConfigProblem = { path: string; value: unknown; fix: string };

export type Parsed<T> =
  | { ok: true; value: T }
  | { ok: false; problems: ConfigProblem[] };

/** What the policy does with permissions that are not delivery's. */
export type PolicyOptions = {
  others: 'allow' | 'deny';
  /** Names of permissions that nobody gets. */
  deny: string[];
};

const MEMBER = /^(group|user):[a-z0-9_.-]+\/[a-z0-9_.-]+$/i;

const member = z
  .string({ error: 'write the full ref of a group or user' })
  .regex(MEMBER, {
    error:
      'write the full ref of a group or user, for example group:default/payments',
  })
  .transform(ref => ref.toLocaleLowerCase('en-US'));

const members = z.array(member, {
  error: 'write a list of refs, for example [group:default/payments]',
});

const section = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `leave it out, or write ${Object.keys(shape).join(', ')}`
        : `write a section with ${Object.keys(shape).join(', ')}`,
  });

const nameOfEnvironment = { error: 'write the name of an environment' };
const environment = z.string(nameOfEnvironment).min(1, nameOfEnvironment);

const withMembers = section({ members: members.optional() }).optional();

const rolesSchema = section({
  viewer: section({
    members: z
      .union([z.literal('everyone'), members], {
        error:
          'write everyone, or a list of full refs of groups and users, for example [group:default/payments]',
      })
      .optional(),
  }).optional(),
  developer: section({
    environments: z
      .array(environment, {
        error: 'write a list of environments, for example [dev, staging]',
      })
      .optional(),
  }).optional(),
  owner: withMembers,
  approver: withMembers,
  operator: withMembers,
});

const optionsSchema = section({
  others: z
    .enum(['allow', 'deny'], { error: 'write allow or deny' })
    .optional(),
  deny: z
    .array(
      z.string({ error: 'write the name of a permission' }).regex(/^[\w.-]+$/, {
        error:
          'write the exact name of a permission, for example kubernetes.proxy',
      }),
      {
        error:
          'write a list of permission names, for example [kubernetes.proxy]',
      },
    )
    .optional(),
});

/** Reads `delivery.roles`; with the names of the environments also checks them. */
export function parseRoles(
  raw: unknown,
  environments?: readonly string[],
): Parsed<DeliveryRoles> {
  const parsed = rolesSchema.safeParse(raw ?? {});
  const problems = parsed.success
    ? []
    : problemsOf(parsed.error, { raw: raw ?? {}, root: 'delivery.roles' });
  const unknown = environments ? strangers(raw, environments) : [];
  if (!parsed.success || unknown.length > 0) {
    return { ok: false, problems: [...problems, ...unknown] };
  }
  const { viewer, developer, owner, approver, operator } = parsed.data;
  const otherwise = defaultDeliveryRoles;
  return {
    ok: true,
    value: {
      viewer: { ...otherwise.viewer, ...viewer },
      developer: { ...otherwise.developer, ...developer },
      owner: { ...otherwise.owner, ...owner },
      approver: { ...otherwise.approver, ...approver },
      operator: { ...otherwise.operator, ...operator },
    },
  };
}

/** Reads `permission.delivery`. */
export function parsePolicyOptions(raw: unknown): Parsed<PolicyOptions> {
  const parsed = optionsSchema.safeParse(raw ?? {});
  return parsed.success
    ? { ok: true, value: { others: 'allow', deny: [], ...parsed.data } }
    : {
        ok: false,
        problems: problemsOf(parsed.error, {
          raw: raw ?? {},
          root: 'permission.delivery',
        }),
      };
}

/** Says a problem in a line. */
export function sentenceOf({ path, value, fix }: ConfigProblem): string {
  const text = JSON.stringify(value) ?? 'missing';
  const short = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return `${path} is ${short}: ${fix}`;
}

const named = z.looseObject({
  developer: z.looseObject({ environments: z.array(z.unknown()) }),
});

function strangers(
  raw: unknown,
  environments: readonly string[],
): ConfigProblem[] {
  const parsed = named.safeParse(raw);
  const written = parsed.success ? parsed.data.developer.environments : [];
  return written.flatMap((value, index) =>
    typeof value === 'string' && value !== '' && !environments.includes(value)
      ? [
          {
            path: `delivery.roles.developer.environments[${index}]`,
            value,
            fix: `write a name of delivery.environments: ${environments.join(
              ', ',
            )}`,
          },
        ]
      : [],
  );
}

function problemsOf(
  error: z.ZodError,
  { raw, root }: { raw: unknown; root: string },
): ConfigProblem[] {
  return error.issues
    .flatMap(issue => deepest(issue))
    .flatMap(issue =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => problemAt([...issue.path, key], issue.message))
        : [problemAt(issue.path, issue.message)],
    );

  function problemAt(path: PropertyKey[], fix: string): ConfigProblem {
    return { path: pathText(root, path), value: valueAt(raw, path), fix };
  }
}

/** A list with a bad item: the item is the problem, not that it is no word. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') {
    return [issue];
  }
  const inItems = issue.errors.flat().filter(inner => inner.path.length > 0);
  return inItems.length > 0
    ? inItems.map(inner => ({
        ...inner,
        path: [...issue.path, ...inner.path],
      }))
    : [issue];
}

function pathText(root: string, path: PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`,
    root,
  );
}

function valueAt(raw: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? new Map(Object.entries(value)).get(String(part))
        : undefined,
    raw,
  );
}
