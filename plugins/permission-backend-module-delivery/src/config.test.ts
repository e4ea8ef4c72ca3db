// cspell:ignore opperator stagin
import { ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readPolicyConfig, readRoles } from './config';
import { defaultDeliveryRoles } from './domain/roles';

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return String(error);
  }
  throw new Error('it was accepted');
}

const rolesOf = (roles: unknown, environments?: string[]) =>
  readRoles(
    new ConfigReader({
      delivery: {
        roles,
        ...(environments && {
          environments: environments.map(name => ({ name })),
        }),
      } as never,
    }),
  );

describe('readRoles', () => {
  it('gives the default roles where none are configured', () => {
    expect(readRoles(new ConfigReader({}))).toEqual(defaultDeliveryRoles);
    expect(rolesOf({ viewer: {}, developer: {} })).toEqual(
      defaultDeliveryRoles,
    );
  });

  it('reads every role, in lower case', () => {
    expect(
      rolesOf({
        viewer: { members: ['group:default/Auditors'] },
        developer: { environments: ['dev'] },
        owner: { members: ['group:default/Leads', 'user:acme/ada'] },
        approver: { members: [] },
        operator: { members: ['Group:default/sre'] },
      }),
    ).toEqual({
      viewer: { members: ['group:default/auditors'] },
      developer: { environments: ['dev'] },
      owner: { members: ['group:default/leads', 'user:acme/ada'] },
      approver: { members: [] },
      operator: { members: ['group:default/sre'] },
    });
  });

  it('says everything that is wrong at once, with path, value and fix', () => {
    const message = messageOf(() =>
      rolesOf({
        viewer: { members: 'all' },
        developer: { environments: 'dev', regions: ['eu'] },
        owner: { members: ['payments', 7] },
        approver: ['group:default/approvers'],
        opperator: { members: [] },
      }),
    );

    expect(message.split('\n').slice(1).sort()).toEqual([
      expect.stringMatching(
        /^- delivery\.roles\.approver is \["group:default\/approvers"\]: write a section with members/,
      ),
      expect.stringMatching(
        /^- delivery\.roles\.developer\.environments is "dev": write a list of environments/,
      ),
      expect.stringMatching(
        /^- delivery\.roles\.developer\.regions is \["eu"\]: leave it out, or write environments/,
      ),
      expect.stringMatching(
        /^- delivery\.roles\.opperator is \{"members":\[\]\}: leave it out, or write viewer, developer, owner, approver, operator/,
      ),
      expect.stringMatching(
        /^- delivery\.roles\.owner\.members\[0\] is "payments": write the full ref/,
      ),
      expect.stringMatching(
        /^- delivery\.roles\.owner\.members\[1\] is 7: write the full ref/,
      ),
      expect.stringMatching(
        /^- delivery\.roles\.viewer\.members is "all": write everyone, or a list/,
      ),
    ]);
  });

  it('says which item of a list of viewers is wrong', () => {
    expect(
      messageOf(() =>
        rolesOf({
          viewer: { members: ['group:default/a', 'robot:default/b'] },
        }),
      ),
    ).toContain('delivery.roles.viewer.members[1] is "robot:default/b"');
  });

  it('finds environments that are not configured, beside other problems', () => {
    const message = messageOf(() =>
      rolesOf(
        {
          developer: { environments: ['dev', 'stagin', ''] },
          owner: { members: 'group:default/leads' },
        },
        ['dev', 'staging', 'prod'],
      ),
    );

    expect(message).toContain(
      'delivery.roles.developer.environments[1] is "stagin": write a name of delivery.environments: dev, staging, prod',
    );
    expect(message).toContain('delivery.roles.developer.environments[2] is ""');
    expect(message).toContain(
      'delivery.roles.owner.members is "group:default/leads"',
    );
  });

  it.each([
    ['a line break', 'group:default/a\ngroup:default/b'],
    ['a name of 10,000 characters', `group:default/${'a'.repeat(10_000)}!`],
    ['an injected ref', 'group:default/a,group:default/admins'],
    ['no name', 'group:default/'],
    ['a prototype', '__proto__'],
  ])('refuses %s, in a short message', (_, member) => {
    const message = messageOf(() =>
      rolesOf({ operator: { members: [member] } }),
    );
    expect(message).toContain('delivery.roles.operator.members[0]');
    expect(message.length).toBeLessThan(400);
    expect(message.split('\n')).toHaveLength(2);
  });

  it.each([[7], ['everyone'], [[]], [true]])('refuses %j as roles', roles => {
    expect(messageOf(() => rolesOf(roles))).toContain('delivery.roles is');
  });
});

describe('readPolicyConfig', () => {
  it('allows what is not ours, unless told otherwise', () => {
    expect(readPolicyConfig(new ConfigReader({})).options).toEqual({
      others: 'allow',
      deny: [],
    });
  });

  it('says problems of roles and of the policy in one error', () => {
    const message = messageOf(() =>
      readPolicyConfig(
        new ConfigReader({
          delivery: { roles: { operator: { members: ['sre'] } } },
          permission: {
            enabled: true,
            delivery: { others: 'ask', deny: ['kubernetes.*'] },
          },
        }),
      ),
    );
    expect(message).toContain('delivery.roles.operator.members[0] is "sre"');
    expect(message).toContain(
      'permission.delivery.others is "ask": write allow or deny',
    );
    expect(message).toContain(
      'permission.delivery.deny[0] is "kubernetes.*": write the exact name',
    );
  });
});
