import { deliveryPermissions } from '@greenlight/backstage-plugin-delivery-common';
import { sloPermissions } from '@greenlight/backstage-plugin-slo-common';
import { authorizeTarget } from './authorizeTarget';
import type { DeliveryUser } from './decideDelivery';
import type { DeliveryRoles } from './domain/roles';

/**
 * A person to ask the policy about: what they are called in the matrix, who
 * they are, and who owns the entity that counts as theirs.
 *
 * @public
 */
export type MatrixPerson = {
  title: string;
  /** Undefined: not signed in, or another program. */
  user: DeliveryUser | undefined;
  /** Owner of the entity that counts as this person's own. */
  ownsAs: string;
};

/**
 * What a person may do with an entity, by the environments where they may.
 *
 * @public
 */
export type MatrixCell = {
  person: string;
  permission: string;
  entity: 'own' | 'other';
  environments: string[];
};

/**
 * Asks the policy about every person, permission, entity and environment.
 *
 * @public
 */
export function deliveryMatrix(given: {
  roles: DeliveryRoles;
  people: MatrixPerson[];
  environments: string[];
}): MatrixCell[] {
  const { roles, people, environments } = given;
  const entities = ['own', 'other'] as const;
  return people.flatMap(person =>
    [...deliveryPermissions, ...sloPermissions].flatMap(permission =>
      entities.map(entity => ({
        person: person.title,
        permission: permission.name,
        entity,
        environments: environments.filter(environment =>
          authorizeTarget({
            permission,
            user: person.user,
            target: targetOf({ person, entity, environment }),
            roles,
          }),
        ),
      })),
    ),
  );
}

/**
 * Prints the matrix as two Markdown tables, one for own entities and one for
 * the others.
 *
 * @public
 */
export function matrixMarkdown(
  cells: MatrixCell[],
  environments: string[],
): string {
  const tableOf = (entity: MatrixCell['entity']) =>
    tableMarkdown(
      cells.filter(cell => cell.entity === entity),
      environments,
    );
  return [
    '### An entity that the person owns',
    tableOf('own'),
    '### An entity of somebody else',
    tableOf('other'),
  ].join('\n\n');
}

function targetOf(given: {
  person: MatrixPerson;
  entity: MatrixCell['entity'];
  environment: string;
}) {
  const { person, entity, environment } = given;
  return entity === 'own'
    ? {
        entityRef: 'component:default/theirs',
        environment,
        owners: [person.ownsAs],
      }
    : {
        entityRef: 'component:default/foreign',
        environment,
        owners: ['group:default/somebody-else'],
      };
}

function tableMarkdown(cells: MatrixCell[], environments: string[]): string {
  const people = [...new Set(cells.map(({ person }) => person))];
  const permissions = [...new Set(cells.map(({ permission }) => permission))];
  const textOf = (permission: string, person: string) => {
    const allowed =
      cells.find(
        cell => cell.permission === permission && cell.person === person,
      )?.environments ?? [];
    if (allowed.length === environments.length) {
      return 'all';
    }
    return allowed.join(', ') || '–';
  };
  return rowsMarkdown([
    ['permission', ...people],
    ...permissions.map(permission => [
      `\`${permission}\``,
      ...people.map(person => textOf(permission, person)),
    ]),
  ]);
}

function rowsMarkdown(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map(row => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    `| ${row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join(' | ')} |`;
  const [head = [], ...body] = rows;
  const rule = widths.map(width => '-'.repeat(width));
  return [line(head), line(rule), ...body.map(line)].join('\n');
}
