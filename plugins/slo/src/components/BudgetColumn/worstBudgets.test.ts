import { aReading, aRow } from '../../__testUtils__/builders';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { worstLoader } from './worstBudgets';

const checkout = 'component:default/checkout';
const search = 'component:default/search';

function aLoader(api: FakeSlo) {
  const clock = { now: 0 };
  return { loader: worstLoader(api, () => clock.now), clock };
}

const answering = () =>
  new FakeSlo({ worst: { ...aReading(), worst: { [checkout]: aRow() } } });

describe('the loader of worst budgets', () => {
  it('asks for all cells of a page with one request', async () => {
    const api = answering();
    const { loader } = aLoader(api);
    const [known, none] = await Promise.all(
      [checkout, search, checkout].map(ref => loader.load(ref)),
    );
    expect(known).toMatchObject({ state: 'known', row: { title: 'checkout' } });
    expect(none).toEqual({ state: 'none' });
    expect(api.worstReads).toEqual([[checkout, search]]);
  });

  it('remembers the answer for 30 seconds', async () => {
    const api = answering();
    const { loader, clock } = aLoader(api);
    await loader.load(checkout);
    clock.now = 29_999;
    await loader.load(checkout);
    expect(api.worstReads).toHaveLength(1);
    clock.now = 30_000;
    await loader.load(checkout);
    expect(api.worstReads).toHaveLength(2);
  });

  it('does not take an objective that could not be read for none', async () => {
    const api = new FakeSlo({
      worst: {
        ...aReading({
          instances: [{ name: 'eu', state: 'down', reason: 'refused' }],
        }),
        worst: {},
      },
    });
    expect(await aLoader(api).loader.load(search)).toEqual({
      state: 'unknown',
      reason: 'Prometheus eu does not answer: refused',
    });
  });

  it('does not remember a failure', async () => {
    const api = new FakeSlo({ worst: new Error('502') });
    const { loader } = aLoader(api);
    await expect(loader.load(checkout)).rejects.toThrow('502');
    api.worst = { ...aReading(), worst: { [checkout]: aRow() } };
    expect(await loader.load(checkout)).toMatchObject({ state: 'known' });
  });

  it('asks for no more than 500 at once', async () => {
    const api = answering();
    const { loader } = aLoader(api);
    await Promise.all(
      Array.from({ length: 501 }, (_, index) =>
        loader.load(`component:default/s${index}`),
      ),
    );
    expect(api.worstReads.map(refs => refs.length)).toEqual([500, 1]);
  });
});
