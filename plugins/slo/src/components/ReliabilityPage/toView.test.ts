import { aRow } from '../../__testUtils__/builders';
import { rowView, shortRef } from './toView';

const now = Date.parse('2026-11-25T10:00:00Z');
const { worst } = aRow();

function view(over: Parameters<typeof aRow>[0]) {
  const made = rowView(aRow(over), now);
  const entries = Object.entries(made).map(([key, value]) => [
    key,
    value.replace(/\u00a0/g, ' '),
  ]);
  return Object.fromEntries(entries);
}

describe('a row of the page', () => {
  it('has the figures of the worst objective', () => {
    expect(
      view({
        status: 'burning',
        worst: {
          ...worst,
          remaining: 0.382,
          burn: 3.1,
          exhaustedAt: '2026-11-28T10:00:00Z',
        },
      }),
    ).toMatchObject({
      word: 'Burning',
      owner: 'team-payments',
      target: '99.9 %',
      left: '38.2 % left',
      burn: '3.1×',
      exhaustion: 'in about 3 d',
      note: 'worst of 2',
      search: '?environment=prod',
    });
  });

  it('has no figure where the budget is unknown, but the reason', () => {
    expect(
      view({
        status: 'unknown',
        because: 'no series since 14:02',
        worst: { ...worst, remaining: undefined, attained: undefined },
      }),
    ).toMatchObject({
      word: 'Unknown',
      note: 'no series since 14:02',
      attained: '',
      left: '',
      exhaustion: '',
    });
  });

  it('says that a young objective has not seen its window', () => {
    expect(
      view({ objectives: 1, worst: { ...worst, coverage: 0.07 } }),
    ).toMatchObject({ note: '7.0 % of 30 days seen' });
  });

  it('says that a budget is gone already', () => {
    expect(view({ worst: { ...worst, remaining: -0.1864 } })).toMatchObject({
      left: 'over by 18.6 %',
      exhaustion: 'already',
    });
  });

  it('shortens refs by what is usual', () => {
    expect(shortRef('group:default/team-a')).toBe('team-a');
    expect(shortRef('group:europe/team-a')).toBe('europe/team-a');
    expect(shortRef(undefined)).toBe('');
  });
});
