import { aMetric } from '../__testUtils__/builders';
import { metricView } from './metrics';

describe('a metric', () => {
  it('says how often it was measured and how that went', () => {
    expect(metricView(aMetric())).toMatchObject({
      tone: 'busy',
      counts: '7 of 7 good',
    });
    expect(
      metricView(
        aMetric({ phase: 'Failed', successful: 4, failed: 3, error: 1 }),
      ),
    ).toMatchObject({
      tone: 'bad',
      counts: '4 of 8 good, 3 failed, 1 without an answer',
    });
  });

  it('shows the number that Prometheus put into a list', () => {
    const valueOf = (value: string) => metricView(aMetric({ value })).value;
    expect(valueOf('[0.9968203497615262]')).toBe('0.9968');
    expect(valueOf('[NaN]')).toBe('[NaN]');
    expect(valueOf('[1,2]')).toBe('[1,2]');
    expect(valueOf('0.99')).toBe('0.99');
  });

  it('that was never measured is not good', () => {
    const metric = metricView(
      aMetric({ phase: 'Pending', value: undefined, successful: 0 }),
    );
    expect(metric).toMatchObject({ counts: 'not measured yet', tone: 'busy' });
    expect(metric).not.toHaveProperty('value');
  });

  it('with a phase that nobody knows is unknown', () => {
    expect(metricView(aMetric({ phase: 'Odd' })).tone).toBe('unknown');
  });
});
