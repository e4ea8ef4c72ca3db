import { aCanary, waiting } from '../__testUtils__/builders';
import { weightsOf } from './weights';

const plain = (text = '') => text.replace(/\u00a0/g, ' ');

describe('the weights', () => {
  const rows = (progress: Parameters<typeof aCanary>[0]) =>
    weightsOf(waiting({ rollout: aCanary(progress) }));

  it('stand beside each other, with the drift of the mesh', () => {
    const weights = rows({
      weights: {
        desired: 25,
        actual: 33.333,
        mesh: 10,
        additional: [{ name: 'candidate', weight: 10 }],
        drift: 'VirtualService says 10 %',
      },
    });
    expect(
      weights?.rows.map(({ name, value }) => plain(`${name} ${value}`)),
    ).toEqual(['Desired 25 %', 'Actual 33.3 %', 'Mesh 10 %', 'candidate 10 %']);
    expect(weights?.drift).toBe('VirtualService says 10 %');
  });

  it('are unknown, not zero, where nobody knows them', () => {
    const weights = rows({
      weights: { additional: [], unknown: 'the VirtualService is missing' },
    });
    expect(weights?.rows).toEqual([
      { name: 'Desired', value: 'unknown' },
      { name: 'Actual', value: 'unknown' },
      { name: 'Mesh', value: 'unknown' },
    ]);
    expect(weights?.unknown).toBe('the VirtualService is missing');
  });

  it('of blue-green are the services and their versions', () => {
    const weights = rows({
      strategy: 'blueGreen',
      steps: [],
      activeService: 'active',
      previewService: 'preview',
    });
    expect(weights?.rows).toEqual([
      { name: 'Active active', value: '1.8.1' },
      { name: 'Preview preview', value: '1.8.2' },
    ]);
  });
});
