import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { deliveryActionPermissions } from '@greenlight/backstage-plugin-delivery-common';
import {
  createDeliveryConditionalDecision,
  deliveryConditions,
} from './conditions';
import { matchesDeliveryTargetFilter } from './resource';
import type { DeliveryTarget, DeliveryTargetFilter } from './resource';
import {
  deliveryRules,
  isInEnvironment,
  isOwner,
  isPersonalOwner,
} from './rules';

function target(given: Partial<DeliveryTarget>): DeliveryTarget {
  return {
    entityRef: 'component:default/checkout',
    environment: 'prod',
    owners: ['group:default/payments'],
    ...given,
  };
}

describe('IS_OWNER', () => {
  it('allows when one of the claims is one of the owners', () => {
    const claims = ['user:default/ada', 'group:default/payments'];

    expect(isOwner.apply(target({}), { claims })).toBe(true);
    expect(
      isOwner.apply(
        target({ owners: ['group:default/x', 'user:default/ada'] }),
        { claims },
      ),
    ).toBe(true);
  });

  it('refuses other owners, no owners and no claims', () => {
    const claims = ['group:default/payments'];

    expect(
      isOwner.apply(target({ owners: ['group:default/sales'] }), { claims }),
    ).toBe(false);
    expect(isOwner.apply(target({ owners: [] }), { claims })).toBe(false);
    expect(isOwner.apply(target({}), { claims: [] })).toBe(false);
  });

  it('compares whole refs, without regard to case', () => {
    const allowedFor = (claim: string) =>
      isOwner.apply(target({ owners: ['group:default/Payments'] }), {
        claims: [claim],
      });

    expect(allowedFor('Group:default/payments')).toBe(true);
    expect(allowedFor('user:default/payments')).toBe(false);
    expect(allowedFor('group:other/payments')).toBe(false);
    expect(allowedFor('payments')).toBe(false);
    expect(allowedFor('')).toBe(false);
  });
});

describe('IS_PERSONAL_OWNER', () => {
  const userEntityRef = 'user:default/ada';

  it('allows the very user, not the group of that name', () => {
    const ownedBy = (owner: string) =>
      isPersonalOwner.apply(target({ owners: [owner] }), { userEntityRef });

    expect(ownedBy('user:default/ada')).toBe(true);
    expect(ownedBy('user:default/Ada')).toBe(true);
    expect(ownedBy('group:default/ada')).toBe(false);
    expect(ownedBy('user:default/adam')).toBe(false);
  });
});

describe('IS_IN_ENVIRONMENT', () => {
  it('allows the listed environments, exactly', () => {
    const allowed = (environment: string) =>
      isInEnvironment.apply(target({ environment }), {
        environments: ['dev', 'staging'],
      });

    expect(allowed('dev')).toBe(true);
    expect(allowed('prod')).toBe(false);
    expect(allowed('DEV')).toBe(false);
    expect(allowed('de')).toBe(false);
  });

  it('allows nothing with an empty list', () => {
    expect(isInEnvironment.apply(target({}), { environments: [] })).toBe(false);
  });
});

describe('every rule', () => {
  const cases = [
    {
      rule: isOwner.name,
      apply: (on: DeliveryTarget) =>
        isOwner.apply(on, { claims: ['user:default/ada'] }),
      query: isOwner.toQuery({ claims: ['user:default/ada'] }),
    },
    {
      rule: isPersonalOwner.name,
      apply: (on: DeliveryTarget) =>
        isPersonalOwner.apply(on, { userEntityRef: 'user:default/ada' }),
      query: isPersonalOwner.toQuery({ userEntityRef: 'user:default/ada' }),
    },
    {
      rule: isInEnvironment.name,
      apply: (on: DeliveryTarget) =>
        isInEnvironment.apply(on, { environments: ['dev'] }),
      query: isInEnvironment.toQuery({ environments: ['dev'] }),
    },
  ];

  it.each(cases)('$rule says the same of a target as its query', one => {
    for (const owners of [[], ['user:default/ada'], ['group:default/x']]) {
      for (const environment of ['dev', 'prod']) {
        const on = target({ owners, environment });
        expect(
          matchesDeliveryTargetFilter(on, one.query as DeliveryTargetFilter),
        ).toBe(one.apply(on));
      }
    }
  });

  it('refuses parameters of another shape', () => {
    const authorize = createConditionAuthorizer<DeliveryTarget, unknown>(
      Object.values(deliveryRules),
    );
    const conditionOf = (rule: string, params: object) => ({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'delivery',
      resourceType: 'delivery-target',
      conditions: { resourceType: 'delivery-target', rule, params },
    });

    for (const decision of [
      conditionOf('IS_OWNER', { claims: 'group:default/payments' }),
      conditionOf('IS_OWNER', {}),
      conditionOf('IS_PERSONAL_OWNER', { userEntityRef: ['user:default/a'] }),
      conditionOf('IS_IN_ENVIRONMENT', { environments: [1] }),
      conditionOf('IS_NO_RULE', {}),
    ]) {
      expect(() => authorize(decision as never, target({}))).toThrow();
    }
  });
});

describe('conditions', () => {
  it('make a decision that names plugin, resource type, rule and parameters', () => {
    expect(
      createDeliveryConditionalDecision(
        deliveryActionPermissions.abort,
        deliveryConditions.isOwner({ claims: ['group:default/payments'] }),
      ),
    ).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'delivery',
      resourceType: 'delivery-target',
      conditions: {
        resourceType: 'delivery-target',
        rule: 'IS_OWNER',
        params: { claims: ['group:default/payments'] },
      },
    });
  });
});
