import { duration, parseWindow } from './duration';
import { burnFactor, burnWindows } from './windows';

const DAY = 86_400;
const HOUR = 3600;

/** The table of a window as text: severity long/short factor. */
function table(text: string, scrapeIntervalSeconds?: number): string[] {
  const window = parseWindow(text);
  if (!window.ok) throw new Error(window.wrong);
  return burnWindows(window.value, { scrapeIntervalSeconds }).map(
    ({ severity, long, short, factor }) =>
      `${severity} ${long.text}/${short.text} ${factor}`,
  );
}

/** The shares of the SRE workbook: 2 % in an hour, 5 % in six, 10 % in one and in three days. */
function factors(days: number): string[] {
  const shares = [
    { budgetPercent: 2, longSeconds: HOUR },
    { budgetPercent: 5, longSeconds: 6 * HOUR },
    { budgetPercent: 10, longSeconds: DAY },
    { budgetPercent: 10, longSeconds: 3 * DAY },
  ];
  return shares.map(share =>
    burnFactor({ ...share, windowSeconds: days * DAY }),
  );
}

describe('the factor that spends a share of the budget within a window', () => {
  it.each([
    [30, ['14.4', '6', '3', '1']],
    [28, ['13.44', '5.6', '2.8', '0.9333']],
    [7, ['3.36', '1.4', '0.7', '0.2333']],
  ])('is as published for %d days', (days, published) => {
    expect(factors(days)).toEqual(published);
  });
});

describe('the pairs of windows', () => {
  it('of 30 days are those of the SRE workbook', () => {
    expect(table('30d')).toEqual([
      'page 1h/5m 14.4',
      'page 6h/30m 6',
      'ticket 1d/2h 3',
      'ticket 3d/6h 1',
    ]);
  });

  it('of 28 days keep their lengths and spend the same shares', () => {
    expect(table('28d')).toEqual([
      'page 1h/5m 13.44',
      'page 6h/30m 5.6',
      'ticket 1d/2h 2.8',
      'ticket 3d/6h 0.9333',
    ]);
  });

  it('of a week shrink with it, because a factor below 1 would alert on health', () => {
    expect(table('7d')).toEqual([
      'page 14m/2m 14.4',
      'page 1h24m/7m 6',
      'ticket 5h36m/28m 3',
      'ticket 16h48m/1h24m 1',
    ]);
  });

  it('of a quarter grow with it', () => {
    expect(table('90d')).toEqual([
      'page 3h/15m 14.4',
      'page 18h/1h30m 6',
      'ticket 3d/6h 3',
      'ticket 9d/18h 1',
    ]);
  });

  it('hold at least four scrapes', () => {
    expect(table('7d', 60)[0]).toBe('page 14m/4m 14.4');
    expect(table('1d')[0]).toBe('page 10m/2m 14.4');
  });
});

it.each([
  [20_160, '5h36m'],
  [90, '1m30s'],
  [30 * DAY, '30d'],
  [36 * HOUR, '1d12h'],
  [0, '0s'],
])('%d seconds are written as %s', (seconds, text) => {
  expect(duration(seconds).text).toBe(text);
});
