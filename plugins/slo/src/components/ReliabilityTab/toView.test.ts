import {
  aBurn,
  anObjective,
  figures,
  setNow,
} from '../../__testUtils__/builders';
import {
  aDetail,
  ahead,
  exhaustedDetail,
  goneDetail,
  youngDetail,
} from '../../__testUtils__/detailBuilders';
import { emptyView } from './emptyView';
import {
  burnChart,
  burnDownChart,
  figuresOf,
  forecastText,
  pairRows,
  rowOf,
  rowsOf,
  thresholdsBeside,
  writeValue,
} from './toView';

const now = Date.parse('2026-11-25T10:00:00Z');

beforeEach(() => setNow(now));

/** With spaces that may break, which are easier to write. */
function plain<T>(view: T): T {
  return JSON.parse(JSON.stringify(view).replaceAll('\u00a0', ' '));
}

describe('a row of the table', () => {
  it('never shows 100 for a little less, nor a negative rest', () => {
    const attained = 0.99996;
    const row = rowOf(
      aDetail(
        anObjective({
          budget: { state: 'measured', ...figures(0.9996, { attained }) },
        }),
      ),
    );
    expect(plain(row.figures)).toMatchObject({
      attained: '>99.99 %',
      left: '>99.9 % left',
    });
    expect(plain(rowOf(exhaustedDetail()).figures)).toMatchObject({
      left: 'over by 18.6 %',
      leftShare: 0,
      rest: ['8 m 2 s over 43 m 12 s', '1,186 of 1,000 bad events'],
    });
  });

  it('of an unknown budget says why, and what was known last', () => {
    expect(plain(rowOf(goneDetail()))).toMatchObject({
      word: 'Unknown',
      because: 'no series since 14:02',
      figures: { attained: 'unknown', left: 'unknown', exhaustion: 'unknown' },
      lastKnown: { text: '90.0 % left', at: '2026-11-25T08:50:00.000Z' },
    });
    expect(rowOf(goneDetail()).newestAt).toBeUndefined();
  });

  it('of a young objective counts what it has not seen as well', () => {
    expect(plain(rowOf(youngDetail()))).toMatchObject({
      young: '2 of 30 days seen',
      figures: { left: '99.5 % left' },
    });
  });
});

it('shows what is broken before what is well, and after what is worse', () => {
  const reason = {
    code: 'invalidObjective' as const,
    sentence: 'target "99,9"',
  };
  const rows = rowsOf({
    objectives: [exhaustedDetail(), aDetail()],
    broken: [{ id: 'storefront', name: '', reason }],
  });
  expect(rows.map(({ word, name }) => [word, name])).toEqual([
    ['Exhausted', 'Orders are placed'],
    ['Unknown', 'storefront'],
    ['OK', 'Checkout availability'],
  ]);
  expect(rows[1]).toMatchObject({ because: 'target "99,9"' });
  expect(rows[1]).not.toHaveProperty('figures');
  expect(
    rowsOf({ objectives: [], broken: [{ id: 'a', name: 'A', reason }] }),
  ).toHaveLength(1);
});

describe('the figures of an objective', () => {
  const text = (of: string, detail = aDetail()) =>
    figuresOf(detail).find(figure => figure.of === of);

  it('give moments ahead in words, and in full with their zone', () => {
    const detail = aDetail(undefined, { exhaustion: ahead(3.1) });
    expect(text('exhaustion', detail)).toMatchObject({
      text: 'in about 3 d',
      hint: expect.stringMatching(/28 Nov 2026, .* \S+$/),
    });
  });

  it('do not say of a recovery that is not needed that it is not foreseen', () => {
    expect(text('recovery')?.text).toBe('not needed: enough budget is left');
    expect(text('rollingExhaustion')?.text).toMatch(/^not foreseen: at this/);
  });

  it('leave out time and events that are not known', () => {
    const names = figuresOf(goneDetail()).map(({ of }) => of);
    expect(names).not.toContain('time');
    expect(names).not.toContain('consumed');
    expect(text('recovery', goneDetail())?.text).toBe(
      'unknown: no series since 14:02',
    );
  });

  it('say that a budget is gone', () => {
    expect(forecastText({ state: 'gone' }, 'never')).toBe('gone');
  });
});

describe('the charts', () => {
  it('do not join what lies on both sides of missing tiles', () => {
    const chart = burnDownChart(aDetail());
    expect(chart).toMatchObject({
      state: 'drawn',
      lines: [{ key: 'left', gapMs: 16_200_000 }, { key: 'even' }],
    });
  });

  it('say why there is nothing to draw', () => {
    const unknown = { state: 'unknown', reason: 'no series since 14:02' };
    expect(burnDownChart(goneDetail())).toEqual(unknown);
    expect(burnChart(goneDetail())).toEqual(unknown);
  });

  it('hold the burn rate against thresholds up to the next one', () => {
    const { pairs } = aDetail();
    const labels = (highest: number) =>
      thresholdsBeside([[now, highest]], pairs).map(({ label }) => label);
    expect(labels(0.4)).toEqual(['1× spends all', 'ticket 3.0×']);
    expect(labels(4)).toEqual(['1× spends all', 'ticket 3.0×', 'page 6.0×']);
    expect(labels(100)).toHaveLength(4);
  });

  it('draw no threshold that can never be reached', () => {
    const pairs = aDetail().pairs.map(pair => ({
      ...pair,
      state: 'neverFires' as const,
    }));
    expect(thresholdsBeside([[now, 9]], pairs)).toHaveLength(1);
  });
});

it('tells of a pair what both windows burn and what the alert stands for', () => {
  const [page] = pairRows(
    aDetail(anObjective({ burns: [aBurn(16), aBurn(7, '6h')] })).pairs,
  );
  expect(plain(page)).toMatchObject({
    word: 'Quiet',
    burns: [
      { window: '1h', text: '16.0×' },
      { window: '5m', text: '14.4×' },
    ],
    factor: '14.4×',
    spends: '2 % of the budget in 1h',
  });
});

describe('a value in an explanation', () => {
  it('is as exact as it was, and as percent', () => {
    expect(plain(writeValue(0.38200001, 'ratio'))).toBe('0.38200001 (38.2 %)');
    expect(plain(writeValue(0.00012, 'ratio'))).toBe('0.00012 (0.012 %)');
    expect(writeValue(1234.5, 'events')).toBe('1,234.5');
    expect(writeValue(2592, 'seconds')).toBe('43 m 12 s');
    expect(writeValue(3.14159, 'rate')).toBe('3.14×');
  });

  it.each([undefined, NaN, Infinity])('is unknown when it is %s', value => {
    expect(writeValue(value, 'ratio')).toBe('unknown');
  });
});

describe('an empty tab', () => {
  const here = {
    entityRef: 'component:default/checkout',
    environment: 'dev',
    environments: ['dev', 'prod'],
    instances: [{ name: 'main', state: 'live' as const }],
  };

  it('says where there are objectives, and how they are found', () => {
    expect(emptyView(here)).toMatchObject({
      title: 'No objective was found in dev',
      description: expect.stringMatching(/^There are objectives in prod\./),
      snippet: { text: 'entity_ref: component:default/checkout' },
    });
  });

  it('says that no Prometheus is configured', () => {
    expect(emptyView({ ...here, instances: [] }).title).toBe(
      'No Prometheus is configured',
    );
  });
});
