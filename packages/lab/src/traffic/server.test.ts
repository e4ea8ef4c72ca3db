import type { AddressInfo } from 'node:net';
import { traffic as trafficOf } from './client.ts';
import { advance, noTraffic, withStreams, type Traffic } from './model.ts';
import { trafficServer } from './server.ts';
import { aStream } from './testing.ts';

/** A server whose clock is a minute further at each look. */
async function serving(
  work: (lab: { name: string; traffic: { url: string } }) => Promise<void>,
) {
  let traffic: Traffic = withStreams(noTraffic(0), [aStream()]);
  const now = () => {
    traffic = advance(traffic, traffic.at + 60_000);
    return traffic;
  };
  const change = (how: (before: Traffic) => Traffic) => {
    traffic = how(now());
  };
  const server = trafficServer({ now, change });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    await work({ name: 'a', traffic: { url: `http://127.0.0.1:${port}` } });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('The traffic of a lab', () => {
  it('is served as Prometheus 3 wants it', () =>
    serving(async ({ traffic: { url } }) => {
      const response = await fetch(`${url}/metrics`);
      expect(response.headers.get('content-type')).toBe(
        'text/plain; version=0.0.4',
      );
      expect(await response.text()).toMatch(
        /^http_requests_total\{service="checkout",namespace="production",environment="prod",track="stable",version="sha-1",rollouts_pod_template_hash="abc",code="200"\} \d+$/m,
      );
    }));

  it('is made bad and good again', () =>
    serving(async lab => {
      const which = { service: 'checkout', environment: 'prod' } as const;
      const bad = await trafficOf(lab).makeBad({ ...which, errorRatio: 0.5 });
      expect(bad.streams).toMatchObject([{ errorRatio: 0.5, slowRatio: 0.02 }]);
      expect(bad.faults).toEqual([{ which, errorRatio: 0.5 }]);
      const good = await trafficOf(lab).makeGood({ service: 'checkout' });
      expect(good.streams).toMatchObject([{ errorRatio: 0.01 }]);
      expect(good.faults).toEqual([]);
    }));

  it('is restored to how the lab started', () =>
    serving(async lab => {
      const control = trafficOf(lab);
      await control.stop({ service: 'checkout' });
      await control.hide({ service: 'checkout' });
      expect(await control.restore()).toMatchObject({
        stopped: [],
        hidden: [{ service: 'recommendations', environment: 'prod' }],
      });
    }));

  it('refuses shares that are none, with verb and value', () =>
    serving(async lab => {
      const { makeBad, stop } = trafficOf(lab);
      await expect(
        makeBad({ service: 'checkout', errorRatio: 2 }),
      ).rejects.toThrow(/^makeBad: ratios\.errorRatio is 2: /);
      await expect(makeBad({ service: 'checkout' })).rejects.toThrow(
        /^makeBad: ratios is \{\}: .*errorRatio, slowRatio or both/,
      );
      await expect(stop({ service: '' })).rejects.toThrow(
        /^stop: which\.service is "": /,
      );
    }));

  it('takes commands from programs only, and names what there is', () =>
    serving(async ({ traffic: { url } }) => {
      const post = await fetch(`${url}/control`, {
        method: 'POST',
        body: '{}',
      });
      expect(post.status).toBe(415);
      const other = await fetch(`${url}/other`);
      expect(other.status).toBe(404);
      expect(await other.text()).toContain('GET /metrics');
    }));

  it('says how to look at a lab whose traffic is away', async () => {
    await expect(
      trafficOf({ name: 'a', traffic: { url: 'http://127.0.0.1:1' } }).show(),
    ).rejects.toThrow('"./greenlight lab logs traffic --name a"');
    await expect(trafficOf({ name: 'a' }).show()).rejects.toThrow(
      'started without Prometheus',
    );
  });
});
