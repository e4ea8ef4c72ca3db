import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { SloRequestError } from '@greenlight/backstage-plugin-slo-common';
import { eventually } from '../../__testUtils__/eventually';
import { anObjective, aReliability } from '../../testing/builders/reliability';
import { FakeSlo } from '../../testing/fakes/FakeSlo';
import { SloBudgets } from './SloBudgets';

const CHECKOUT = 'component:default/checkout';
const ada = mockCredentials.user('user:default/ada');

function budgetsOf(answer?: ConstructorParameters<typeof FakeSlo>[0]) {
  const slo = new FakeSlo(answer);
  const clock = { now: 1 };
  const budgets = new SloBudgets({
    api: slo,
    auth: mockServices.auth(),
    now: () => clock.now,
  });
  return { slo, budgets, clock };
}

describe('SloBudgets', () => {
  it('gives the worst objective of a service', async () => {
    const { budgets } = budgetsOf(aReliability());
    expect(await budgets.worst(CHECKOUT, ada)).toEqual({
      environment: 'prod',
      objective: 'Availability',
      status: 'ok',
      because: 'budget is left',
      remaining: 0.61,
      burn: 0.4,
      newestAt: '2026-11-25T10:00:00.000Z',
    });
  });

  it('asks on behalf of the one who looks, once for many looks', async () => {
    const { slo, budgets } = budgetsOf(aReliability());
    await budgets.worst(CHECKOUT, ada);
    await budgets.worst(CHECKOUT, ada);
    expect(slo.asked).toHaveLength(1);
    expect(slo.asked[0]).toMatchObject({
      kind: 'component',
      namespace: 'default',
      name: 'checkout',
      token: expect.stringContaining('user:default/ada'),
    });
  });

  it('gives an old answer while a newer one is on its way, but not a very old one', async () => {
    const { slo, budgets, clock } = budgetsOf(aReliability());
    await budgets.worst(CHECKOUT, ada);
    slo.answer = aReliability({
      objectives: [anObjective({ status: 'burning' })],
    });
    clock.now += 16_000;
    expect(await budgets.worst(CHECKOUT, ada)).toMatchObject({ status: 'ok' });
    await eventually(async () => {
      expect(await budgets.worst(CHECKOUT, ada)).toMatchObject({
        status: 'burning',
      });
    });
    slo.answer = aReliability({
      objectives: [anObjective({ status: 'exhausted' })],
    });
    clock.now += 3_600_000;
    expect(await budgets.worst(CHECKOUT, ada)).toMatchObject({
      status: 'exhausted',
    });
  });

  it('asks for each person anew, because not everybody sees the same', async () => {
    const { slo, budgets } = budgetsOf(aReliability());
    await budgets.worst(CHECKOUT, ada);
    await budgets.worst(CHECKOUT, mockCredentials.user('user:default/bob'));
    expect(slo.asked).toHaveLength(2);
  });

  it.each([
    ['no slo plugin', 404],
    ['no right to read objectives', 403],
  ])('shows nothing where there is %s', async (_case, status) => {
    const refusal = new SloRequestError('No', {
      kind: 'refused',
      path: '/api/slo',
      status,
    });
    const { slo, budgets } = budgetsOf(refusal);
    expect(await budgets.worst(CHECKOUT, ada)).toBeUndefined();
    expect(await budgets.worst(CHECKOUT, ada)).toBeUndefined();
    expect(slo.asked).toHaveLength(1);
  });

  it('shows nothing of a service without objectives', async () => {
    const { budgets } = budgetsOf(aReliability({ objectives: [] }));
    expect(await budgets.worst(CHECKOUT, ada)).toBeUndefined();
  });

  it('says unknown, and why, when the slo plugin does not answer', async () => {
    const failure = new SloRequestError(
      'The slo backend cannot be reached (/api/slo).',
      { kind: 'unreachable', path: '/api/slo' },
    );
    const { budgets } = budgetsOf(failure);
    expect(await budgets.worst(CHECKOUT, ada)).toEqual({
      environment: '',
      status: 'unknown',
      because: 'The slo backend cannot be reached (/api/slo).',
    });
  });

  it('puts an objective that cannot be measured before a healthy one', async () => {
    const reason = { code: 'ruleFailed' as const, sentence: 'the rule fails' };
    const flaw = { ...anObjective().objective, name: 'Latency', reason };
    const { budgets } = budgetsOf(aReliability({ broken: [flaw] }));
    expect(await budgets.worst(CHECKOUT, ada)).toEqual({
      environment: 'prod',
      objective: 'Latency',
      status: 'unknown',
      because: 'the rule fails',
    });
  });

  it('gives no figure that is unknown', async () => {
    const reason = { code: 'noSeries' as const, sentence: 'no series' };
    const { budgets } = budgetsOf(
      aReliability({
        objectives: [
          anObjective({
            status: 'unknown',
            because: 'no series',
            budget: { state: 'unknown', reason },
            burns: [],
          }),
        ],
      }),
    );
    const budget = await budgets.worst(CHECKOUT, ada);
    expect(budget).toEqual({
      environment: 'prod',
      objective: 'Availability',
      status: 'unknown',
      because: 'no series',
    });
  });
});
