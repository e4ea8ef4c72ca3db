import { isDeliveryAvailable } from './annotations';
import type { AnnotatedEntity } from './annotations';

const entityWith = (annotations?: Record<string, string>): AnnotatedEntity => ({
  metadata: { annotations },
});

describe('isDeliveryAvailable', () => {
  it.each([
    ['backstage.io/kubernetes-id', 'checkout'],
    ['backstage.io/kubernetes-label-selector', 'app=checkout'],
    ['argocd/app-name', 'checkout-prod'],
  ])('is true for an entity with %s', (key, value) => {
    expect(isDeliveryAvailable(entityWith({ [key]: value }))).toBe(true);
  });

  it('is false for an entity that only narrows down where it is', () => {
    expect(
      isDeliveryAvailable(
        entityWith({
          'backstage.io/kubernetes-namespace': 'production',
          'backstage.io/kubernetes-cluster': 'east',
        }),
      ),
    ).toBe(false);
  });

  it('is false without annotations, and with blank ones', () => {
    expect(isDeliveryAvailable(entityWith())).toBe(false);
    expect(isDeliveryAvailable(entityWith({}))).toBe(false);
    expect(
      isDeliveryAvailable(entityWith({ 'backstage.io/kubernetes-id': ' \n' })),
    ).toBe(false);
  });

  it('does not stumble over a catalog that holds something else than text', () => {
    const odd: unknown = {
      metadata: { annotations: { 'argocd/app-name': 7 } },
    };
    expect(isDeliveryAvailable(odd as AnnotatedEntity)).toBe(false);
  });
});
