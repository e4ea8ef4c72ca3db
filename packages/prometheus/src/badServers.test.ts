import { gzipSync } from 'node:zlib';
import { json, openBadServer, result, text } from './__testUtils__/badServer';
import type { BadServer } from './__testUtils__/badServer';

const PAGE =
  '<!DOCTYPE html><html><head><title>Bad Gateway</title></head></html>';
const HTML = { 'content-type': 'text/html' };
const WHOLE = JSON.stringify({
  status: 'success',
  data: {
    resultType: 'vector',
    result: [{ metric: { __name__: 'up' }, value: [1700000000.25, '1'] }],
  },
});

let server: BadServer;
beforeAll(async () => {
  server = await openBadServer();
});
afterAll(() => server.close());

const ask = (options = {}) => server.client(options).query({ query: 'up' });

describe('somebody who is not Prometheus', () => {
  it.each([
    [
      'a page of HTML',
      text(PAGE, { headers: HTML }),
      'HTML ("Bad Gateway") instead of JSON',
    ],
    ['nothing', text(''), 'nothing instead of JSON'],
    ['half an answer', text(WHOLE.slice(0, 60)), 'a part of JSON instead of'],
    [
      'text',
      text('up 1', { headers: { 'content-type': 'text/plain; x=y' } }),
      'text of type text/plain instead of JSON',
    ],
  ])('is told from an answer: %s', async (_, answer, words) => {
    server.answers(answer);
    await expect(ask()).rejects.toMatchObject({
      kind: 'notJson',
      instance: 'main',
      query: 'up',
      status: 200,
      message: expect.stringContaining(
        `Prometheus "main" answered with ${words}`,
      ),
    });
  });

  it.each([
    [401, PAGE, HTML, 'refused', /HTTP 401 and HTML .*: sign in with a header/],
    [403, '', {}, 'refused', /HTTP 403 and nothing/],
    [404, '404 page not found', {}, 'refused', /is a path missing in its URL/],
    [429, '{}', {}, 'failed', /HTTP 429/],
    [502, PAGE, HTML, 'failed', /HTTP 502 and HTML \("Bad Gateway"\)/],
    [503, '{"message":"no endpoints"}', {}, 'failed', /503 and "no endpoints"/],
  ])('has its HTTP %i told', async (status, body, headers, kind, message) => {
    server.answers(text(body, { status, headers }));
    await expect(ask()).rejects.toMatchObject({
      kind,
      status,
      message: expect.stringMatching(message),
    });
  });

  it('is not followed to another place, and the place is told without what may be secret', async () => {
    const location = 'https://login.example.com/start?state=secret#secret';
    server.answers(text('', { status: 302, headers: { location } }));
    const before = server.received.length;
    await expect(ask()).rejects.toMatchObject({
      kind: 'refused',
      status: 302,
      message:
        'Prometheus "main" answered with a redirect to https://login.example.com/start, which is not followed, asked for the query up: correct its URL, or sign in with a header',
    });
    expect(server.received).toHaveLength(before + 1);
  });
});

describe('refusals', () => {
  it('are told by their own words though the status says success', async () => {
    server.answers(
      json({ status: 'error', errorType: 'execution', error: 'too much' }),
    );
    await expect(ask()).rejects.toMatchObject({
      kind: 'refused',
      errorType: 'execution',
      message: 'Prometheus "main" refused the query up: execution: too much',
    });
  });

  it.each([
    [503, 'timeout'],
    [503, 'unavailable'],
    [500, 'internal'],
    [422, 'canceled'],
    [429, 'too_many_requests'],
  ])('may work later: HTTP %i, %s', async (status, errorType) => {
    server.answers(json({ status: 'error', errorType, error: 'busy' }, status));
    await expect(ask()).rejects.toMatchObject({
      kind: 'failed',
      errorType,
      status,
      message: `Prometheus "main" failed at the query up: ${errorType}: busy`,
    });
  });
});

describe('connections', () => {
  it('that end within the answer are told from a whole one', async () => {
    server.answers(response => {
      response.writeHead(200, { 'content-length': WHOLE.length });
      response.write(WHOLE.slice(0, 60));
      setImmediate(() => response.destroy());
    });
    await expect(ask()).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/closed by the other side|reset|broke/),
    });
  });

  it('that end before the answer are told', async () => {
    server.answers(response => void response.destroy());
    await expect(ask()).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('that stop within the answer are waited for no longer than the time', async () => {
    server.answers(response => {
      response.writeHead(200);
      response.write(WHOLE.slice(0, 60));
    });
    await expect(ask({ timeoutMs: 80 })).rejects.toMatchObject({
      kind: 'timeout',
      message: expect.stringMatching(/no complete answer within 0.08 s/),
    });
  });

  it('may carry compressed answers', async () => {
    const headers = { 'content-encoding': 'gzip' };
    server.answers(text(gzipSync(WHOLE), { headers }));
    expect((await ask()).value).toHaveLength(1);
  });

  it('that cut a compressed answer are told from a whole one', async () => {
    const headers = { 'content-encoding': 'gzip' };
    server.answers(text(gzipSync(WHOLE).subarray(0, 60), { headers }));
    await expect(ask()).rejects.toMatchObject({
      kind: 'notJson',
      message: expect.stringMatching(/a part of JSON/),
    });
  });

  it('that damage a compressed answer are told', async () => {
    const headers = { 'content-encoding': 'gzip' };
    server.answers(text('this is not gzip', { headers }));
    await expect(ask()).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/the compressed answer is damaged/),
    });
  });

  it('are left when the answer is larger than it may be', async () => {
    const left = Promise.withResolvers<void>();
    server.answers(response => {
      response.on('close', left.resolve);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    await expect(ask({ maxBytes: 100_000 })).rejects.toMatchObject({
      kind: 'tooLarge',
      message: expect.stringMatching(/more than 100000 bytes.*maxBytes/),
    });
    await left.promise;
  });

  it('cannot bring more than may come by compressing it', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(1_000_000, 'x'));
    server.answers(text(bomb, { headers }));
    await expect(ask({ maxBytes: 100_000 })).rejects.toMatchObject({
      kind: 'tooLarge',
    });
  });
});

describe('wrong shapes', () => {
  const metric = { __name__: 'up' };
  const item = (value: unknown) => ({ metric, value });

  it.each([
    ['of another program', json({ items: [] }), 'JSON that is not of Prom'],
    ['a list', json([1]), 'JSON that is not of Prometheus'],
    ['a word', json('ok'), 'JSON that is not of Prometheus'],
    ['null', json(null), 'JSON that is not of Prometheus'],
    ['without data', json({ status: 'success' }), 'JSON that is not of Prom'],
    ['of an unknown type', result('tensor'), 'data.resultType: '],
    [
      'without labels',
      result('vector', { value: [1, '1'] }),
      'data.result[0].metric is not a set of labels but undefined',
    ],
    [
      'labels that are no texts',
      result('vector', { metric: { a: 1 }, value: [1, '1'] }),
      'data.result[0].metric is not a set of labels but {"a":1}',
    ],
    [
      'a number as value',
      result('vector', item([1, '1']), item([1, 1])),
      'data.result[1].value[1] is not a number in quotes but 1',
    ],
    [
      'an empty value',
      result('vector', item([1, ''])),
      'data.result[0].value[1] is not a number in quotes but ""',
    ],
    [
      'a value in hexadecimal',
      result('vector', item([1, '0x10'])),
      'data.result[0].value[1] is not a number in quotes but "0x10"',
    ],
    [
      'a time in quotes',
      result('vector', item(['1', '1'])),
      'data.result[0].value[0] is not a time in seconds but "1"',
    ],
    [
      'a value without time',
      result('vector', item(['1'])),
      'data.result[0].value is not a time with a value but ["1"]',
    ],
    [
      'no value',
      result('vector', { metric }),
      'data.result[0].value is not a time with a value but undefined',
    ],
    [
      'an item that is none',
      result('vector', null),
      'data.result[0] is not a series but null',
    ],
    [
      'a range',
      result('matrix'),
      'data.resultType is not a vector or a scalar but "matrix"',
    ],
  ])('are refused with their place: %s', async (_, answer, words) => {
    server.answers(answer);
    await expect(ask()).rejects.toMatchObject({
      kind: 'unexpectedShape',
      instance: 'main',
      query: 'up',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['a vector', result('vector'), 'data.resultType is not a matrix'],
    [
      'no points',
      result('matrix', { metric }),
      'data.result[0].values is not a list but undefined',
    ],
    [
      'a wrong point',
      result('matrix', { metric, values: [[1, '1'], [2]] }),
      'data.result[0].values[1] is not a time with a value but [2]',
    ],
  ])('of a range are refused: %s', async (_, answer, words) => {
    server.answers(answer);
    const [from, to] = [new Date(0), new Date(1000)];
    await expect(
      server.client().queryRange({ query: 'up', from, to, stepSeconds: 1 }),
    ).rejects.toMatchObject({
      kind: 'unexpectedShape',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['rules', { groups: [{ name: 'g', interval: 1, rules: [{ type: 'x' }] }] }],
    ['rules', { groups: {} }],
    ['alerts', { alerts: [{ labels: {}, state: 'asleep' }] }],
    ['buildInfo', { version: 3 }],
  ] as const)('of %s are refused', async (method, data) => {
    server.answers(json({ status: 'success', data }));
    await expect(server.client()[method]()).rejects.toMatchObject({
      kind: 'unexpectedShape',
      message: expect.stringMatching(/answered not as Prometheus does.*data\./),
    });
  });

  it('of series are refused', async () => {
    server.answers(json({ status: 'success', data: [{ a: 'b' }, { a: 1 }] }));
    await expect(server.client().series({ match: ['up'] })).rejects.toThrow(
      'data[1] is not a set of labels but {"a":1}',
    );
  });
});

describe('what is new or left out', () => {
  it('leaves native histograms out and says so', async () => {
    const histogram = [1, { count: '1', sum: '1', buckets: [] }];
    const metric = {};
    server.answers(
      result('vector', { metric, histogram }, { metric, value: [1, '2'] }),
    );
    const instant = await ask();
    expect(instant.value).toEqual([{ labels: {}, at: 1000, value: 2 }]);
    const words = ['1 native histogram was left out of the answer'];
    expect(instant.warnings).toEqual(words);

    server.answers(
      result(
        'matrix',
        { metric, histograms: [histogram] },
        { metric, values: [[1, '2']] },
      ),
    );
    const [from, to] = [new Date(0), new Date(1000)];
    const range = await server
      .client()
      .queryRange({ query: 'up', from, to, stepSeconds: 1 });
    expect(range.value).toEqual([{ labels: {}, points: [[1000, 2]] }]);
    expect(range.warnings).toEqual(words);
  });

  it('rounds times to the millisecond that they mean', async () => {
    server.answers(result('vector', { metric: {}, value: [1.001, '1'] }));
    expect((await ask()).value[0]?.at).toBe(1001);
  });

  it('keeps the warnings of a partial answer', async () => {
    const data = { resultType: 'vector', result: [] };
    server.answers(
      json({ status: 'success', data, warnings: ['a store is down'] }),
    );
    expect((await ask()).warnings).toEqual(['a store is down']);
  });

  it('reads rules that never ran, and health and states of a later version as unknown', async () => {
    const never = '0001-01-01T00:00:00Z';
    const common = { query: 'up', lastEvaluation: never, evaluationTime: 0 };
    server.answers(
      json({
        status: 'success',
        data: {
          groups: [
            {
              name: 'g',
              file: 'f',
              interval: 1,
              lastEvaluation: never,
              rules: [
                { ...common, type: 'recording', name: 'a', health: 'new' },
                { ...common, type: 'alerting', name: 'b', state: 'new' },
              ],
            },
          ],
        },
      }),
    );
    const { value } = await server.client().rules();
    const alert = { state: 'unknown', forSeconds: 0, annotations: {} };
    const labels = {};
    expect(value).toEqual([
      {
        name: 'g',
        file: 'f',
        intervalSeconds: 1,
        rules: [
          { type: 'record', name: 'a', query: 'up', labels, health: 'unknown' },
          {
            type: 'alert',
            name: 'b',
            query: 'up',
            labels,
            health: 'unknown',
            alert,
          },
        ],
      },
    ]);
  });
});
