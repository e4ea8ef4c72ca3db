import { join } from 'node:path';
import { readObjects } from '../kube/yamlFiles.ts';
import { packageDir } from '../run/paths.ts';
import { askingPrometheus } from './analysis.ts';

const objectsOf = (service: string) =>
  readObjects(join(packageDir(), 'demo', `${service}.yaml`));

const rolloutIn = (objects: ReturnType<typeof objectsOf>) =>
  objects.find(
    ({ kind, metadata: { name, namespace } }) =>
      kind === 'Rollout' &&
      namespace === 'production' &&
      !name.endsWith('-canary'),
  );

describe('The analysis of the demo services', () => {
  it('asks the Prometheus of the lab', () => {
    const objects = askingPrometheus(
      objectsOf('checkout'),
      'http://127.0.0.1:9090',
    );
    const text = JSON.stringify(objects);
    expect(text).toContain('"address":"http://127.0.0.1:9090"');
    expect(text).not.toContain('prometheus.invalid');
    expect(rolloutIn(objects)).toEqual(rolloutIn(objectsOf('checkout')));
  });

  it('keeps what needs no Prometheus where there is none', () => {
    const objects = askingPrometheus(objectsOf('checkout'), undefined);
    expect(JSON.stringify(objects)).not.toContain('success-rate');
    expect(rolloutIn(objects)?.spec).toMatchObject({
      strategy: {
        canary: {
          analysis: { templates: [{ templateName: 'checkout-smoke' }] },
        },
      },
    });
  });

  it('is left out altogether where nothing else was asked', () => {
    const objects = askingPrometheus(objectsOf('payments'), undefined);
    expect(rolloutIn(objects)?.spec).toHaveProperty(
      'strategy.canary.trafficRouting',
    );
    expect(rolloutIn(objects)?.spec).not.toHaveProperty(
      'strategy.canary.analysis',
    );
  });

  it('changes nothing of services without one', () => {
    for (const url of [undefined, 'http://127.0.0.1:9090']) {
      const objects = objectsOf('storefront');
      expect(askingPrometheus(objects, url)).toEqual(objects);
    }
  });
});
