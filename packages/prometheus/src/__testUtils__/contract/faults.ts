// A suite that several test files run.
/* eslint-disable jest/no-export */
import { eventually } from '../eventually';
import type { ContractWorld } from '../world';

/** What becomes of questions that are given up, not answered, or asked of nobody. */
export function describeFaults(world: () => ContractWorld): void {
  afterEach(() => world().recover());

  it('sends nothing for a caller who has given up already', async () => {
    const signal = AbortSignal.abort();
    await expect(
      world().client().query({ query: '1', signal }),
    ).rejects.toMatchObject({ name: 'PrometheusError', kind: 'aborted' });
  });

  it('ends at once when the caller gives up', async () => {
    world().silence();
    const controller = new AbortController();
    const asked = world().client().query({
      query: 'contract_gap',
      signal: controller.signal,
    });
    setImmediate(() => controller.abort());
    await expect(asked).rejects.toMatchObject({
      kind: 'aborted',
      query: 'contract_gap',
      message:
        'Asking Prometheus "contract" for the query contract_gap was given up by the caller',
    });
  });

  it('says who was silent, for how long, and what was asked', async () => {
    world().silence();
    await expect(
      world().client({ timeoutMs: 60 }).query({ query: 'contract_gap' }),
    ).rejects.toMatchObject({
      kind: 'timeout',
      instance: 'contract',
      query: 'contract_gap',
      message:
        'Prometheus "contract" gave no complete answer within 0.06 s, asked for the query contract_gap',
    });
  });

  it('says that nobody is there, and answers again when it is back', async () => {
    const client = world().client();
    expect((await client.query({ query: '1' })).value).toHaveLength(1);
    await world().vanish();
    await expect(client.query({ query: '1' })).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(
        /^Prometheus "contract" cannot be reached \(connection [a-z ]+\), asked for the query 1$/,
      ),
    });
    await world().recover();
    await eventually(async () => {
      expect((await client.query({ query: '1' })).value).toHaveLength(1);
    });
  });
}
