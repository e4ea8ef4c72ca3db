import { firstCluster, issueToken, labApi, readLab } from '@greenlight/lab';
import { labAvailable } from '@greenlight/lab';
import { createClusterIndex } from './createClusterIndex';
import { createClusterWriter } from './createClusterWriter';
import { eventually } from './__testUtils__/eventually';
import { openTcpProxy } from './__testUtils__/tcpProxy';
import type { TcpProxy } from './__testUtils__/tcpProxy';
import { aRollout, FAST, ROLLOUTS } from './__testUtils__/world';

const found = labAvailable();
const describeHere = found.available ? describe : describe.skip;
const skipped = found.available ? '' : ` (skipped: ${found.reason})`;

describeHere(`a connection that died without a word${skipped}`, () => {
  const namespace = `dead-connection-${process.pid}`;
  let proxy: TcpProxy;
  beforeAll(async () => {
    const api = labApi(theCluster());
    await api.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
  });
  afterAll(async () => {
    const api = labApi(theCluster());
    await api.remove({ apiVersion: 'v1', kind: 'Namespace', name: namespace });
  });
  beforeEach(async () => {
    proxy = await openTcpProxy(Number(new URL(theCluster().url).port));
  });
  afterEach(() => proxy.close());

  function theCluster() {
    return firstCluster(readLab());
  }

  async function connect(who: 'reader' | 'writer') {
    const cluster = theCluster();
    const token = await issueToken(cluster, who);
    return {
      name: 'behind-a-firewall',
      server: `https://127.0.0.1:${proxy.port}`,
      caData: cluster.caData,
      credential: async () => ({ type: 'bearer token', token } as const),
      forgetCredential: () => undefined,
    };
  }

  it('is given up for a new one, and what was missed is caught up', async () => {
    const index = createClusterIndex({
      clusters: [await connect('reader')],
      kinds: { Rollout: ROLLOUTS },
      timing: { ...FAST, probeTimeoutMs: 300 },
    });
    index.start();
    await index.settled();
    proxy.forgetConnections();
    const api = labApi(theCluster());
    await api.apply(aRollout({ name: 'missed', namespace, replicas: 0 }));
    await eventually(() => {
      const names = index.list({ kind: 'Rollout', namespace });
      expect(names.map(({ name }) => name)).toEqual(['missed']);
    }, 10_000);
    await eventually(() => expect(index.clusters()[0]?.state).toBe('live'));
    await index.stop();
  }, 30_000);

  it('fails one patch and not the next', async () => {
    const api = labApi(theCluster());
    await api.apply(aRollout({ name: 'target', namespace, replicas: 0 }));
    const writer = createClusterWriter({
      connection: await connect('writer'),
      requestTimeoutMs: 400,
    });
    const { group, version, plural } = ROLLOUTS;
    const ref = { group, version, plural, namespace, name: 'target' };
    expect(await writer.read(ref)).toMatchObject({ outcome: 'found' });
    proxy.forgetConnections();
    expect(await writer.read(ref)).toMatchObject({
      outcome: 'unreachable',
      reason: 'no answer in time',
    });
    expect(await writer.read(ref)).toMatchObject({ outcome: 'found' });
    await writer.close();
  }, 30_000);
});
