// cspell:ignore deliveryx
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  actionNames,
  deliveryActionPermissions,
  deliveryAuditReadPermission,
  deliveryPermissions,
  deliveryServiceReadPermission,
  RESOURCE_TYPE_DELIVERY_TARGET,
} from '@greenlight/backstage-plugin-delivery-common';
import { sloObjectiveReadPermission } from '@greenlight/backstage-plugin-slo-common';
import { decideDelivery } from './decideDelivery';
import { defaultDeliveryRoles } from './domain/roles';
import type { DeliveryRoles } from './domain/roles';
import { authorizeTarget, exampleRoles, personOf } from './testing';
import type { RoleName } from './testing';

const ALL = ['dev', 'staging', 'canary', 'prod'];
const actions = actionNames.map(name => deliveryActionPermissions[name]);

function where(question: {
  role: RoleName;
  permission: (typeof deliveryPermissions)[number];
  owners?: string[];
  roles?: DeliveryRoles;
}): string[] {
  const { role, permission, roles = exampleRoles } = question;
  const person = personOf(role);
  return ALL.filter(environment =>
    authorizeTarget({
      permission,
      user: person.user,
      target: {
        entityRef: 'component:default/checkout',
        environment,
        owners: question.owners ?? [person.ownsAs],
      },
      roles,
    }),
  );
}

const elsewhere = ['group:default/other-team'];

describe.each(actions)('$name', permission => {
  it('is for developers in dev and staging of their own entities', () => {
    expect(where({ role: 'developer', permission })).toEqual([
      'dev',
      'staging',
    ]);
    expect(where({ role: 'developer', permission, owners: elsewhere })).toEqual(
      [],
    );
  });

  it('is for owners in every environment of their own entities', () => {
    expect(where({ role: 'owner', permission })).toEqual(ALL);
    expect(where({ role: 'owner', permission, owners: elsewhere })).toEqual([]);
  });

  it('is for the person whom the catalog names as the owner', () => {
    expect(where({ role: 'personalOwner', permission })).toEqual(ALL);
    expect(
      where({ role: 'personalOwner', permission, owners: elsewhere }),
    ).toEqual([]);
  });

  it('is for operators on everything', () => {
    expect(where({ role: 'operator', permission, owners: elsewhere })).toEqual(
      ALL,
    );
  });

  it.each(['viewer', 'approver', 'nobody'] as const)('is not for %s', role => {
    expect(where({ role, permission })).toEqual([]);
    expect(where({ role, permission, owners: [] })).toEqual([]);
  });
});

describe('delivery.service.read', () => {
  const permission = deliveryServiceReadPermission;

  it('is for everyone who is signed in, by default', () => {
    expect(where({ role: 'viewer', permission, owners: elsewhere })).toEqual(
      ALL,
    );
    expect(where({ role: 'nobody', permission })).toEqual([]);
  });

  it('can be for listed people; other roles see what they may act on', () => {
    const roles = {
      ...exampleRoles,
      viewer: { members: ['group:default/auditors'] },
    };
    const seenBy = (role: RoleName, owners?: string[]) =>
      where({ role, permission, owners, roles });

    expect(seenBy('viewer')).toEqual([]);
    expect(seenBy('developer')).toEqual(ALL);
    expect(seenBy('developer', elsewhere)).toEqual([]);
    expect(seenBy('personalOwner')).toEqual(ALL);
    expect(seenBy('approver', elsewhere)).toEqual(ALL);
    expect(seenBy('operator', elsewhere)).toEqual(ALL);
    expect(
      decideDelivery(
        { permission },
        {
          userEntityRef: 'user:default/ann',
          ownershipEntityRefs: ['group:default/auditors'],
        },
        roles,
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });
});

describe('delivery.audit.read', () => {
  const permission = deliveryAuditReadPermission;

  it.each(['developer', 'owner', 'personalOwner'] as const)(
    'is for %s on own entities',
    role => {
      expect(where({ role, permission })).toEqual(ALL);
      expect(where({ role, permission, owners: elsewhere })).toEqual([]);
    },
  );

  it('is for operators on everything', () => {
    expect(where({ role: 'operator', permission, owners: elsewhere })).toEqual(
      ALL,
    );
  });

  it.each(['viewer', 'approver', 'nobody'] as const)('is not for %s', role => {
    expect(where({ role, permission })).toEqual([]);
  });
});

describe('decideDelivery', () => {
  const operator = personOf('operator').user;

  it('leaves permissions of others to others', () => {
    for (const name of [
      'catalog.entity.read',
      'kubernetes.proxy',
      'deliveryx.y',
      'slow.down',
    ]) {
      const permission = createPermission({ name, attributes: {} });
      expect(
        decideDelivery({ permission }, operator, exampleRoles),
      ).toBeUndefined();
    }
  });

  it.each([
    ['everyone, while viewers are not listed', 'everyone' as const, true],
    ['nobody who is in no list', ['group:default/auditors'], false],
  ])('lets %s read objectives', (_who, members, allowed) => {
    const roles = { ...exampleRoles, viewer: { members } };
    const stranger = {
      userEntityRef: 'user:default/stranger',
      ownershipEntityRefs: ['user:default/stranger'],
    };
    const decide = (user: typeof stranger | undefined) =>
      decideDelivery({ permission: sloObjectiveReadPermission }, user, roles);
    expect(decide(stranger)).toEqual({
      result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
    });
    expect(decide(operator)).toEqual({ result: AuthorizeResult.ALLOW });
    expect(decide(undefined)).toEqual({ result: AuthorizeResult.DENY });
  });

  it.each(['delivery.rollout.undo', 'delivery.', 'slo.objective.read', 'slo.'])(
    'denies %s, which no role grants, to operators too',
    name => {
      const permission = createPermission({
        name,
        attributes: {},
        resourceType: RESOURCE_TYPE_DELIVERY_TARGET,
      });
      expect(decideDelivery({ permission }, operator, exampleRoles)).toEqual({
        result: AuthorizeResult.DENY,
      });
    },
  );

  it('denies a permission of ours that comes with a foreign resource type, or none', () => {
    const { name } = deliveryActionPermissions.abort;
    const basic = createPermission({ name, attributes: {} });
    const foreign = createPermission({
      name,
      attributes: {},
      resourceType: 'catalog-entity',
    });
    for (const permission of [basic, foreign]) {
      expect(decideDelivery({ permission }, operator, exampleRoles)).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });

  it('gives no environment to developers where the list is empty', () => {
    const roles = { ...exampleRoles, developer: { environments: [] } };
    const permission = deliveryActionPermissions.promote;

    expect(where({ role: 'developer', permission, roles })).toEqual([]);
    expect(where({ role: 'personalOwner', permission, roles })).toEqual(ALL);
  });

  it('makes nobody an owner, approver or operator by default', () => {
    const permission = deliveryActionPermissions.promote;
    const roles = defaultDeliveryRoles;

    expect(where({ role: 'owner', permission, roles })).toEqual([
      'dev',
      'staging',
    ]);
    expect(where({ role: 'operator', permission, roles })).toEqual([]);
  });

  it('gives a role to a single user as to a group', () => {
    const roles = {
      ...exampleRoles,
      operator: { members: ['user:default/Ada'] },
    };
    expect(
      decideDelivery(
        { permission: deliveryActionPermissions.abort },
        { userEntityRef: 'User:default/ada', ownershipEntityRefs: [] },
        roles,
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('does not take a group for a user of the same name', () => {
    const roles = {
      ...exampleRoles,
      operator: { members: ['group:default/ada'] },
    };
    expect(
      authorizeTarget({
        permission: deliveryActionPermissions.abort,
        user: {
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: ['user:default/ada'],
        },
        target: {
          entityRef: 'component:default/checkout',
          environment: 'dev',
          owners: ['group:default/ada'],
        },
        roles,
      }),
    ).toBe(false);
  });
});
