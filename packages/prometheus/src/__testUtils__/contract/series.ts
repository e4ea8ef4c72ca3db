// A suite that several test files run.
/* eslint-disable jest/no-export */
import type { ContractWorld } from '../world';
import { LAST, minutesBefore } from '../world';

/** Which series there are, and which Prometheus answers. */
export function describeSeries(world: () => ContractWorld): void {
  const from = new Date(minutesBefore(100));
  const to = new Date(LAST);
  const series = (match: string[], limit?: number) =>
    world().client().series({ match, from, to, limit });

  it('finds series by any of several selectors', async () => {
    const { value } = await series([
      'contract_gap',
      'contract_requests{code=~"2.."}',
    ]);
    expect(value).toHaveLength(2);
    expect(value).toContainEqual({ __name__: 'contract_gap' });
    expect(value).toContainEqual({
      __name__: 'contract_requests',
      code: '200',
      job: 'shop',
    });
  });

  it('finds no series at a time that has none', async () => {
    const { value } = await world()
      .client()
      .series({
        match: ['contract_gap'],
        from: new Date('2001-01-01'),
        to: new Date('2001-01-02'),
      });
    expect(value).toEqual([]);
  });

  it('answers no more series than the limit, and says so', async () => {
    const { value, warnings } = await series(['contract_odd'], 2);
    expect(value).toHaveLength(2);
    expect(warnings).toEqual([expect.stringMatching(/limit/)]);
  });

  it('says nothing of a limit that is not reached', async () => {
    const { value, warnings } = await series(['contract_odd'], 50);
    expect(value).toHaveLength(5);
    expect(warnings).toEqual([]);
  });

  it('is refused a question without a selector', async () => {
    await expect(series([])).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/no match\[\] parameter provided/),
    });
  });

  it('says which version it is', async () => {
    const { value } = await world().client().buildInfo();
    expect(value.version).toMatch(new RegExp(`^${world().version}`));
  });
}
