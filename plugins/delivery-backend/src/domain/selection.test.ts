import { parseRollout } from '@greenlight/rollouts';
import type { RolloutObject } from '@greenlight/rollouts';
import { aComponent } from '../testing/builders/entities';
import { aRollout } from '../testing/builders/manifests';
import { isSelected, selectionOf } from './selection';

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';

function rollout(options: Parameters<typeof aRollout>[0] = {}): RolloutObject {
  const parsed = parseRollout(aRollout(options));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

function selects(
  annotations: Record<string, string>,
  object = rollout(),
  cluster = 'lab',
): boolean {
  const plan = selectionOf(aComponent({ annotations }));
  if (plan.kind !== 'selected') throw new Error(JSON.stringify(plan));
  return isSelected(plan.objects, { cluster, object });
}

const tracked = (id: string) =>
  rollout({
    labels: { 'backstage.io/kubernetes-id': 'other' },
    annotations: { 'argocd.argoproj.io/tracking-id': id },
  });

describe('selection of an entity', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['its id', { [ID]: 'checkout' }, true],
    ['another id', { [ID]: 'cart' }, false],
    ['a selector', { [SELECTOR]: `${ID} in (checkout)` }, true],
    [
      'a selector before an id',
      { [SELECTOR]: 'app=x', [ID]: 'checkout' },
      false,
    ],
    [
      'the namespace',
      { [ID]: 'checkout', 'backstage.io/kubernetes-namespace': 'production' },
      true,
    ],
    [
      'another namespace',
      { [ID]: 'checkout', 'backstage.io/kubernetes-namespace': 'dev' },
      false,
    ],
    [
      'the cluster',
      { [ID]: 'checkout', 'backstage.io/kubernetes-cluster': 'lab' },
      true,
    ],
    [
      'another cluster',
      { [ID]: 'checkout', 'backstage.io/kubernetes-cluster': 'eu-1' },
      false,
    ],
  ])('by %s', (_, annotations, expected) => {
    expect(selects(annotations)).toBe(expected);
  });

  it.each<[string, RolloutObject, boolean]>([
    [
      'the label of Argo CD',
      rollout({ labels: { 'app.kubernetes.io/instance': 'checkout-prod' } }),
      true,
    ],
    [
      'its tracking annotation',
      tracked('checkout-prod:argoproj.io/Rollout:production/checkout'),
      true,
    ],
    [
      'a tracking annotation that was copied from another object',
      tracked('checkout-prod:argoproj.io/Rollout:production/cart'),
      false,
    ],
    [
      'a tracking annotation of another application',
      tracked('cart-prod:argoproj.io/Rollout:production/checkout'),
      false,
    ],
    ['neither', rollout(), false],
  ])('by application through %s', (_, object, expected) => {
    const annotations = { 'argocd/app-name': 'checkout-dev, checkout-prod' };
    expect(selects(annotations, object)).toBe(expected);
  });

  it('finds applications outside of the namespace of Argo CD', () => {
    const annotations = { 'argocd/app-name': 'team-a/checkout' };
    const object = tracked(
      'team-a_checkout:argoproj.io/Rollout:production/checkout',
    );
    expect(selects(annotations, object)).toBe(true);
  });

  it('says which annotation to add when there is none', () => {
    expect(selectionOf(aComponent({ annotations: {} }))).toMatchObject({
      kind: 'missing',
      annotation: { key: ID, value: 'checkout' },
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['quotes', { [ID]: 'a"b' }, /kubernetes-id is "a\\"b"/],
    ['newlines', { [ID]: 'a\nb' }, /kubernetes-id is "a\\nb"/],
    ['10,000 characters', { [ID]: 'x'.repeat(10_000) }, /10000 characters/],
    ['a selector', { [SELECTOR]: 'app in (' }, /label-selector cannot be read/],
    [
      'a namespace',
      { [ID]: 'a', 'backstage.io/kubernetes-namespace': 'a/../b' },
      /namespace/,
    ],
    [
      'a cluster',
      { [ID]: 'a', 'backstage.io/kubernetes-cluster': 'a b' },
      /cluster/,
    ],
    ['an application', { 'argocd/app-name': 'a,,b' }, /app-name holds ""/],
  ])(
    'says what is wrong with %s that cannot be read',
    (_, annotations, why) => {
      expect(selectionOf(aComponent({ annotations }))).toEqual({
        kind: 'invalid',
        reason: expect.stringMatching(why),
      });
    },
  );

  it('survives an annotation that is no text', () => {
    const entity = aComponent();
    Object.assign(entity.metadata, { annotations: { [ID]: { a: 1 } } });
    expect(selectionOf(entity)).toMatchObject({
      kind: 'invalid',
      reason: expect.stringContaining('is not a text'),
    });
  });
});
