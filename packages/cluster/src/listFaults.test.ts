import { eventually } from './__testUtils__/eventually';
import {
  html,
  item,
  json,
  list,
  openOddServer,
  JSON_TYPE,
} from './__testUtils__/oddServer';
import type { Handler, OddServer } from './__testUtils__/oddServer';

describe('an API server that answers oddly', () => {
  let odd: OddServer;
  beforeEach(async () => {
    odd = await openOddServer();
  });
  afterEach(() => odd.close());

  it('takes a page of a sign-in proxy for what it is', async () => {
    Object.assign(odd.behave, { ready: html, list: html, watch: html });
    const { index, problems, kind } = odd.follow();
    await index.settled();
    await eventually(() => expect(kind()?.state).toBe('down'));
    expect(kind()?.reason).toBe('sent text/html instead of application/json');
    expect(index.clusters()[0]).toMatchObject({
      state: 'down',
      reason: 'sent text/html instead of text/plain',
    });
    expect(problems.map(({ type }) => type)).toEqual(
      problems.map(() => 'malformed'),
    );
  });

  it('does not follow a redirect into a page', async () => {
    const away: Handler = (_, response) =>
      void response.writeHead(302, { location: '/login' }).end();
    Object.assign(odd.behave, { ready: away, list: away, watch: away });
    const { index } = odd.follow();
    await index.settled();
    expect(index.clusters()[0]?.state).toBe('down');
  });

  it('waits as long as a 429 asks for', async () => {
    odd.behave.list = (_, response) =>
      void response
        .writeHead(429, { ...JSON_TYPE, 'retry-after': '1' })
        .end('{"kind":"Status","code":429,"message":"slow down"}');
    const { problems, kind, names } = odd.follow();
    await eventually(() => expect(kind()?.reason).toBe('slow down'));
    const first = Date.now();
    odd.behave.list = json(list(item('late')));
    await eventually(() => expect(names()).toEqual(['late']));
    expect(Date.now() - first).toBeGreaterThan(800);
    expect(odd.lists()).toHaveLength(2);
    expect(problems.map(({ type }) => type)).toEqual(['overloaded']);
  });

  it.each([
    ['an empty object', json('{}')],
    ['a list without a version', json('{"items":[],"metadata":{}}')],
    [
      'items that are no list',
      json('{"items":{},"metadata":{"resourceVersion":"1"}}'),
    ],
    ['half a list', json('{"items":[{"meta')],
    ['nothing', json('')],
    [
      'a page with an error',
      (_, r) =>
        void r.writeHead(502, { 'content-type': 'text/html' }).end('<html>'),
    ],
    ['a lost connection', (_, r) => void r.destroy()],
    [
      'a length that is not kept',
      (_, r) => {
        r.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
        r.write('{"items":');
        setImmediate(() => r.destroy());
      },
    ],
  ] satisfies [string, Handler][])(
    'is down for a kind whose list is %s, and tries again',
    async (_, fault) => {
      odd.behave.list = fault;
      const { kind, names } = odd.follow();
      await eventually(() => expect(kind()?.state).toBe('down'));
      expect(kind()?.reason).toBeTruthy();
      odd.behave.list = json(list(item('good')));
      await eventually(() => expect(names()).toEqual(['good']));
    },
  );

  it('lists anew when a list goes round in circles', async () => {
    odd.behave.list = json(
      JSON.stringify({
        metadata: { resourceVersion: '10', continue: 'again' },
        items: [item('x')],
      }),
    );
    const { kind } = odd.follow();
    await eventually(() => expect(kind()?.reason).toMatch(/circles/));
  });

  it('leaves out odd objects and keeps the others', async () => {
    odd.behave.list = json(
      list(
        null,
        42,
        'text',
        {},
        { metadata: null },
        {
          metadata: {
            name: 'n'.repeat(10_000),
            uid: 'u',
            resourceVersion: '1',
          },
        },
        { ...item('no-spec'), spec: undefined },
        item('good'),
      ),
    );
    const { kind, names, problems } = odd.follow();
    await eventually(() => expect(names()).toEqual(['good']));
    expect(kind()?.dropped).toBeGreaterThanOrEqual(3);
    expect(problems.map(({ type }) => type)).toEqual(['dropped']);
    expect(problems[0]?.message.length).toBeLessThan(600);
  });

  it('is not misled by labels with odd names', async () => {
    const labeled = item('odd');
    labeled.metadata.labels = JSON.parse(
      '{"__proto__":"x","constructor":"y","n":"z"}',
    );
    odd.behave.list = json(list(labeled));
    const { index, names } = odd.follow();
    await eventually(() => expect(names()).toEqual(['odd']));
    const withLabels = (labels: Record<string, string>) =>
      index.list({ kind: 'Rollout', labels }).length;
    expect(withLabels({ constructor: 'y', n: 'z' })).toBe(1);
    expect(withLabels({ toString: 'x' })).toBe(0);
  });

  it('gives up on an answer that does not come', async () => {
    odd.behave.ready = () => undefined;
    odd.behave.list = () => undefined;
    const { index, kind } = odd.follow({
      probeTimeoutMs: 40,
      requestTimeoutMs: 60,
    });
    await index.settled();
    await eventually(() => expect(kind()?.state).toBe('down'));
    expect(kind()?.reason).toBe('no answer in time');
    expect(index.clusters()[0]?.reason).toBe('no answer in time');
  });

  it('says that an API server is not ready', async () => {
    odd.behave.ready = (_, response) =>
      void response
        .writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
        .end(
          '[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed\n',
        );
    const { index } = odd.follow();
    await index.settled();
    await eventually(() =>
      expect(index.clusters()[0]).toMatchObject({
        state: 'down',
        reason: 'not ready: etcd',
      }),
    );
  });
});
