import { aWaitingCanary } from './testing/builders/manifests';
import { eventually } from './testing/eventually';
import { startPortal } from './testing/portal';

const ada = 'user:default/ada';
const checkout = '/services/component/default/checkout';

describe('delivery plugin', () => {
  it('says which version runs in which environment', async () => {
    const portal = await startPortal();
    portal.cluster.put(aWaitingCanary());

    await eventually(async () => {
      const { body, status } = await portal.as(ada).get(checkout);
      expect(status).toBe(200);
      expect(body.environments).toMatchObject([
        { name: 'dev', state: 'empty', workloads: [] },
        { name: 'staging', state: 'empty' },
        { name: 'canary', state: 'empty' },
        {
          name: 'prod',
          state: 'deployed',
          workloads: [
            {
              health: 'Paused',
              version: { tag: '1.1.0' },
              rollout: { step: 1 },
            },
          ],
        },
      ]);
    });
    await portal.stop();
  });
});
