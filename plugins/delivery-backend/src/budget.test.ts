import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { ServiceReliability } from '@greenlight/backstage-plugin-slo-common';
import { Router } from 'express';
import {
  ada,
  aPortal,
  checkout,
  endPortal,
  get,
} from './__testUtils__/checkout';
import { aReliability } from './testing/builders/reliability';

afterEach(endPortal);

type Asked = { path: string; by: string };

/** An slo plugin of a few lines; it answers nobody but people. */
function sloPlugin(answer: ServiceReliability | 'silence') {
  const asked: Asked[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'slo',
    register(env) {
      env.registerInit({
        deps: {
          http: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        async init({ http, httpAuth }) {
          const router = Router();
          router.get('/services/:kind/:namespace/:name', (req, res, next) => {
            httpAuth
              .credentials(req, { allow: ['user'] })
              .then(({ principal }) => {
                asked.push({ path: req.path, by: principal.userEntityRef });
                if (answer !== 'silence') res.json(answer);
              })
              .catch(next);
          });
          http.use(router);
        },
      });
    },
  });
  return { plugin, asked };
}

/** A portal whose delivery plugin asks over the network. */
const overTheWire = { slo: undefined };

describe('budget of a service, asked over the network', () => {
  it('is what the slo plugin says to the person who looks', async () => {
    const { plugin, asked } = sloPlugin(aReliability());
    await aPortal({ plugin: overTheWire, features: [plugin] });
    const { body } = await get(checkout);
    expect(body.budget).toEqual({
      environment: 'prod',
      objective: 'Availability',
      status: 'ok',
      because: 'budget is left',
      remaining: 0.61,
      burn: 0.4,
      newestAt: '2026-11-25T10:00:00.000Z',
    });
    expect(asked).toEqual([{ path: checkout, by: ada }]);
  });

  it('is left out of a portal without the slo plugin', async () => {
    await aPortal({ plugin: overTheWire });
    const { status, body } = await get(checkout);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('budget');
  });

  it('is unknown when the slo plugin is silent, and the rest of the answer waits two seconds at most', async () => {
    const { plugin } = sloPlugin('silence');
    await aPortal({ plugin: overTheWire, features: [plugin] });
    const before = performance.now();
    const { status, body } = await get(checkout);
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(status).toBe(200);
    expect(body.budget).toEqual({
      environment: '',
      status: 'unknown',
      because: 'the slo plugin did not answer in time',
    });
  });
});
