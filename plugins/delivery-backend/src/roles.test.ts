import type { ActionName } from '@greenlight/backstage-plugin-delivery-common';
import {
  actionNames,
  deliveryActionPermissions,
  deliveryAuditReadPermission,
  deliveryServiceReadPermission,
} from '@greenlight/backstage-plugin-delivery-common';
import permissionModule from '@greenlight/backstage-plugin-permission-backend-module-delivery';
import {
  authorizeTarget,
  exampleRoles,
  peopleOf,
  signedInPeople,
} from '@greenlight/backstage-plugin-permission-backend-module-delivery/testing';
import permissionBackend from '@backstage/plugin-permission-backend';
import { FakeCluster } from '@greenlight/cluster/testing';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { aComponent } from './testing/builders/entities';
import { aWaitingCanary } from './testing/builders/manifests';
import { eventually } from './__testUtils__/eventually';
import { startPortal } from './__testUtils__/portal';
import type { Portal } from './__testUtils__/portal';

const people = peopleOf();
const environments = ['dev', 'staging', 'prod'];
const namespaces: Record<string, string> = {
  dev: 'dev',
  staging: 'staging',
  prod: 'production',
};
const services = people.map(person => ({
  person,
  name: `of-${person.role.toLocaleLowerCase('en-US')}`,
}));
const foreign = 'of-others';

function target(name: string, environment: string) {
  return {
    cluster: 'lab',
    namespace: namespaces[environment] ?? '',
    kind: 'Rollout',
    name,
  };
}

function rollouts(name: string) {
  return environments.map(environment =>
    aWaitingCanary({
      name,
      namespace: namespaces[environment],
      labels: { 'backstage.io/kubernetes-id': name },
      annotations: { 'greenlight.dev/entity-ref': `component:default/${name}` },
    }),
  );
}

let portal: Portal;
let cluster: FakeCluster;

beforeAll(async () => {
  cluster = new FakeCluster({ name: 'lab' });
  const names = [...services.map(each => each.name), foreign];
  names.flatMap(rollouts).forEach(each => cluster.put(each));
  portal = await startPortal({
    clusters: [cluster],
    entities: [
      ...services.map(({ name, person }) =>
        aComponent({ name, owner: person.ownsAs }),
      ),
      aComponent({ name: foreign, owner: 'group:default/others' }),
    ],
    config: { delivery: { roles: exampleRoles } },
    policy: [...signedInPeople(people), permissionBackend, permissionModule],
  });
});
afterAll(() => portal.stop());

function expected(
  role: (typeof people)[number],
  owner: string,
  permission: Parameters<typeof authorizeTarget>[0]['permission'],
  environment: string,
): boolean {
  return authorizeTarget({
    permission,
    user: role.user,
    roles: exampleRoles,
    target: { entityRef: 'component:default/x', environment, owners: [owner] },
  });
}

function sender(person: (typeof people)[number]) {
  return portal.as(person.user?.userEntityRef ?? 'nobody');
}

/** A request that would be fine but for who sends it: it moved on, so that nothing happens. */
function action(name: string, environment: string, what: ActionName) {
  return {
    action: what,
    target: target(name, environment),
    saw: {
      uid: 'another',
      podHash: 'new',
      stablePodHash: 'old',
      step: 1,
      phase: 'Paused',
      aborted: false,
      paused: true,
    },
  };
}

function casesOf({ ownsAs }: (typeof people)[number], name: string) {
  return [
    { whose: 'its own service', entity: name, owner: ownsAs },
    { whose: 'another one', entity: foreign, owner: 'group:default/others' },
  ];
}

/** Status of an answer to a request that is fine but for who sends it. */
function answer(signedOut: boolean, may: boolean, good: number): number {
  if (signedOut) return 401;
  return may ? good : 403;
}

describe.each(services)('$person.title', ({ person, name }) => {
  const cases = casesOf(person, name);
  const signedOut = person.user === undefined;

  it.each(cases)(
    'reads $whose as the matrix says',
    async ({ entity, owner }) => {
      const may = environments.filter(each =>
        expected(person, owner, deliveryServiceReadPermission, each),
      );
      const path = `/services/component/default/${entity}`;
      const { status, body } = await sender(person).get(path);
      expect(status).toBe(answer(signedOut, may.length > 0, 200));
      const shown: string[] = (body.environments ?? []).map(
        (each: { name: string }) => each.name,
      );
      expect(shown.filter(each => each !== 'canary')).toEqual(may);
    },
  );

  it.each(cases)(
    'reads receipts of $whose as the matrix says',
    async ({ entity, owner }) => {
      const may = environments.some(each =>
        expected(person, owner, deliveryAuditReadPermission, each),
      );
      const path = `/services/component/default/${entity}/receipts`;
      const { status } = await sender(person).get(path);
      expect(status).toBe(answer(signedOut, may, 200));
    },
  );

  it.each(cases)(
    'acts on $whose as the matrix says',
    async ({ entity, owner }) => {
      const path = `/services/component/default/${entity}/actions`;
      const asked = environments.flatMap(environment =>
        actionNames.map(what => ({ environment, what })),
      );
      const got: unknown[] = [];
      for (const { environment, what } of asked) {
        const body = action(entity, environment, what);
        const { status, body: said } = await sender(person).post(path, body);
        const why = String(said.error?.message).replace(/: ask .*$/, '');
        got.push({ environment, what, status, why: status === 403 ? why : '' });
      }
      // Who may act gets as far as the question what is there now.
      expect(got).toEqual(
        asked.map(({ environment, what }) => {
          const permission = deliveryActionPermissions[what];
          const may = expected(person, owner, permission, environment);
          const status = answer(signedOut, may, 409);
          const why = `Needs ${permission.name} for ${entity} in ${environment}`;
          return { environment, what, status, why: status === 403 ? why : '' };
        }),
      );
    },
  );

  it('reaches nothing of another entity through its own', async () => {
    const body = action(foreign, 'dev', 'abort');
    const path = `/services/component/default/${name}/actions`;
    const { status } = await sender(person).post(path, body);
    expect(status).toBe(signedOut ? 401 : 404);
  });
});

describe.each(services.filter(({ person }) => person.user))(
  'a page of $person.title',
  ({ person, name }) => {
    const cases = casesOf(person, name);

    it.each(cases)(
      'is offered on $whose what the matrix says',
      async ({ entity, owner }) => {
        const path = `/services/component/default/${entity}`;
        const body = await eventually(async () => {
          const { body: shown } = await sender(person).get(path);
          expect(shown.environments?.at(-1)?.workloads).toHaveLength(1);
          return shown;
        });
        const offered = environments.map(environment => {
          const shown = body.environments.find(
            (each: { name: string }) => each.name === environment,
          );
          return shown.workloads[0].actions.find(
            (each: { action: string }) => each.action === 'promote',
          ).enabled;
        });
        expect(offered).toEqual(
          environments.map(environment =>
            expected(
              person,
              owner,
              deliveryActionPermissions.promote,
              environment,
            ),
          ),
        );
      },
    );
  },
);

describe('another program', () => {
  const header = mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('plugin:other'),
    targetPluginId: 'delivery',
  });
  const path = `/api/delivery/services/component/default/${foreign}`;

  it('may read', async () => {
    const { status, body } = await request(portal.server)
      .get(path)
      .set('authorization', header);
    expect(status).toBe(200);
    const offers = body.environments.flatMap(
      (each: { workloads: { actions: { reason: string }[] }[] }) =>
        each.workloads.flatMap(workload => workload.actions),
    );
    expect(offers).toHaveLength(21);
    for (const offer of offers) {
      expect(offer).toMatchObject({
        enabled: false,
        reason: 'Only a signed-in person may act',
      });
    }
  });

  it('never acts', async () => {
    const { status, body } = await request(portal.server)
      .post(`${path}/actions`)
      .set('authorization', header)
      .send(action(foreign, 'dev', 'abort'));
    expect(status).toBe(403);
    expect(body.error.message).toBe('Only a signed-in person may act');
  });
});

it('nothing was patched by any of this', () => {
  expect(cluster.requests.filter(each => each.startsWith('PATCH'))).toEqual([]);
});
