import type { ObjectiveDetail } from '@greenlight/backstage-plugin-slo-common';
import { assemble } from './assemble';
import { detailOf } from './detail';
import type { DetailReading } from './detailReading';
import { NOW, answered, recorded } from '../testing/builders/readings';
import type { Recorded } from '../testing/builders/readings';
import { aPast, hours, line, ratio } from '../testing/builders/past';

const DAY = 86_400_000;

function detail(
  past: DetailReading | DetailReading[] = aPast(),
  over: Partial<Recorded> = {},
  instances = ['eu'],
): ObjectiveDetail {
  const { objectives } = assemble({
    readings: instances.map(instance =>
      answered([recorded({ bad: 720, total: 720_000, ...over })], { instance }),
    ),
    before: undefined,
    replicaLabels: [],
    now: NOW,
  });
  const [summary] = objectives;
  if (!summary) throw new Error('no objective');
  return detailOf({
    summary,
    readings: new Map([past].flat().map(one => [one.instance, one])),
    now: new Date(NOW),
    linkTo: () => undefined,
  });
}

const pointsOf = (found: ObjectiveDetail['burnDown']) =>
  found.state === 'measured' ? found.remaining : [];

const historyOf = (found: ObjectiveDetail['burnHistory']) =>
  found.state === 'measured' ? found.points : [];

describe('the past of an objective', () => {
  it('burns down from all to what is left, beside the line of even spending', () => {
    const { burnDown, budget } = detail();
    expect(budget).toMatchObject({ remaining: 0 });
    const points = pointsOf(burnDown);
    expect(points).toHaveLength(240);
    expect(points[0]?.[1]).toBeCloseTo(1 - 1 / 240, 6);
    expect(points.at(-1)).toEqual([NOW, expect.closeTo(0, 9)]);
    expect(burnDown).toMatchObject({
      stepSeconds: 3 * 3600,
      even: [
        [NOW - 30 * DAY, 1],
        [NOW, 0],
      ],
    });
  });

  it('shows the burn rate of each hour, and a gap where nothing was asked', () => {
    const { burnHistory } = detail(
      aPast({
        bad: [line([0, 2, 0])],
        total: [line([1_000, 1_000, 0])],
      }),
    );
    expect(historyOf(burnHistory).map(([, value]) => value)).toEqual([
      0,
      expect.closeTo(2, 9),
      null,
    ]);
  });

  it('leaves out hours of which it does not know how many failed', () => {
    const { burnHistory } = detail(
      aPast({
        bad: [line([1, undefined, NaN, 1])],
        total: [line([1_000, 1_000, 1_000, 1_000])],
      }),
    );
    expect(historyOf(burnHistory)).toHaveLength(2);
  });

  it('adds up places, and takes one of those who recorded the same', () => {
    const place = (cluster: string, count: number) =>
      line(hours(count, 1), { cluster });
    const events = (cluster: string, count: number) =>
      line(hours(count, 500), { cluster });
    const { burnHistory } = detail(
      [
        aPast({
          bad: [place('a', 3), place('b', 3)],
          total: [events('a', 3), events('b', 3)],
        }),
        aPast({
          instance: 'us',
          bad: [place('b', 2)],
          total: [events('b', 2)],
        }),
      ],
      {},
      ['eu', 'us'],
    );
    expect(historyOf(burnHistory).map(([, value]) => value)).toEqual([
      expect.closeTo(2, 9),
      expect.closeTo(2, 9),
      expect.closeTo(2, 9),
    ]);
  });

  it('is the history of the indicator that is counted now', () => {
    const old = { spec_hash: 'old' };
    const { burnHistory } = detail(
      aPast({
        bad: [line([9, 9, undefined], old), line([undefined, undefined, 1])],
        total: [
          line([10, 10, undefined], old),
          line([undefined, undefined, 1_000]),
        ],
      }),
    );
    expect(historyOf(burnHistory)).toEqual([[NOW, expect.closeTo(1, 9)]]);
  });

  it('is nobody else’s', () => {
    const theirs = { entity_ref: 'component:default/mallory' };
    const { burnDown } = detail(
      aPast({ bad: [line([9], theirs)], total: [line([10], theirs)] }),
    );
    expect(burnDown).toMatchObject({
      state: 'unknown',
      reason: { code: 'neverSeen' },
    });
  });

  it('is shorter for a shorter window', () => {
    const { burnHistory } = detail(aPast(), { window: '7d' });
    expect(historyOf(burnHistory)).toHaveLength(7 * 24);
  });

  it.each([
    [
      'silent',
      { instance: 'eu', at: NOW, state: 'down', reason: 'no route' },
      {
        code: 'prometheusDown',
        sentence: 'Prometheus eu does not answer: no route',
      },
    ],
    [
      'in part',
      aPast({ warnings: ['a store is missing'] }),
      {
        code: 'partial',
        sentence: 'Prometheus eu answered in part: a store is missing',
      },
    ],
    [
      'not configured any more',
      aPast({ instance: 'other' }),
      {
        code: 'prometheusDown',
        sentence: 'Prometheus eu is not configured any more',
      },
    ],
  ] as const)('is unknown from a Prometheus that is %s', (_, past, reason) => {
    const found = detail(past);
    const unknown = { state: 'unknown', reason };
    expect(found).toMatchObject({
      budget: { state: 'measured' },
      burnDown: unknown,
      burnHistory: unknown,
      rollingExhaustion: unknown,
      recovery: unknown,
    });
  });
});

describe('pairs of burn windows', () => {
  const states = (found: ObjectiveDetail) =>
    found.pairs.map(({ severity, long, short, state }) => [
      severity,
      long.window,
      short.window,
      state,
    ]);

  it('fire when both windows burn faster than the factor', () => {
    const found = detail(
      aPast({
        ratios: [
          ratio('5m', 0.02),
          ratio('30m', 0.02),
          ratio('2h', 0.0001),
          ratio('1d', 0.01),
          ratio('3d', 0.01),
        ],
      }),
      { ratio1h: 0.02 },
    );
    expect(states(found)).toEqual([
      ['page', '1h', '5m', 'firing'],
      ['page', '6h', '30m', 'firing'],
      ['ticket', '1d', '2h', 'quiet'],
      ['ticket', '3d', '6h', 'firing'],
    ]);
    expect(found.burnsByWindow.map(({ window }) => window)).toEqual([
      '1h',
      '6h',
      '5m',
      '30m',
      '2h',
      '1d',
      '3d',
    ]);
  });

  it('are unknown where a window is not recorded, unless the other is quiet', () => {
    expect(states(detail()).map(([, , , state]) => state)).toEqual([
      'quiet',
      'quiet',
      'unknown',
      'quiet',
    ]);
    expect(
      states(detail(aPast(), { ratio1h: 0.02 })).map(([, , , state]) => state),
    ).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });

  it('of several places come from their events, where whole hours are enough', () => {
    const at = (cluster: string) => ({ cluster });
    const found = detail(
      aPast({
        ratios: ['a', 'b'].flatMap(cluster => [
          ratio('2h', 0.9, at(cluster)),
          ratio('5m', 0.9, at(cluster)),
        ]),
        bad: [line(hours(720, 3), at('a')), line(hours(720, 0), at('b'))],
        total: [line(hours(720, 500), at('a')), line(hours(720, 500), at('b'))],
      }),
    );
    const burn = (window: string) =>
      found.burnsByWindow.find(one => one.window === window);
    expect(burn('2h')).toMatchObject({
      rate: expect.closeTo(3, 9),
      events: { bad: 6, total: 2_000 },
    });
    expect(burn('5m')).toMatchObject({
      state: 'unknown',
      reason: { sentence: expect.stringContaining('cannot be added') },
    });
  });
});

describe('forecasts', () => {
  it('count what leaves the window, and find the way back', () => {
    // All that failed failed on one day, twenty days ago.
    const spent = [...hours(240, 0), ...hours(24, 10), ...hours(456, 0)];
    const found = detail(aPast({ bad: [line(spent)] }), {
      bad: 240,
      hour: { bad: 0, total: 1_000 },
      ratio1h: 0,
    });
    expect(found.rollingExhaustion.state).toBe('never');
    expect(found.recovery).toMatchObject({ state: 'never' });
    const more = detail(aPast({ bad: [line(spent.map(one => one * 4))] }), {
      bad: 960,
      hour: { bad: 0, total: 1_000 },
      ratio1h: 0,
    });
    expect(more.rollingExhaustion).toEqual({ state: 'gone' });
    const days =
      more.recovery.state === 'at' ? more.recovery.seconds / 86_400 : NaN;
    expect(days).toBeGreaterThan(10);
    expect(days).toBeLessThan(11.1);
  });

  it('are unknown without a burn rate', () => {
    expect(
      detail(aPast(), { ratio1h: undefined, hour: undefined }),
    ).toMatchObject({
      rollingExhaustion: { state: 'unknown', reason: { code: 'noTraffic' } },
    });
  });
});
