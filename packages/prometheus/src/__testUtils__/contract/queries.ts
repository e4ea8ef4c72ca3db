// A suite that several test files run.
/* eslint-disable jest/no-export */
import type { Labels } from '../../Prometheus';
import type { ContractWorld } from '../world';
import { FAILING, FAILURE, LAST, minutesBefore, ODD_TEXT } from '../world';

const at = new Date(LAST);
const byText = (a: Labels, b: Labels) =>
  JSON.stringify(a).localeCompare(JSON.stringify(b));

/** Queries at one time and over a time. */
export function describeQueries(world: () => ContractWorld): void {
  const query = (text: string, time = at) =>
    world().client().query({ query: text, at: time });
  const range = (text: string, from: number, stepSeconds = 60) =>
    world()
      .client()
      .queryRange({ query: text, from: new Date(from), to: at, stepSeconds });

  it('answers a vector with labels, time and value', async () => {
    const { value, warnings, infos } = await query(
      'contract_requests{code="500"}',
    );
    expect(value).toEqual([
      {
        labels: { __name__: 'contract_requests', code: '500', job: 'shop' },
        at: LAST,
        value: 9,
      },
    ]);
    expect({ warnings, infos }).toEqual({ warnings: [], infos: [] });
  });

  it('keeps the milliseconds of a time', async () => {
    const odd = new Date(LAST + 1_234);
    const { value } = await query('contract_requests{code="200"}', odd);
    expect(value).toMatchObject([{ at: LAST + 1_234, value: 109 }]);
  });

  it('asks for now when no time is named', async () => {
    const before = Date.now();
    const { value } = await world().client().query({ query: '1' });
    expect(value[0]?.at).toBeGreaterThanOrEqual(before - 1);
    expect(value[0]?.at).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('answers a scalar as a sample without labels', async () => {
    expect((await query('42')).value).toEqual([
      { labels: {}, at: LAST, value: 42 },
    ]);
  });

  it('answers nothing where nothing is', async () => {
    expect((await query('contract_nothing')).value).toEqual([]);
    expect((await range('contract_nothing', LAST)).value).toEqual([]);
  });

  it('reads values that are not a number, infinite, tiny or huge', async () => {
    const { value } = await query('contract_odd');
    const values = new Map(value.map(each => [each.labels.kind, each.value]));
    expect(Object.fromEntries(values)).toEqual({
      large: 1e21,
      minus: -Infinity,
      nan: NaN,
      plus: Infinity,
      small: -1.5e-9,
    });
  });

  it('asks for exactly the text that it was given', async () => {
    const quoted = JSON.stringify(ODD_TEXT);
    const { value } = await query(`contract_text{text=${quoted}}`);
    expect(value).toMatchObject([{ labels: { text: ODD_TEXT }, value: 7 }]);
  });

  it('asks queries that are longer than an address may be', async () => {
    const long = Array.from({ length: 10_000 }, (_, i) => `x${i}`).join('|');
    const { value } = await query(`contract_requests{code=~"200|${long}"}`);
    expect(value).toHaveLength(1);
  });

  it('answers a range without points where a gap is', async () => {
    const { value } = await range('contract_gap', minutesBefore(61), 60);
    expect(value).toHaveLength(1);
    const points = value[0]?.points ?? [];
    expect(points.slice(0, 2)).toEqual([
      [minutesBefore(60), 1],
      [minutesBefore(59), 2],
    ]);
    const inTheGap = points.filter(
      ([time]) => time > minutesBefore(50) && time < minutesBefore(20),
    );
    expect(inTheGap).toEqual([]);
    expect(points).toContainEqual([minutesBefore(20), 3]);
  });

  it('answers a range with a series for each set of labels', async () => {
    const { value } = await range('contract_requests', minutesBefore(1));
    const labels = value.map(series => series.labels).sort(byText);
    expect(labels).toMatchObject([{ code: '200' }, { code: '500' }]);
    expect(value.map(({ points }) => points.length)).toEqual([2, 2]);
  });

  it('answers a scalar over a time', async () => {
    expect((await range('1', minutesBefore(1))).value).toEqual([
      {
        labels: {},
        points: [
          [minutesBefore(1), 1],
          [LAST, 1],
        ],
      },
    ]);
  });

  it('is refused more than 11,000 points in the words of Prometheus', async () => {
    await expect(
      range('contract_gap', LAST - 11_001_000, 1),
    ).rejects.toMatchObject({
      name: 'PrometheusError',
      kind: 'refused',
      instance: 'contract',
      query: 'contract_gap',
      errorType: 'bad_data',
      status: 400,
      message: expect.stringMatching(
        /^Prometheus "contract" refused the range query contract_gap: bad_data: .*11,000 points/,
      ),
    });
  });

  it('is refused a wrong query with the place of the mistake', async () => {
    await expect(query('rate(')).rejects.toMatchObject({
      kind: 'refused',
      query: 'rate(',
      errorType: 'bad_data',
      message: expect.stringMatching(/1:6: parse error: unclosed left/),
    });
  });

  it('is refused a query that cannot be evaluated', async () => {
    await expect(query(FAILING)).rejects.toMatchObject({
      kind: 'refused',
      errorType: 'execution',
      status: 422,
      message: expect.stringContaining(FAILURE),
    });
  });

  it.each([['"text"'], ['contract_gap[1h]']])(
    'does not take %s for a vector',
    async text => {
      await expect(query(text)).rejects.toMatchObject({
        kind: 'unexpectedShape',
        query: text,
        message: expect.stringMatching(/is not a vector or a scalar but/),
      });
    },
  );

  it('keeps warnings and infos in the words of Prometheus', async () => {
    const warned = await query('quantile(2, contract_requests)');
    const informed = await query('rate(contract_requests[5m])');
    const { remarks } = world();
    expect(warned.warnings.join()).toMatch(
      remarks ? /^PromQL warning: quantile value should be/ : /^$/,
    );
    expect(informed.infos.join()).toMatch(
      remarks ? /^PromQL info: metric might not be a counter/ : /^$/,
    );
  });
}
