import { mockCredentials } from '@backstage/backend-test-utils';
import {
  aComponent,
  fresh,
  prometheusWith,
  startPortal,
} from './__testUtils__/portal';
import type { PortalOptions } from './__testUtils__/portal';

type Portal = Awaited<ReturnType<typeof startPortal>>;

let portal: Portal | undefined;
async function start(options?: PortalOptions): Promise<Portal> {
  portal = await startPortal(options);
  return portal;
}
afterEach(() => portal?.stop());

const checkout = '/services/component/default/checkout';

describe('the objectives of a service', () => {
  it('come with budget, burn and the age of the reading', async () => {
    const { get } = await start();
    const { status, body } = await get(checkout);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entityRef: 'component:default/checkout',
      environment: 'prod',
      environments: ['prod'],
      readAt: expect.any(String),
      instances: [{ name: 'eu', state: 'live' }],
      objectives: [
        {
          status: 'ok',
          budget: { state: 'measured', consumed: expect.closeTo(0.4, 10) },
        },
      ],
    });
  });

  it('are found however the entity is written', async () => {
    const { get } = await start();
    const { body } = await get('/services/Component/Default/Checkout');
    expect(body.objectives).toHaveLength(1);
  });

  it('are kept from those without the permission', async () => {
    const { get, post } = await start({ allowed: false });
    const answers = await Promise.all([
      get(checkout),
      get(`${checkout}/detail`),
      get('/overview'),
      post('/worst', { entityRefs: ['component:default/checkout'] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(answers[0]?.body.error.message).toContain('slo.objective.read');
  });

  it('are not there for an entity that is not visible', async () => {
    const { get } = await start({ entities: [] });
    const answers = await Promise.all([
      get(checkout),
      get(`${checkout}/detail`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it('are unknown, with the fault, while Prometheus is down', async () => {
    const prometheus = prometheusWith([fresh()]).misbehave('down');
    const { get } = await start({ prometheus });
    const { status, body } = await get(checkout);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      objectives: [],
      instances: [{ name: 'eu', state: 'down', reason: expect.any(String) }],
    });
  });

  it('come with their past and explanations in detail', async () => {
    const { get } = await start();
    const { status, body } = await get(`${checkout}/detail`);
    expect(status).toBe(200);
    expect(body.objectives[0].explanations[0]).toMatchObject({
      of: 'attained',
      filled: '1 − 400 / 1000000',
    });
    expect(body.objectives[0].pairs).toHaveLength(4);
  });
});

describe('the overview', () => {
  it('hides what is not visible, and says how much', async () => {
    const prometheus = prometheusWith([
      fresh(),
      fresh({ id: 'pay', entityRef: 'component:default/payments' }),
    ]);
    const { get } = await start({ prometheus });
    const { body } = await get('/overview');
    expect(body.rows).toMatchObject([
      { entityRef: 'component:default/checkout', title: 'Title of checkout' },
    ]);
    expect(body.hidden).toBe(1);
    expect(JSON.stringify(body)).not.toContain('payments');
  });

  it('is empty without an instance to read', async () => {
    const { get } = await start({ configured: false });
    const { status, body } = await get('/overview');
    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: [], instances: [] });
  });
});

describe('the worst budgets', () => {
  it('are those of the asked entities alone', async () => {
    const prometheus = prometheusWith([
      fresh(),
      fresh({ id: 'spent', bad: 2_000 }),
      fresh({ id: 'pay', entityRef: 'component:default/payments' }),
    ]);
    const entities = [aComponent(), aComponent('payments')];
    const { post } = await start({ prometheus, entities });
    const { body } = await post('/worst', {
      entityRefs: ['Component:Default/Checkout', 'component:default/none'],
    });
    expect(body.worst).toEqual({
      'component:default/checkout': expect.objectContaining({
        status: 'exhausted',
        objectives: 2,
        worst: expect.objectContaining({ id: 'spent' }),
      }),
    });
  });

  it.each([
    [{}],
    [{ entityRefs: 'component:default/checkout' }],
    [{ entityRefs: ['checkout'] }],
    [{ entityRefs: ['component:default/a"}b'] }],
    [{ entityRefs: Array(501).fill('component:default/checkout') }],
  ])('are refused for %j', async body => {
    const { post } = await start();
    const answer = await post('/worst', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('entityRefs');
  });
});

describe('bad parameters', () => {
  it.each([
    '/services/component/default/check%22out',
    `/services/component/default/${'x'.repeat(64)}`,
    `${checkout}?environment=${'x'.repeat(64)}`,
    `${checkout}?environment=a&environment=b`,
  ])('are refused: %s', async path => {
    const { get } = await start();
    expect((await get(path)).status).toBe(400);
  });
});

describe('what a reading costs', () => {
  async function requestsFor(count: number): Promise<number> {
    const prometheus = prometheusWith(
      Array.from({ length: count }, (_, at) =>
        fresh({ id: `objective-${at}` }),
      ),
    );
    const { get, stop } = await startPortal({ prometheus });
    const { body } = await get(checkout);
    expect(body.objectives).toHaveLength(count);
    await get(`${checkout}/detail`);
    await stop();
    return prometheus.requests.length;
  }

  it('is the same number of queries for 3 and for 300 objectives', async () => {
    const few = await requestsFor(3);
    expect(few).toBe(14);
    expect(await requestsFor(300)).toBe(few);
  });
});

describe('actions', () => {
  const credentials = mockCredentials.user('user:default/ada');

  it('list objectives as the one who asks may see them', async () => {
    const prometheus = prometheusWith([
      fresh(),
      fresh({ id: 'pay', entityRef: 'component:default/payments' }),
      fresh({ id: 'gone', newestAt: undefined }),
    ]);
    const { actions } = await start({ prometheus });
    const { output } = await actions.invoke({
      id: 'test:list-objectives',
      input: {},
      credentials,
    });
    expect(output).toMatchObject({
      objectives: [
        { id: 'gone', status: 'unknown', because: expect.any(String) },
        { id: 'checkout-availability', status: 'ok' },
      ],
    });
  });

  it('explain an objective with formulas and queries', async () => {
    const { actions } = await start();
    const { output } = await actions.invoke({
      id: 'test:explain-objective',
      input: { id: 'checkout-availability', entityRef: 'checkout' },
      credentials,
    });
    expect(output).toMatchObject({ status: 'ok' });
    expect(JSON.stringify(output)).toContain('400 / (0.001 · 1000000)');
  });

  it('are kept from those without the permission', async () => {
    const { actions } = await start({ allowed: false });
    await expect(
      actions.invoke({ id: 'test:list-objectives', input: {}, credentials }),
    ).rejects.toThrow(/slo\.objective\.read/);
  });
});
