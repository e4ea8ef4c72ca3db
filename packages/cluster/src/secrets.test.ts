import { inspect } from 'node:util';
import { eventually } from './__testUtils__/eventually';
import { JSON_TYPE, TOKEN, openOddServer } from './__testUtils__/oddServer';
import type { Handler, OddServer } from './__testUtils__/oddServer';

const ref = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  namespace: 'shop',
  name: 'x',
};

describe('requests that fail', () => {
  let odd: OddServer;
  beforeEach(async () => {
    odd = await openOddServer();
  });
  afterEach(() => odd.close());

  it('shows no token in problems, results or objects', async () => {
    const echo: Handler = (request, response) => {
      const message = `you sent ${request.headers.authorization}`;
      response
        .writeHead(403, JSON_TYPE)
        .end(JSON.stringify({ kind: 'Status', code: 403, message }));
    };
    odd.behave.list = echo;
    const { index, problems, kind } = odd.follow();
    await eventually(() => expect(kind()?.state).toBe('forbidden'));
    const writer = odd.writer();
    const result = await writer.read(ref);
    expect(result).toMatchObject({ outcome: 'forbidden' });
    const shown = inspect([index, writer, problems, result, index.clusters()], {
      depth: 20,
      showHidden: true,
    });
    expect(shown).toContain('[redacted]');
    expect(shown).not.toContain(TOKEN);
  });

  it('shows nothing of a token that cannot be sent at all', async () => {
    const bad = { type: 'bearer token', token: `${TOKEN}\nx` } as const;
    const writer = odd.writer({ credential: async () => bad });
    const result = await writer.read(ref);
    expect(result).toMatchObject({ outcome: 'unreachable' });
    expect(inspect(result)).not.toContain(TOKEN);
  });

  it('says that a patch may have arrived when its answer is lost', async () => {
    odd.behave.list = (request, response) => {
      request.resume().on('end', () => response.destroy());
    };
    const writer = odd.writer();
    expect(
      await writer.patch(ref, { body: {}, resourceVersion: '1' }),
    ).toMatchObject({ outcome: 'unreachable', maybeApplied: true });
  });

  it('sends a slow answer of a patch away after the time limit', async () => {
    odd.behave.list = () => undefined;
    const writer = odd.writer({ requestTimeoutMs: 40 });
    expect(await writer.patch(ref, { body: {}, resourceVersion: '1' })).toEqual(
      {
        outcome: 'unreachable',
        reason: 'no answer in time',
        maybeApplied: true,
      },
    );
  });
});
