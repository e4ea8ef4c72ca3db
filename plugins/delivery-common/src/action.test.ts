import { actionNames, actionRequestSchema } from './action';
import { deliveryActionPermissions, deliveryPermissions } from './permissions';

const request = {
  action: 'promote',
  target: {
    cluster: 'east',
    namespace: 'production',
    kind: 'Rollout',
    name: 'checkout',
  },
  saw: {
    uid: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    podHash: '5c9d8',
    step: 2,
    phase: 'Paused',
    generation: 7,
    aborted: false,
    paused: false,
  },
};

const accepts = (body: unknown) => actionRequestSchema.safeParse(body).success;
const withTarget = (change: object) => ({
  ...request,
  target: { ...request.target, ...change },
});
const withSaw = (change: object) => ({
  ...request,
  saw: { ...request.saw, ...change },
});

describe('request for an action', () => {
  it.each(actionNames)('%s is accepted', action => {
    expect(accepts({ ...request, action })).toBe(true);
  });

  it('is accepted with the least that a person can have seen', () => {
    const { uid, phase, aborted, paused } = request.saw;
    expect(accepts({ ...request, saw: { uid, phase, aborted, paused } })).toBe(
      true,
    );
  });

  it('keeps the reason, without blanks around it', () => {
    expect(
      actionRequestSchema.parse({ ...request, reason: '  errors \n' }).reason,
    ).toBe('errors');
  });

  it.each([
    ['nothing', undefined],
    ['a list', [request]],
    ['text', 'promote'],
    ['an unknown action', { ...request, action: 'delete' }],
    ['an inherited action', { ...request, action: 'constructor' }],
    ['no action', { ...request, action: undefined }],
    ['several actions', { ...request, action: ['promote', 'abort'] }],
    ['a field that we do not know', { ...request, force: true }],
    ['another kind', withTarget({ kind: 'Deployment' })],
    ['no cluster', withTarget({ cluster: '' })],
    ['a namespace with a path', withTarget({ namespace: '../kube-system' })],
    ['a name with a slash', withTarget({ name: 'checkout/status' })],
    ['a name with a query', withTarget({ name: 'checkout?dryRun=All' })],
    ['a name with an encoded slash', withTarget({ name: 'a%2fb' })],
    ['a name with a line break', withTarget({ name: 'checkout\n' })],
    ['a name with a quote', withTarget({ name: 'check"out' })],
    ['a name in capitals', withTarget({ name: 'Checkout' })],
    ['a name of dots', withTarget({ name: '..' })],
    ['a name of 10,000 characters', withTarget({ name: 'a'.repeat(10_000) })],
    ['a target with more', withTarget({ apiVersion: 'v1' })],
    ['no target', { ...request, target: undefined }],
    ['nothing seen', { ...request, saw: undefined }],
    ['no uid', withSaw({ uid: '' })],
    ['an unknown phase', withSaw({ phase: 'Splendid' })],
    ['half a step', withSaw({ step: 1.5 })],
    ['a step before the first', withSaw({ step: -1 })],
    ['a step that is no number', withSaw({ step: '2' })],
    ['a step without end', withSaw({ step: Infinity })],
    ['aborted as text', withSaw({ aborted: 'false' })],
    ['a long pod hash', withSaw({ podHash: 'a'.repeat(10_000) })],
    ['a reason of 1,001 characters', { ...request, reason: 'x'.repeat(1001) }],
    ['a reason that is no text', { ...request, reason: { $ne: '' } }],
  ])('with %s is refused', (_, body) => {
    expect(accepts(body)).toBe(false);
  });

  it('takes nothing from a prototype in the body', () => {
    const body: unknown = JSON.parse(
      `{"__proto__": ${JSON.stringify(request)}}`,
    );
    expect(accepts(body)).toBe(false);
  });
});

describe('permissions', () => {
  it('are one per action, and two for reading', () => {
    expect(deliveryPermissions.map(({ name }) => name)).toEqual([
      'delivery.service.read',
      ...actionNames.map(name => `delivery.rollout.${name}`),
      'delivery.audit.read',
    ]);
    expect(deliveryActionPermissions.abort.attributes.action).toBe('update');
  });
});
