import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActionRequest } from '../action';
import type { Receipt } from '../receipt';
import type { ServiceDelivery, Workload } from '../service';
import { DeliveryClient } from './DeliveryClient';
import { DeliveryRequestError } from './DeliveryRequestError';

type Answer = {
  status?: number;
  type?: string;
  body?: string;
  /** Breaks the connection instead, before or within the body. */
  breaks?: 'before' | 'within';
};

type Seen = { method: string; url: string; headers: object; body: string };

const ref = { kind: 'component', namespace: 'default', name: 'checkout' };

const receipt: Receipt = {
  id: '17',
  action: 'promote',
  entityRef: 'component:default/checkout',
  environment: 'prod',
  target: {
    cluster: 'east',
    namespace: 'production',
    kind: 'Rollout',
    name: 'checkout',
  },
  by: 'user:default/ada',
  state: 'sent',
  because: 'The patch is under way.',
  history: [
    { state: 'sent', at: '2026-11-25T10:00:00Z', because: 'On its way.' },
  ],
};

const workload: Workload = {
  ref: receipt.target,
  uid: '6f96',
  version: { container: 'app', image: 'checkout:1', label: '1' },
  health: 'Healthy',
  message: '',
  replicas: { desired: 2, ready: 2, updated: 2 },
  rollout: {
    strategy: 'canary',
    inFlight: false,
    manualPause: false,
    fullPromotionPending: false,
    steps: [],
    weights: { additional: [] },
    metrics: [],
  },
  consent: { given: true, by: 'annotation' },
  actions: [
    {
      action: 'promote',
      argoWord: 'promote',
      consequences: [],
      destructive: false,
      enabled: false,
      reason: 'Nothing is in flight.',
    },
  ],
  receipts: [receipt],
  problems: [],
};

const service: ServiceDelivery = {
  entityRef: 'component:default/checkout',
  hint: 'h1',
  at: '2026-11-25T10:00:00Z',
  selection: { kind: 'selected', by: ['backstage.io/kubernetes-id'] },
  environments: [
    {
      name: 'prod',
      title: 'Prod',
      workloads: [workload],
      state: 'deployed',
      clusters: ['east'],
    },
  ],
  elsewhere: [],
  clusters: [{ name: 'east', state: 'live', write: { possible: true } }],
  links: [{ kind: 'logs', title: 'Logs', url: 'https://logs.example' }],
  staleAfterMs: 30_000,
};

const request: ActionRequest = {
  action: 'promote',
  target: { ...receipt.target, kind: 'Rollout' },
  saw: { uid: '6f96', phase: 'Paused', aborted: false, paused: false },
};

const json = (body: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});
const refusal = (status: number, name: string, message: string): Answer =>
  json(
    {
      error: { name, message, stack: 'at secret (file.ts:1)' },
      request: { method: 'POST', url: '/x' },
      response: { statusCode: status },
    },
    status,
  );
const html = (status: number): Answer => ({
  status,
  type: 'text/html',
  body: '<!doctype html><html><script>alert("hi")</script>Sign in</html>',
});

async function bodyOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message) {
    text += chunk;
  }
  return text;
}

function send(response: ServerResponse, answer: Answer) {
  if (answer.breaks === 'before') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status ?? 200, {
    'content-type': answer.type ?? 'application/json',
  });
  if (answer.breaks === 'within') {
    response.write(answer.body ?? '{', () => response.destroy());
    return;
  }
  response.end(answer.body ?? '');
}

describe('DeliveryClient', () => {
  const seen: Seen[] = [];
  let answer: Answer = {};
  const server = createServer((message, response) => {
    void bodyOf(message).then(body => {
      seen.push({
        method: message.method ?? '',
        url: message.url ?? '',
        headers: message.headers,
        body,
      });
      send(response, answer);
    });
  });
  let origin = '';

  beforeAll(async () => {
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });
  beforeEach(() => {
    seen.length = 0;
  });

  function clientFor(given: Answer, base = `${origin}/api/delivery`) {
    answer = given;
    return new DeliveryClient({
      discoveryApi: { getBaseUrl: async () => base },
    });
  }

  async function failureOf(work: Promise<unknown>) {
    const error: unknown = await work.then(
      () => undefined,
      reason => reason,
    );
    if (!(error instanceof DeliveryRequestError)) {
      throw new Error(`not the expected failure: ${error}`);
    }
    return error;
  }

  describe('asks', () => {
    it('for a service', async () => {
      const client = clientFor(json(service));

      expect(await client.getService(ref)).toEqual(service);
      expect(seen).toMatchObject([
        {
          method: 'GET',
          url: '/api/delivery/services/component/default/checkout',
          headers: { accept: 'application/json' },
        },
      ]);
    });

    it('for its detail, with a token of a plugin', async () => {
      await clientFor(json(service)).getService(ref, {
        detail: true,
        token: 'abc',
      });

      expect(seen).toMatchObject([
        {
          url: '/api/delivery/services/component/default/checkout?detail=true',
          headers: { authorization: 'Bearer abc' },
        },
      ]);
    });

    it('for an action, and gives the receipt', async () => {
      const outcome = await clientFor(json(receipt, 202)).requestAction(
        ref,
        request,
      );

      expect(outcome).toEqual({ outcome: 'accepted', receipt });
      expect(seen).toMatchObject([
        {
          method: 'POST',
          url: '/api/delivery/services/component/default/checkout/actions',
          headers: { 'content-type': 'application/json' },
        },
      ]);
      expect(JSON.parse(seen[0]?.body ?? '')).toEqual(request);
    });

    it('for receipts', async () => {
      const client = clientFor(json({ receipts: [receipt] }));

      expect(await client.getReceipts(ref, { limit: 5 })).toEqual([receipt]);
      expect(seen).toMatchObject([
        {
          url: '/api/delivery/services/component/default/checkout/receipts?limit=5',
        },
      ]);
    });

    it('through the fetch that it is given, which adds the sign-in', async () => {
      const urls: string[] = [];
      const client = new DeliveryClient({
        discoveryApi: { getBaseUrl: async id => `https://x.example/api/${id}` },
        fetchApi: {
          async fetch(url) {
            urls.push(url);
            return new Response(JSON.stringify(service));
          },
        },
      });
      await client.getService(ref);

      expect(urls).toEqual([
        'https://x.example/api/delivery/services/component/default/checkout',
      ]);
    });

    it('with names escaped, so that they name no other route', async () => {
      await clientFor(json(service)).getService({
        kind: 'component',
        namespace: 'a/b',
        name: 'c?d#e',
      });

      expect(seen[0]?.url).toBe(
        '/api/delivery/services/component/a%2Fb/c%3Fd%23e',
      );
    });

    it.each(['..', '.', ''])('nothing about an entity named %j', async name => {
      const error = await failureOf(
        clientFor(json(service)).getService({ ...ref, name }),
      );

      expect(error.kind).toBe('refused');
      expect(seen).toEqual([]);
    });
  });

  describe('refused an action', () => {
    it.each([
      [409, 'ConflictError', 'moved-on'],
      [403, 'NotAllowedError', 'not-allowed'],
      [400, 'InputError', 'invalid'],
    ])('with %s gives the sentence as an answer', async (status, name, why) => {
      const client = clientFor(refusal(status, name, 'It is at step 3 now.'));

      expect(await client.requestAction(ref, request)).toEqual({
        outcome: 'refused',
        why,
        message: 'It is at step 3 now.',
      });
    });

    it.each([
      [401, 'AuthenticationError', 'refused'],
      [404, 'NotFoundError', 'refused'],
      [500, 'Error', 'failed'],
      [503, 'ServiceUnavailableError', 'failed'],
    ])('with %s throws', async (status, name, kind) => {
      const error = await failureOf(
        clientFor(refusal(status, name, 'Sorry.')).requestAction(ref, request),
      );

      expect(error).toMatchObject({ kind, name, status, message: 'Sorry.' });
    });

    it('by a proxy throws: that is not a refusal of ours', async () => {
      const error = await failureOf(
        clientFor(html(403)).requestAction(ref, request),
      );

      expect(error).toMatchObject({ kind: 'not-json', status: 403 });
    });
  });

  describe('refused to read', () => {
    it('throws with the sentence and the name of the error', async () => {
      const error = await failureOf(
        clientFor(
          refusal(403, 'NotAllowedError', 'You may not see this service.'),
        ).getService(ref),
      );

      expect(error).toMatchObject({
        kind: 'refused',
        status: 403,
        name: 'NotAllowedError',
        message: 'You may not see this service.',
        path: '/api/delivery/services/component/default/checkout',
      });
    });

    it.each([
      ['null', null],
      ['a list', []],
      ['an error of text', { error: 'no' }],
      ['an error without a message', { error: { name: 'X' } }],
      [
        'an endless message',
        { error: { name: 'X', message: 'a'.repeat(1e5) } },
      ],
    ])('with %s as the body says the status', async (_, body) => {
      const error = await failureOf(clientFor(json(body, 403)).getService(ref));

      expect(error.message).toBe(
        'The delivery backend answered /api/delivery/services/component/default/checkout with status 403 and gave no reason.',
      );
    });
  });

  describe('given something else than JSON', () => {
    it.each([200, 401, 502])(
      'says that an HTML page came (status %s), without its markup',
      async status => {
        const error = await failureOf(clientFor(html(status)).getService(ref));

        expect(error).toMatchObject({ kind: 'not-json', status });
        expect(error.message).toContain(
          `An HTML page came instead of JSON for /api/delivery/services/component/default/checkout (status ${status})`,
        );
        expect(error.message).not.toMatch(/[<>]|alert|Sign in/);
      },
    );

    it('notices HTML that says it is JSON', async () => {
      const error = await failureOf(
        clientFor({ ...html(200), type: 'application/json' }).getService(ref),
      );

      expect(error.kind).toBe('not-json');
    });

    it.each([
      ['', 'Nothing came'],
      ['  \n', 'Nothing came'],
      ['upstream timed out', 'Plain text came'],
      ['{"entityRef": "comp', 'Plain text came'],
    ])('says so of %j', async (body, sentence) => {
      const error = await failureOf(
        clientFor({ body, type: 'text/plain' }).getService(ref),
      );

      expect(error).toMatchObject({ kind: 'not-json', status: 200 });
      expect(error.message).toContain(sentence);
    });
  });

  describe('given JSON of another shape', () => {
    const [environment] = service.environments;

    it.each([
      ['null', null],
      ['text', 'ok'],
      ['nothing in it', {}],
      ['a list', [service]],
      ['no environments', { ...service, environments: undefined }],
      ['environments as a map', { ...service, environments: {} }],
      [
        'an environment without workloads',
        {
          ...service,
          environments: [{ ...environment, workloads: undefined }],
        },
      ],
      [
        'a workload without a version',
        {
          ...service,
          environments: [
            {
              ...environment,
              workloads: [{ ...workload, version: undefined }],
            },
          ],
        },
      ],
      ['an unknown selection', { ...service, selection: { kind: 'maybe' } }],
    ])('(%s) says that it does not understand', async (_, body) => {
      const error = await failureOf(clientFor(json(body)).getService(ref));

      expect(error).toMatchObject({ kind: 'unexpected-shape', status: 200 });
      expect(error.message).toContain('does not understand');
    });

    it('keeps fields of a newer backend', async () => {
      const newer = { ...service, forecast: { left: 0.4 } };

      expect(await clientFor(json(newer)).getService(ref)).toEqual(newer);
    });

    it('takes no half receipt', async () => {
      const { history, ...half } = receipt;
      const client = clientFor(json(half, 202));

      expect(await failureOf(client.requestAction(ref, request))).toMatchObject(
        { kind: 'unexpected-shape', status: 202 },
      );
      expect(
        await failureOf(
          clientFor(json({ receipts: receipt })).getReceipts(ref),
        ),
      ).toMatchObject({ kind: 'unexpected-shape' });
    });
  });

  describe('with a broken connection', () => {
    it('says that the backend cannot be reached', async () => {
      const error = await failureOf(
        clientFor({ breaks: 'before' }).getService(ref),
      );

      expect(error).toMatchObject({
        kind: 'unreachable',
        status: undefined,
        message:
          'The delivery backend cannot be reached (/api/delivery/services/component/default/checkout).',
      });
    });

    it('says that the answer broke off', async () => {
      const error = await failureOf(
        clientFor({
          breaks: 'within',
          body: '{"entityRef": "component',
        }).getService(ref),
      );

      expect(error).toMatchObject({ kind: 'unreachable', status: 200 });
      expect(error.message).toContain('broke off');
    });

    it('lets an abort be an abort, also while the answer is read', async () => {
      const stop = new AbortController();
      const { signal } = stop;
      const client = new DeliveryClient({
        discoveryApi: { getBaseUrl: async () => `${origin}/api/delivery` },
        fetchApi: {
          async fetch(url, init) {
            const response = await fetch(url, init);
            stop.abort();
            return response;
          },
        },
      });
      answer = json({ ...service, filler: 'x'.repeat(5_000_000) });

      for (const attempt of ['while reading', 'before asking']) {
        await expect(
          client.getService(ref, { signal }).then(() => attempt),
        ).rejects.toMatchObject({ name: 'AbortError' });
      }
    });
  });
});
