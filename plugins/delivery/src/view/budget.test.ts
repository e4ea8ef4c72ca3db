import { budgetView } from './budget';

const ok = {
  environment: 'prod',
  objective: 'Availability',
  status: 'ok' as const,
  because: 'budget is left and it burns slowly enough',
  remaining: 0.61,
  burn: 0.4,
  newestAt: '2026-11-25T10:00:00.000Z',
};

describe('budgetView', () => {
  it('says what is left and how fast it burns', () => {
    expect(budgetView(ok)).toEqual({
      tone: 'good',
      word: 'OK',
      text: 'Budget 61.0\u00a0% left, burn 0.4×',
      more: 'Availability in prod: budget is left and it burns slowly enough',
      newestAt: '2026-11-25T10:00:00.000Z',
    });
    expect(
      budgetView({ ...ok, status: 'burning', remaining: 0.19, burn: 3.1 }).text,
    ).toBe('Budget 19.0\u00a0% left, burn 3.1× too fast');
  });

  it('says by how much a budget is overspent', () => {
    const view = budgetView({ ...ok, status: 'exhausted', remaining: -0.186 });
    expect(view).toMatchObject({ tone: 'bad', word: 'Exhausted' });
    expect(view.text).toContain('Budget over by 18.6\u00a0%');
  });

  it('shows an unknown budget as unknown, with the reason and without a rate', () => {
    const { objective, remaining, burn, newestAt, ...rest } = ok;
    expect(
      budgetView({ ...rest, status: 'unknown', because: 'no answer' }),
    ).toEqual({
      tone: 'unknown',
      word: 'Unknown',
      text: 'Budget unknown',
      more: 'in prod: no answer',
    });
  });
});
