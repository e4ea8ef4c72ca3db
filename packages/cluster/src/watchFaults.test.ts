import { eventually } from './__testUtils__/eventually';
import {
  JSON_TYPE,
  item,
  line,
  openOddServer,
  stream,
} from './__testUtils__/oddServer';
import type { Handler, OddServer } from './__testUtils__/oddServer';

const WATCH_FAULTS: Record<string, [Handler, RegExp]> = {
  'a line that is no JSON': [stream('<html>\n'), /not JSON/],
  'a line that is JSON but no object': [stream('[1]\n'), /not a JSON object/],
  'an event of an unknown type': [
    stream('{"type":"X","object":{}}\n'),
    /no event/,
  ],
  'an event without a version': [
    stream(line('ADDED', { metadata: { name: 'x' } })),
    /no version/,
  ],
  'half a line and an end': [
    (_, response) =>
      void response.writeHead(200, JSON_TYPE).end('{"type":"ADDED","obj'),
    /ended within a line/,
  ],
  'an error that is none': [
    stream('{"type":"ERROR","object":{"x":1}}\n'),
    /names no error/,
  ],
};
describe('a watch with odd bytes', () => {
  let odd: OddServer;
  beforeEach(async () => {
    odd = await openOddServer();
  });
  afterEach(() => odd.close());

  it.each(Object.entries(WATCH_FAULTS))(
    'keeps its rows, tells once and lists again after %s',
    async (_, [fault, reason]) => {
      odd.behave.watch = fault;
      const { problems, kind, names } = odd.follow();
      await eventually(() => expect(odd.lists().length).toBeGreaterThan(4));
      expect(names()).toEqual(['kept']);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.message).toMatch(reason);
      odd.behave.watch = stream(line('ADDED', item('new', 11)));
      await eventually(() => expect(names()).toEqual(['kept', 'new']));
      expect(kind()?.state).toBe('live');
      await eventually(() =>
        expect(problems.map(({ type }) => type)).toContain('recovered'),
      );
    },
  );

  it('reads characters and lines that are cut anywhere', async () => {
    const bytes = Buffer.from(
      `\r\n${line('ADDED', item('één', 11)).replace('één', 'een')}` +
        `${line('MODIFIED', { ...item('kept', 12, 7), note: 'häß→🚀' }).replace(
          '\n',
          '\r\n',
        )}`,
    );
    odd.behave.watch = (_, response) => {
      response.writeHead(200, JSON_TYPE);
      for (const byte of bytes) response.write(Buffer.from([byte]));
    };
    const { index, names } = odd.follow();
    await eventually(() => expect(names()).toEqual(['kept', 'een']));
    await eventually(() =>
      expect(
        index.get({
          kind: 'Rollout',
          cluster: 'odd',
          namespace: 'shop',
          name: 'kept',
        })?.value.replicas,
      ).toBe(7),
    );
  });

  it('resumes a watch that says nothing for too long, without listing', async () => {
    const { names, problems } = odd.follow({ silenceLimitMs: 50 });
    await eventually(() => expect(odd.watches().length).toBeGreaterThan(2));
    expect(odd.lists()).toHaveLength(1);
    expect(names()).toEqual(['kept']);
    expect(problems).toEqual([]);
  });

  it('resumes from the last bookmark', async () => {
    odd.behave.watch = (_, response) =>
      void response
        .writeHead(200, JSON_TYPE)
        .write(line('BOOKMARK', { metadata: { resourceVersion: '77' } }));
    odd.follow({ silenceLimitMs: 50 });
    await eventually(() =>
      expect(odd.watches()).toContainEqual(
        expect.stringContaining('resourceVersion=77'),
      ),
    );
    expect(odd.watches()[0]).toContain('allowWatchBookmarks=true');
  });

  it('does not spin when watches end at once', async () => {
    odd.behave.watch = (_, response) =>
      void response.writeHead(200, JSON_TYPE).end();
    const { names } = odd.follow({ backoffBaseMs: 20, backoffMaxMs: 100 });
    await eventually(() => expect(odd.watches().length).toBeGreaterThan(8));
    const from = Date.now();
    const count = odd.watches().length;
    await eventually(() => expect(Date.now() - from).toBeGreaterThan(500));
    expect(odd.watches().length - count).toBeLessThanOrEqual(10);
    expect(names()).toEqual(['kept']);
  });

  it('needs one connection per watch and one for the rest', async () => {
    const { names } = odd.follow({ probeIntervalMs: 10 });
    await eventually(() => expect(names()).toEqual(['kept']));
    const probes = () => odd.requests.filter(url => url === '/readyz').length;
    await eventually(() => expect(probes()).toBeGreaterThan(10));
    expect(odd.server.accepted).toBeLessThanOrEqual(3);
  });

  it('leaves no connection and no timer behind after its stop', async () => {
    const { index, names } = odd.follow();
    await eventually(() => expect(names()).toEqual(['kept']));
    await index.stop();
    const count = odd.requests.length;
    await eventually(() => expect(odd.server.openSockets).toBe(0));
    expect(odd.requests.length).toBe(count);
  });

  it('opens a watch anew that said nothing while the cluster was away', async () => {
    const { index, names } = odd.follow({ probeTimeoutMs: 40 });
    await eventually(() => expect(names()).toEqual(['kept']));
    await eventually(() => expect(index.clusters()[0]?.state).toBe('live'));
    const { ready } = odd.behave;
    // A firewall that drops every packet: the watch stays open and is dead.
    odd.behave.ready = () => undefined;
    await eventually(() => expect(index.clusters()[0]?.state).toBe('down'));
    odd.behave.watch = stream(line('ADDED', item('missed', 11)));
    odd.behave.ready = ready;
    await eventually(() => expect(names()).toEqual(['kept', 'missed']));
    expect(odd.lists()).toHaveLength(1);
  });

  it('takes a change and goes on when a listener throws', async () => {
    odd.behave.watch = stream(line('ADDED', item('new', 11)));
    const { index, names, problems } = odd.follow();
    const heard: string[] = [];
    index.subscribe(() => {
      throw new Error('a fault of the listener');
    });
    index.subscribe(({ changes }) => {
      heard.push(...changes.map(({ name }) => name));
    });
    await eventually(() => expect(names()).toEqual(['kept', 'new']));
    await eventually(() => expect(heard).toEqual(['kept', 'new']));
    expect(problems.map(({ type }) => type)).toEqual(['listener']);
  });
});
