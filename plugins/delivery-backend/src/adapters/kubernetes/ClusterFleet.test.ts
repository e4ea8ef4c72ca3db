import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { JsonObject } from '@backstage/types';
import { createClusterAccess } from '@greenlight/backstage-plugin-delivery-node';
import { FakeCluster } from '@greenlight/cluster/testing';
import { eventually } from '../../__testUtils__/eventually';
import { readDeliveryConfig } from '../../config';
import { aRollout } from '../../testing/builders/manifests';
import { ClusterFleet } from './ClusterFleet';
import { FleetReader } from './FleetReader';

let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.map(stop => stop()));
  stops = [];
});

const details = (name: string, provider = 'serviceAccount') => ({
  name,
  url: `https://${name}.invalid`,
  authMetadata: {
    'kubernetes.io/auth-provider': provider,
    serviceAccountToken: 'secret',
  },
});

function aFleet(options: {
  fakes?: FakeCluster[];
  listed?: () => ClusterDetails[];
  config?: JsonObject;
  publish?: boolean;
}) {
  const { fakes = [new FakeCluster({ name: 'eu' })], publish = true } = options;
  const handOver = createClusterAccess();
  const listed =
    options.listed ?? (() => fakes.map(({ name }) => details(name)));
  if (publish) {
    handOver.publish({
      clusterSupplier: { getClusters: async () => listed() },
      getCredential: async () => ({ type: 'anonymous' }),
    });
  }
  const logger = mockServices.logger.mock();
  const fleet = new ClusterFleet({
    handOver,
    settings: readDeliveryConfig(
      new ConfigReader(options.config ?? { kubernetes: {} }),
    ),
    logger,
    ownCredentials: async () => mockCredentials.service(),
    wire: connection => {
      const fake = fakes.find(({ name }) => name === connection.name);
      return fake ? { ...connection, ...fake.connection() } : connection;
    },
    timing: {
      probeIntervalMs: 20,
      staleAfterMs: 200,
      backoffBaseMs: 10,
      backoffMaxMs: 20,
    },
    handOverMs: 30,
    refreshMs: 20,
  });
  stops.push(() => fleet.stop());
  void fleet.start();
  const warned = () => logger.warn.mock.calls.map(([message]) => message);
  return { fleet, handOver, warned, reader: new FleetReader(fleet), listed };
}

const states = (fleet: ClusterFleet) =>
  fleet.freshness().map(({ name, state }) => `${name} ${state}`);

describe('fleet of clusters', () => {
  it('says at once that there is no kubernetes in the configuration', () => {
    const { fleet, warned } = aFleet({ config: {} });
    expect(fleet.noClusters()).toMatch(/no `kubernetes` in the configuration/);
    expect(warned()).toEqual([
      expect.stringMatching(/no `kubernetes` in the configuration/),
    ]);
  });

  it('says after a while that no clusters were handed over, and takes them when they come', async () => {
    const { fleet, warned, handOver, listed } = aFleet({ publish: false });
    await eventually(() =>
      expect(warned()).toEqual([
        expect.stringMatching(
          /No clusters were handed over.*kubernetes-backend-module-delivery/,
        ),
      ]),
    );
    expect(fleet.noClusters()).toMatch(/No clusters were handed over/);

    handOver.publish({
      clusterSupplier: { getClusters: async () => listed() },
      getCredential: async () => ({ type: 'anonymous' }),
    });
    await eventually(() => expect(states(fleet)).toEqual(['eu live']));
    expect(fleet.noClusters()).toBeUndefined();
  });

  it('names clusters whose provider needs a signed-in user', async () => {
    const { fleet, warned } = aFleet({
      listed: () => [details('eu'), details('us', 'oidc')],
    });
    await eventually(() =>
      expect(states(fleet)).toEqual(['eu live', 'us not-watchable']),
    );
    expect(warned()).toEqual([
      expect.stringMatching(/'us' cannot be watched.*'oidc'/),
    ]);
  });

  it('says once which configured names no cluster has', async () => {
    let looks = 0;
    const { fleet, warned } = aFleet({
      listed: () => {
        looks += 1;
        return [details('eu')];
      },
      config: {
        kubernetes: {},
        delivery: {
          environments: [{ name: 'prod', clusters: ['eu', 'eu-2'] }],
          clusters: [{ name: 'ue' }],
        },
      },
    });
    await eventually(() =>
      expect(states(fleet)).toEqual(['eu live', 'eu-2 down', 'ue down']),
    );
    await eventually(() => expect(looks).toBeGreaterThan(4));
    expect(warned()).toEqual([
      expect.stringMatching(/delivery\.clusters\[0\]\.name is "ue".*knows eu:/),
      expect.stringMatching(
        /delivery\.environments\[0\]\.clusters\[1\] is "eu-2"/,
      ),
    ]);
  });

  it('follows clusters that come, and lets go of those that leave', async () => {
    const fakes = ['eu', 'us'].map(name => new FakeCluster({ name }));
    let names = ['eu'];
    const { fleet } = aFleet({
      fakes,
      listed: () => names.map(n => details(n)),
    });
    await eventually(() => expect(states(fleet)).toEqual(['eu live']));
    names = ['eu', 'us'];
    await eventually(() =>
      expect(states(fleet)).toEqual(['eu live', 'us live']),
    );
    names = ['us'];
    await eventually(() => expect(states(fleet)).toEqual(['us live']));
    await eventually(() => expect(fakes[0]?.openWatches).toBe(0));
  });

  it('keeps trying when the list of clusters cannot be read', async () => {
    let broken = true;
    const { fleet } = aFleet({
      listed: () => {
        if (broken) throw new Error('catalog is down');
        return [details('eu')];
      },
    });
    await eventually(() =>
      expect(fleet.noClusters()).toMatch(/could not list its clusters/),
    );
    broken = false;
    await eventually(() => expect(states(fleet)).toEqual(['eu live']));
  });

  it('hides only the rows of a cluster that is dead', async () => {
    const fakes = ['eu', 'us'].map(name => new FakeCluster({ name }));
    fakes.forEach(fake => fake.put(aRollout()));
    const { fleet, reader } = aFleet({ fakes });
    await eventually(() =>
      expect(states(fleet)).toEqual(['eu live', 'us live']),
    );
    fakes[0]?.stop();
    await eventually(() =>
      expect(states(fleet)).toEqual(['eu stale', 'us live']),
    );
    const found = reader.select({
      match: { is: 'labels', requirements: [] },
      by: [],
    });
    expect(found.map(each => each.workload.cluster)).toEqual(['eu', 'us']);
  });

  it('has a cluster that never answered as down', async () => {
    const fake = new FakeCluster({ name: 'eu' });
    fake.stop();
    const { fleet } = aFleet({ fakes: [fake] });
    await eventually(() => expect(states(fleet)).toEqual(['eu down']));
  });

  it('is read-only without a credential for actions', async () => {
    const { fleet } = aFleet({});
    await eventually(() => expect(states(fleet)).toEqual(['eu live']));
    expect(fleet.writerOf('eu')).toBeUndefined();
    expect(fleet.freshness()[0]?.write).toEqual({
      possible: false,
      reason: expect.stringContaining('read-only'),
    });
  });

  it('follows pods only where they can matter', async () => {
    const fake = new FakeCluster({ name: 'eu' });
    const { fleet } = aFleet({ fakes: [fake] });
    await eventually(() => expect(states(fleet)).toEqual(['eu live']));
    const pods = fake.requests.filter(each => /pods\?.*watch=true/.test(each));
    expect(
      pods.map(each => /namespaces\/([^/]+)/.exec(each)?.[1]).sort(),
    ).toEqual(['dev', 'production', 'staging']);
  });
});
