import { NOW, answered, recorded } from '../testing/builders/readings';
import type { Recorded } from '../testing/builders/readings';
import { assemble } from './assemble';

function fastBurn(over: Partial<Recorded>) {
  const { objectives } = assemble({
    readings: [answered([recorded(over)])],
    before: undefined,
    replicaLabels: [],
    now: NOW,
  });
  const [summary] = objectives;
  return { status: summary?.status, burn: summary?.burns[0] };
}

describe('a burn rate', () => {
  it('counts when its events prove that it is faster than even spending', () => {
    expect(
      fastBurn({ ratio1h: 0.02, hour: { bad: 20, total: 1_000 } }),
    ).toMatchObject({
      status: 'burning',
      burn: { rate: 20, atLeast: expect.closeTo(13.29, 2) },
    });
  });

  it.each([
    ['one bad event of 60', { bad: 1, total: 60 }],
    ['events that are not known', undefined],
    ['events that make no sense', { bad: NaN, total: 60 }],
  ])('does not count with %s, however fast it looks', (_, hour) => {
    expect(fastBurn({ ratio1h: 0.02, hour })).toMatchObject({
      status: 'ok',
      burn: { rate: 20 },
    });
  });

  it('is never proven to be faster than it is', () => {
    // The burst has just left the ratio, and is still in the tiles.
    expect(
      fastBurn({ ratio1h: 0.002, hour: { bad: 500, total: 1_000 } }).burn,
    ).toMatchObject({ rate: 2, atLeast: 2 });
  });

  it('comes from the tiles where no ratio is recorded', () => {
    expect(
      fastBurn({ ratio1h: undefined, hour: { bad: 20, total: 1_000 } }),
    ).toMatchObject({ status: 'burning', burn: { rate: 20 } });
  });

  it('is unknown without either', () => {
    expect(
      fastBurn({ ratio1h: undefined, hour: undefined }).burn,
    ).toMatchObject({ state: 'unknown', reason: { code: 'noTraffic' } });
  });

  it.each([NaN, Infinity, 1.5, -0.1])(
    'is unknown with a ratio of %p',
    ratio1h => {
      expect(fastBurn({ ratio1h }).burn).toMatchObject({
        state: 'unknown',
        reason: { code: 'invalidData' },
      });
    },
  );
});

describe('a coverage that cannot be one', () => {
  it.each([undefined, NaN, -1, 0, 5e-324, 0.00001])(
    'makes no loss small: %p',
    coverage => {
      const { objectives } = assemble({
        readings: [answered([recorded({ coverage })])],
        before: undefined,
        replicaLabels: [],
        now: NOW,
      });
      expect(objectives).toMatchObject([
        {
          budget: { consumedScaled: 0.4, coverage: { ratio: 1 } },
          notes: ['How much of the window was seen is not recorded.'],
        },
      ]);
    },
  );
});
