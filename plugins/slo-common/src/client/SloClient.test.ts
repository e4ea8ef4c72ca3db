import { budgetOf } from '../arithmetic/budgetOf';
import { burnOf } from '../arithmetic/burnOf';
import type { ObjectiveSummary } from '../budget';
import { NEWEST, target, whole, window } from '../testing/builders';
import { SloClient } from './SloClient';
import { SloRequestError } from './SloRequestError';

const ref = { kind: 'Component', namespace: 'default', name: 'checkout' };
const reading = {
  at: '2026-11-25T10:00:00.000Z',
  staleAfterMs: 90_000,
  instances: [{ name: 'main', state: 'live' }],
};
const service = {
  ...reading,
  entityRef: 'component:default/checkout',
  environment: 'prod',
  environments: ['prod'],
  objectives: [],
  broken: [],
};

const burn = { state: 'measured', window: '1h', rate: 0.4, errorRatio: 0.0004 };

/** A service with one objective, of which a part is another. */
function serviceWith(part: object = {}) {
  const objective: ObjectiveSummary = {
    objective: {
      id: 'checkout-availability',
      name: 'Availability',
      entityRef: service.entityRef,
      environment: 'prod',
      source: 'greenlight',
      weighting: 'events',
      target: target('99.9'),
      window: window('30d'),
      instances: ['main'],
    },
    status: 'ok',
    because: 'budget is left',
    budget: budgetOf({
      target: target('99.9'),
      window: window('30d'),
      bad: 1,
      total: 4000,
      coverage: whole,
      newestAt: NEWEST,
    }),
    burns: [burnOf({ target: target('99.9'), window: '1h', bad: 0, total: 9 })],
    exhaustion: { state: 'never', because: 'nothing fails within 1h' },
    alerts: [],
    notes: [],
  };
  return { ...service, objectives: [{ ...objective, ...part }] };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status });

/** A client whose backend answers this, and what it was asked. */
function clientFor(answer: Response | { fails: Error }) {
  const asked: { url: string; init?: RequestInit }[] = [];
  const client = new SloClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      async fetch(url, init) {
        asked.push({ url, init });
        if ('fails' in answer) throw answer.fails;
        return answer;
      },
    },
  });
  return { client, asked };
}

async function failureOf(work: Promise<unknown>): Promise<SloRequestError> {
  const failure = await work.then(
    () => undefined,
    error => error,
  );
  if (failure instanceof SloRequestError) return failure;
  throw new Error(`no failure of a request: ${failure}`);
}

describe('SloClient', () => {
  it('asks for a service, in an environment and with a token', async () => {
    const { client, asked } = clientFor(json(service));
    expect(
      await client.getService(ref, { environment: 'dev & co', token: 't' }),
    ).toEqual(service);
    expect(asked[0]?.url).toBe(
      'http://portal/api/slo/services/Component/default/checkout?environment=dev+%26+co',
    );
    expect(asked[0]?.init?.headers).toMatchObject({
      Authorization: 'Bearer t',
    });
  });

  it('asks for many entities with one request', async () => {
    const { client, asked } = clientFor(json({ ...reading, worst: {} }));
    await client.getWorst(['component:default/a', 'component:default/b']);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: 'http://portal/api/slo/worst',
      init: {
        method: 'POST',
        body: '{"entityRefs":["component:default/a","component:default/b"]}',
      },
    });
  });

  it('gives the overview and the detail', async () => {
    const overview = {
      ...reading,
      environment: 'prod',
      environments: ['prod'],
      rows: [],
      hidden: 2,
    };
    expect(await clientFor(json(overview)).client.getOverview()).toEqual(
      overview,
    );
    const { client, asked } = clientFor(json(service));
    expect(await client.getDetail(ref)).toEqual(service);
    expect(asked[0]?.url).toMatch(/checkout\/detail$/);
  });

  it('gives an objective as the backend makes it, with and without figures', async () => {
    const reason = { code: 'noSeries', sentence: 'no series since 14:02' };
    for (const part of [
      {},
      { burns: [burn] },
      {
        status: 'unknown',
        budget: { state: 'unknown', reason },
        burns: [{ state: 'unknown', window: '1h', reason }],
        exhaustion: { state: 'unknown', reason },
      },
    ]) {
      const answer = serviceWith(part);
      expect(await clientFor(json(answer)).client.getService(ref)).toEqual(
        answer,
      );
    }
  });

  it('keeps fields of a newer backend', async () => {
    const newer = { ...service, forecast: { risk: 1 } };
    expect(await clientFor(json(newer)).client.getService(ref)).toEqual(newer);
  });

  it('says what the backend refused, and why', async () => {
    const body = {
      error: { name: 'NotAllowedError', message: 'Needs a permission' },
    };
    expect(
      await failureOf(clientFor(json(body, 403)).client.getService(ref)),
    ).toMatchObject({
      kind: 'refused',
      status: 403,
      name: 'NotAllowedError',
      message: 'Needs a permission',
    });
  });

  it('tells a page of a proxy from an answer', async () => {
    const html = new Response('<html>Sign in</html>', { status: 200 });
    expect(
      await failureOf(clientFor(html).client.getService(ref)),
    ).toMatchObject({
      kind: 'not-json',
      message: expect.stringContaining('An HTML page came instead of JSON'),
    });
  });

  it('says that the backend cannot be reached', async () => {
    const { client } = clientFor({ fails: new TypeError('fetch failed') });
    expect(await failureOf(client.getOverview())).toMatchObject({
      kind: 'unreachable',
    });
  });

  it.each([
    ['a number as text', { ...service, staleAfterMs: '90' }],
    ['an unknown status', { ...service, objectives: [{ status: 'fine' }] }],
    ['a list', []],
    [
      'a budget without figures',
      serviceWith({ budget: { state: 'measured' } }),
    ],
    [
      'an unknown without reason',
      serviceWith({ budget: { state: 'unknown' } }),
    ],
    [
      'a forecast without a moment',
      serviceWith({ exhaustion: { state: 'at', seconds: 5 } }),
    ],
    ['a burn rate as text', serviceWith({ burns: [{ ...burn, rate: '2' }] })],
  ])('takes no answer with %s', async (_case, body) => {
    expect(
      await failureOf(clientFor(json(body)).client.getService(ref)),
    ).toMatchObject({ kind: 'unexpected-shape' });
  });

  it('lets nobody name another resource', async () => {
    const { client, asked } = clientFor(json(service));
    await failureOf(client.getService({ ...ref, name: '..' }));
    expect(asked).toHaveLength(0);
  });

  it('ends as it was asked to end', async () => {
    const controller = new AbortController();
    controller.abort(new Error('not needed any more'));
    const { client } = clientFor({ fails: new TypeError('aborted') });
    await expect(
      client.getService(ref, { signal: controller.signal }),
    ).rejects.toThrow('not needed any more');
  });
});
