import { inspect } from 'node:util';
import { createPrometheus } from '.';
import { json, openBadServer, text } from './__testUtils__/badServer';
import type { BadServer } from './__testUtils__/badServer';

const SECRET = 'Bearer very-secret';

let server: BadServer;
beforeAll(async () => {
  server = await openBadServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  server.answers(json({ status: 'success', data: [] }));
});

const last = () => server.received.at(-1);

describe('requests', () => {
  it('post queries as a form, with times in seconds', async () => {
    await server
      .client()
      .series({ match: ['up', 'a{b="c&d"}'], from: new Date(1_500), limit: 3 });
    expect(last()).toMatchObject({ method: 'POST', url: '/api/v1/series' });
    expect(last()?.headers['content-type']).toBe(
      'application/x-www-form-urlencoded',
    );
    expect([...new URLSearchParams(last()?.body)]).toEqual([
      ['match[]', 'up'],
      ['match[]', 'a{b="c&d"}'],
      ['start', '1.5'],
      ['limit', '3'],
    ]);
  });

  it('carry the headers, and their own content type', async () => {
    const headers = {
      Authorization: SECRET,
      'X-Tenant': 'shop',
      'Content-Type': 'text/plain',
    };
    await server.client({ headers }).series({ match: ['up'] });
    expect(last()?.headers).toMatchObject({
      authorization: SECRET,
      'x-tenant': 'shop',
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it.each(['/prom', '/prom/', '/a/prom//'])(
    'go below the path of the URL: %s',
    async path => {
      const client = server.client({ url: `${server.url}${path}` });
      await client.series({ match: ['up'] });
      const base = path.replace(/\/*$/, '');
      expect(last()?.url).toBe(`${base}/api/v1/series`);
    },
  );

  it('leave out filters that would make the address too long', async () => {
    server.answers(json({ status: 'success', data: { groups: [] } }));
    await server.client().rules({ type: 'record', names: ['a b'] });
    expect(last()?.url).toBe(
      '/api/v1/rules?rule_name%5B%5D=a+b&type=record&exclude_alerts=true',
    );
    const names = [`x${'y'.repeat(7_000)}`];
    await server.client().rules({ type: 'record', names });
    expect(last()?.url).toBe('/api/v1/rules?type=record&exclude_alerts=true');
  });
});

describe('secrets', () => {
  const everythingOf = (error: unknown) =>
    inspect(error, { depth: 10, showHidden: true });

  it.each([
    ['refused', json({ status: 'error', errorType: 'x', error: 'y' }, 400)],
    ['unauthorized', text('', { status: 401 })],
    ['not JSON', text('<html>')],
  ])('are in no error: %s', async (_, answer) => {
    server.answers(answer);
    const headers = { Authorization: SECRET };
    const error = await server
      .client({ headers })
      .query({ query: 'up' })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(everythingOf(error)).not.toContain('very-secret');
  });

  it('are in no error of a fetch that quotes them', async () => {
    const client = server.client({
      headers: { Authorization: SECRET },
      fetch: async () => {
        throw new TypeError(`cannot send ${SECRET}`);
      },
    });
    const error = await client.buildInfo().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'unreachable' });
    expect(everythingOf(error)).not.toContain('very-secret');
  });

  const create = (options: {
    url?: string;
    headers?: Record<string, string>;
  }) => createPrometheus({ name: 'main', url: 'http://localhost', ...options });

  it.each([
    ['no URL', 'secret', /is not a URL: write http:\/\/HOST:9090$/],
    ['another scheme', 'ftp://secret', /must begin with http:/],
    ['a password', 'http://me:secret@a', /holds a user or a password/],
    ['a query', 'http://a/?token=secret', /must end with its path/],
  ])('are not quoted from a URL that cannot be used: %s', (_, url, words) => {
    const creating = () => create({ url });
    expect(creating).toThrow(words);
    expect(creating).not.toThrow(/secret/);
  });

  it('are not quoted from a header that cannot be sent', () => {
    const creating = () =>
      create({ headers: { Authorization: 'secret\n' + 'x' } });
    expect(creating).toThrow(/The header "Authorization" of Prometheus "main"/);
    expect(creating).not.toThrow(/secret/);
  });
});
