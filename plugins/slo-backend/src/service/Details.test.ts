import { assemble } from '../domain/assemble';
import { NOW, answered, recorded } from '../testing/builders/readings';
import { FakeReader } from '../testing/fakes/FakeReader';
import { Details } from './Details';

const { objectives } = assemble({
  readings: [
    answered([recorded(), recorded({ id: 'latency', window: '7d' })]),
    answered([recorded()], { instance: 'us' }),
  ],
  before: undefined,
  replicaLabels: [],
  now: NOW,
});

function setUp() {
  const eu = new FakeReader(answered([]), 'eu');
  const us = new FakeReader(answered([]), 'us');
  const other = new FakeReader(answered([]), 'other');
  return { eu, us, other, details: new Details([eu, us, other], 60_000) };
}

describe('the past of objectives', () => {
  it('is asked of the instances that recorded them, over the longest window', async () => {
    const { eu, us, other, details } = setUp();
    const found = await details.of(objectives);
    expect([...found.keys()]).toEqual(['eu', 'us']);
    expect(eu.questions).toMatchObject([
      { ids: ['checkout-availability', 'latency'], windowSeconds: 2_592_000 },
    ]);
    expect(us.questions).toMatchObject([{ ids: ['checkout-availability'] }]);
    expect(other.questions).toEqual([]);
  });

  it('is read once, however many look', async () => {
    const { eu, details } = setUp();
    await Promise.all([details.of(objectives), details.of(objectives)]);
    await details.of(objectives);
    expect(eu.questions).toHaveLength(1);
  });

  it('is asked again at once where an instance was down', async () => {
    const { eu, us, details } = setUp();
    eu.detailState = 'down';
    expect((await details.of(objectives)).get('eu')?.state).toBe('down');
    eu.detailState = 'answered';
    expect((await details.of(objectives)).get('eu')?.state).toBe('answered');
    expect([eu.questions.length, us.questions.length]).toEqual([2, 1]);
  });
});
