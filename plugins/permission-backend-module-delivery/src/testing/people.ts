import { defaultDeliveryRoles } from '../domain/roles';
import type { DeliveryRoles } from '../domain/roles';
import type { MatrixPerson } from '../matrix';

/**
 * Roles as the matrix lists them. `personalOwner`: the catalog names this very
 * person as the owner. `nobody`: not signed in, or another program.
 *
 * @public
 */
export const roleNames = [
  'viewer',
  'developer',
  'owner',
  'personalOwner',
  'approver',
  'operator',
  'nobody',
] as const;

/** Name of a role in the matrix. @public */
export type RoleName = (typeof roleNames)[number];

/** The pipeline that the examples use. @public */
export const exampleEnvironments = ['dev', 'staging', 'canary', 'prod'];

/**
 * A configuration of `delivery.roles` with a group for every role that has
 * members. It is valid as config data, too.
 *
 * @public
 */
export const exampleRoles: DeliveryRoles = {
  ...defaultDeliveryRoles,
  owner: { members: ['group:default/service-owners'] },
  approver: { members: ['group:default/approvers'] },
  operator: { members: ['group:default/operators'] },
};

/** A person of one role. @public */
export type RolePerson = MatrixPerson & { role: RoleName };

const TEAM = 'group:default/payments';

const TITLES: Record<RoleName, string> = {
  viewer: 'viewer',
  developer: 'developer',
  owner: 'owner',
  personalOwner: 'personal owner',
  approver: 'approver',
  operator: 'operator',
  nobody: 'nobody signed in',
};

/**
 * Makes a person who has this role and no other (but viewer, which everyone
 * has). Developers and owners are members of `team`; the entity that is their
 * own is owned by it.
 *
 * @public
 */
export function personOf(
  role: RoleName,
  options: { roles?: DeliveryRoles; team?: string } = {},
): RolePerson {
  const { roles = exampleRoles, team = TEAM } = options;
  if (role === 'nobody') {
    return { role, title: TITLES[role], user: undefined, ownsAs: team };
  }
  const self = `user:default/${role.toLocaleLowerCase('en-US')}`;
  return {
    role,
    title: TITLES[role],
    user: {
      userEntityRef: self,
      ownershipEntityRefs: [self, ...groupsOf(role, { roles, team })],
    },
    ownsAs: role === 'personalOwner' ? self : team,
  };
}

/** One person of every role, in the order of `roleNames`. @public */
export function peopleOf(
  options: { roles?: DeliveryRoles; team?: string } = {},
): RolePerson[] {
  return roleNames.map(role => personOf(role, options));
}

function groupsOf(
  role: Exclude<RoleName, 'nobody'>,
  { roles, team }: { roles: DeliveryRoles; team: string },
): string[] {
  switch (role) {
    case 'developer':
      return [team];
    case 'owner':
      return [team, ...roles.owner.members.slice(0, 1)];
    case 'approver':
    case 'operator':
      return roles[role].members.slice(0, 1);
    default:
      return [];
  }
}
