// cspell:ignore personalowner
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  createPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  deliveryActionPermissions,
  deliveryPermissions,
  deliveryServiceReadPermission,
} from '@greenlight/backstage-plugin-delivery-common';
import {
  deliveryRules,
  deliveryTargetResourceRef,
  formatTargetRef,
  parseTargetRef,
} from '@greenlight/backstage-plugin-delivery-node';
import { sloPermissions } from '@greenlight/backstage-plugin-slo-common';
import request from 'supertest';
import permissionModuleDelivery, { decideDelivery, readRoles } from '.';
import type { DeliveryRoles } from '.';
import {
  deliveryMatrix,
  exampleEnvironments,
  exampleRoles,
  peopleOf,
  personOf,
  signedInPeople,
} from './testing';

const { ALLOW, DENY } = AuthorizeResult;
const people = peopleOf();

/** Owners of the entities that the stand-in for the delivery plugin knows. */
const owners: Record<string, string[]> = {
  'component:default/ours': ['group:default/payments'],
  'component:default/mine': ['user:default/personalowner'],
  'component:default/foreign': ['group:default/somebody-else'],
};

/** Registers the resource as the delivery plugin does. */
const deliveryPlugin = createBackendPlugin({
  pluginId: 'delivery',
  register(env) {
    env.registerInit({
      deps: { permissions: coreServices.permissionsRegistry },
      async init({ permissions }) {
        permissions.addResourceType({
          resourceRef: deliveryTargetResourceRef,
          permissions: deliveryPermissions,
          rules: Object.values(deliveryRules),
          async getResources(refs) {
            return refs.map(ref => {
              const parts = parseTargetRef(ref);
              const known = parts && owners[parts.entityRef];
              return known && { ...parts, owners: known };
            });
          },
        });
      },
    });
  },
});

type Question = { permission: Permission; resourceRef?: string };

async function startPermissions(options: {
  config?: object;
  policy?: BackendFeature;
}) {
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          delivery: { roles: exampleRoles },
          ...options.config,
        },
      }),
      ...signedInPeople(people),
      permissionBackend,
      deliveryPlugin,
      options.policy ?? permissionModuleDelivery,
    ],
  });
  const askAll = async (
    user: string | undefined,
    questions: Question[],
  ): Promise<string[]> => {
    const { status, body } = await request(server)
      .post('/api/permission/authorize')
      .set(
        'authorization',
        user
          ? mockCredentials.user.header(user)
          : mockCredentials.none.header(),
      )
      .send({
        items: questions.map((question, index) => ({
          id: String(index),
          ...question,
        })),
      });
    return questions.map((_, index) =>
      status === 200 ? body.items[index].result : `status ${status}`,
    );
  };
  return {
    askAll,
    async ask({ user, ...question }: Question & { user?: string }) {
      const [answer] = await askAll(user, [question]);
      return answer;
    },
  };
}

function permissionNamed(name: string): Permission {
  const permission = [...deliveryPermissions, ...sloPermissions].find(
    one => one.name === name,
  );
  if (!permission) {
    throw new Error(`no permission ${name}`);
  }
  return permission;
}

/** Only permissions with a resource are asked about one. */
function questionOf(
  permission: Permission,
  target: { entityRef: string; environment: string },
): Question {
  return isResourcePermission(permission)
    ? { permission, resourceRef: formatTargetRef(target) }
    : { permission };
}

const catalogRead = createPermission({
  name: 'catalog.location.read',
  attributes: { action: 'read' },
});
const kubernetesProxy = createPermission({
  name: 'kubernetes.proxy',
  attributes: {},
});

describe('permission module', () => {
  it.each(people.filter(person => person.user))(
    'decides over HTTP as the matrix says, for $title',
    async person => {
      const { askAll } = await startPermissions({});
      const cells = deliveryMatrix({
        roles: exampleRoles,
        people: [person],
        environments: exampleEnvironments,
      });
      const own =
        person.role === 'personalOwner'
          ? 'component:default/mine'
          : 'component:default/ours';
      const questions = cells.flatMap(cell =>
        exampleEnvironments.map(environment =>
          questionOf(permissionNamed(cell.permission), {
            entityRef:
              cell.entity === 'own' ? own : 'component:default/foreign',
            environment,
          }),
        ),
      );
      expect(questions).toHaveLength(10 * 2 * 4);

      expect(await askAll(person.user?.userEntityRef, questions)).toEqual(
        cells.flatMap(cell =>
          exampleEnvironments.map(environment =>
            cell.environments.includes(environment) ? ALLOW : DENY,
          ),
        ),
      );
    },
  );

  it('denies actions on entities that are not there, and on refs that are none', async () => {
    const { ask } = await startPermissions({});
    const user = personOf('developer').user?.userEntityRef;
    const permission = deliveryActionPermissions.abort;

    for (const resourceRef of [
      'component:default/unknown@dev',
      'component:default/ours',
      '@dev',
      'component:default/ours@dev@prod',
      'component:default/ours@dev\n',
      `component:default/${'a'.repeat(10_000)}@dev`,
    ]) {
      expect(await ask({ user, permission, resourceRef })).toBe(DENY);
    }
  });

  it('gives nothing of delivery to whoever is not signed in', async () => {
    const { ask } = await startPermissions({});

    expect(
      await ask({
        permission: deliveryServiceReadPermission,
        resourceRef: 'component:default/ours@dev',
      }),
    ).not.toBe(ALLOW);
  });

  it('allows other permissions, but those that are denied to everyone', async () => {
    const user = personOf('operator').user?.userEntityRef;
    const { ask } = await startPermissions({
      config: {
        permission: { enabled: true, delivery: { deny: ['kubernetes.proxy'] } },
      },
    });

    expect(await ask({ user, permission: catalogRead })).toBe(ALLOW);
    expect(await ask({ user, permission: kubernetesProxy })).toBe(DENY);
  });

  it('denies other permissions when told so', async () => {
    const user = personOf('operator').user?.userEntityRef;
    const { ask } = await startPermissions({
      config: { permission: { enabled: true, delivery: { others: 'deny' } } },
    });

    expect(await ask({ user, permission: catalogRead })).toBe(DENY);
  });

  it('can take an action from everyone, operators too', async () => {
    const user = personOf('operator').user?.userEntityRef;
    const permission = deliveryActionPermissions.restart;
    const { ask } = await startPermissions({
      config: {
        permission: { enabled: true, delivery: { deny: [permission.name] } },
        delivery: { roles: exampleRoles },
      },
    });

    expect(
      await ask({
        user,
        permission,
        resourceRef: 'component:default/ours@dev',
      }),
    ).toBe(DENY);
  });

  it('does not start with wrong roles, and says all that is wrong', async () => {
    await expect(
      startPermissions({
        config: {
          delivery: {
            roles: {
              operator: { members: ['sre'] },
              owner: { members: ['leads'] },
            },
          },
        },
      }),
    ).rejects.toThrow(/owner\.members\[0\][\s\S]*operator\.members\[0\]/);
  });
});

describe("composed with a portal's own policy", () => {
  class OurPolicy implements PermissionPolicy {
    constructor(private readonly roles: DeliveryRoles) {}

    async handle(query: PolicyQuery, user?: PolicyQueryUser) {
      const delivery = decideDelivery(query, user?.info, this.roles);
      if (delivery) {
        return delivery;
      }
      const result =
        query.permission.name === 'catalog.location.read' ? ALLOW : DENY;
      return { result };
    }
  }

  const ourModule = createBackendModule({
    pluginId: 'permission',
    moduleId: 'our-policy',
    register(env) {
      env.registerInit({
        deps: {
          config: coreServices.rootConfig,
          policies: policyExtensionPoint,
        },
        async init({ config, policies }) {
          policies.setPolicy(new OurPolicy(readRoles(config)));
        },
      });
    },
  });

  it('delivery is decided by roles and the rest by the portal', async () => {
    const user = personOf('developer').user?.userEntityRef;
    const { ask } = await startPermissions({ policy: ourModule });
    const permission = deliveryActionPermissions.promote;

    expect(
      await ask({
        user,
        permission,
        resourceRef: 'component:default/ours@dev',
      }),
    ).toBe(ALLOW);
    expect(
      await ask({
        user,
        permission,
        resourceRef: 'component:default/ours@prod',
      }),
    ).toBe(DENY);
    expect(await ask({ user, permission: catalogRead })).toBe(ALLOW);
    expect(await ask({ user, permission: kubernetesProxy })).toBe(DENY);
  });
});
