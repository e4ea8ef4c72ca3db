// cspell:ignore ｃheckout
import { formatTargetRef, parseTargetRef } from './targetRef';

describe('ref of an entity in an environment', () => {
  it.each([
    ['component:default/checkout', 'prod'],
    ['component:acme.eu/check_out-2.0', 'dev'],
    ['system:default/a', 'pre-prod'],
    ['component:default/checkout', 'EU_west.1'],
  ])('of %s in %s is read as it was written', (entityRef, environment) => {
    const targetRef = formatTargetRef({ entityRef, environment });

    expect(targetRef).toBe(`${entityRef}@${environment}`);
    expect(parseTargetRef(targetRef)).toEqual({ entityRef, environment });
  });

  it('is the same for an entity however its ref is capitalized', () => {
    expect(
      formatTargetRef({
        entityRef: 'Component:Default/Checkout',
        environment: 'prod',
      }),
    ).toBe('component:default/checkout@prod');
    expect(parseTargetRef('Component:Default/Checkout@prod')?.entityRef).toBe(
      'component:default/checkout',
    );
  });

  it.each([
    [''],
    ['@'],
    ['component:default/checkout'],
    ['component:default/checkout@'],
    ['@prod'],
    ['checkout@prod'],
    ['component:checkout@prod'],
    ['default/checkout@prod'],
    ['component:default/@prod'],
    ['component:default/a/b@prod'],
    ['component:default/checkout@dev@prod'],
    ['component:default/checkout@prod '],
    ['component:default/checkout@prod\n'],
    ['component:default/checkout\n@prod'],
    ['component:default/check"out@prod'],
    ['component:default/checkout@pr"od'],
    ['component:default/checkout@../prod'],
    ['component:default/checkout@-prod'],
    ['component:default/ｃheckout@prod'],
    [`component:default/${'a'.repeat(10_000)}@prod`],
    [`component:default/checkout@${'a'.repeat(10_000)}`],
    [`${'@'.repeat(900)}prod`],
  ])('is not %j', text => {
    expect(parseTargetRef(text)).toBeUndefined();
  });

  it.each([
    { entityRef: 'checkout', environment: 'prod' },
    { entityRef: 'component:default/checkout', environment: '' },
    { entityRef: 'component:default/checkout', environment: 'x@prod' },
    { entityRef: 'component:default/checkout@dev', environment: 'prod' },
    { entityRef: 'component:default/checkout', environment: 'p\nrod' },
    { entityRef: `component:default/${'a'.repeat(1e5)}`, environment: 'dev' },
  ])('is not written for what could not be read back', parts => {
    expect(() => formatTargetRef(parts)).toThrow(
      /Not an entity in an environment/,
    );
  });
});
