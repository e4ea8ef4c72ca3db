import type { LabApi } from '../kube/api.ts';
import type { KubeObject } from '../kube/objects.ts';
import { loadObjects } from '../kube/loadObjects.ts';
import {
  firstCluster,
  labApi,
  startComponent,
  stopComponent,
} from '../run/control.ts';
import { startLab, stopLab } from '../run/startLab.ts';
import type { Lab } from '../run/state.ts';
import { waitFor } from '../run/waiting.ts';
import { describeOnLab } from '../testing.ts';
import { traffic } from './client.ts';
import { TRAFFIC } from './clusterObjects.ts';

const MINUTE = 60_000;
const SOON = { withinMs: 30_000, everyMs: 100 };

/** A Rollout as the controller would leave it, and the ReplicaSet of its only version. */
function served(name: string): KubeObject[] {
  const labels = { app: name };
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: 'app', image: 'ghcr.io/acme/app:v1' }] },
  };
  const uid = `uid-of-${name}`;
  const kind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
  return [
    {
      ...kind,
      metadata: {
        name,
        namespace: 'production',
        uid,
        annotations: { [TRAFFIC]: '10' },
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template,
        strategy: { canary: {} },
      },
      status: { stableRS: 'abc', currentPodHash: 'abc' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-abc`,
        namespace: 'production',
        labels: { 'rollouts-pod-template-hash': 'abc' },
        ownerReferences: [{ ...kind, name, uid, controller: true }],
      },
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
      status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 },
    },
  ];
}

describeOnLab('The traffic of a cluster', () => {
  const name = `traffic-${process.pid}`;
  let lab: Lab;
  let api: LabApi;

  beforeAll(async () => {
    lab = await startLab({ name, controllers: false, prometheus: '3' });
    api = labApi(firstCluster(lab));
    await loadObjects(firstCluster(lab), served('first'));
  }, 2 * MINUTE);
  afterAll(() => stopLab(name), MINUTE);

  const services = async () => {
    const { streams } = await traffic(lab).show();
    const all = streams
      .filter(({ requestsPerSecond }) => requestsPerSecond > 0)
      .map(({ service }) => service);
    return all.sort().join(' ');
  };
  const become = (expected: string) =>
    waitFor(
      `Requests to ${expected}`,
      async () => (await services()) === expected,
      SOON,
    );

  it(
    'is followed again after the API server was away',
    async () => {
      expect(await become('first')).toBe(true);
      await stopComponent(lab, 'apiserver');
      await startComponent(lab, 'apiserver');
      await loadObjects(firstCluster(lab), served('second'));
      expect(await become('first second')).toBe(true);
      await api.remove({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        namespace: 'production',
        name: 'first',
      });
      expect(await become('second')).toBe(true);
    },
    2 * MINUTE,
  );

  it(
    'counts on while the API server is away',
    async () => {
      const counted = async () => {
        const { streams } = await traffic(lab).show();
        return streams.reduce((sum, { good }) => sum + good, 0);
      };
      await stopComponent(lab, 'apiserver');
      const before = await counted();
      const more = await waitFor(
        'More requests',
        async () => (await counted()) > before + 5,
        SOON,
      );
      expect(more).toBe(true);
      await startComponent(lab, 'apiserver');
    },
    2 * MINUTE,
  );
});
