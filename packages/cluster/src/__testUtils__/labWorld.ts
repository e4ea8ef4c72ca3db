import {
  firstCluster,
  issueToken,
  labApi,
  revokeToken,
  startComponent,
  stopComponent,
} from '@greenlight/lab';
import type { KubeObject, Lab } from '@greenlight/lab';
import type { ClusterConnection, Credential } from '../connection';
import { cachedCredential } from '../credentials';
import { eventually } from './eventually';
import type { ContractWorld } from './world';
import { WIDGETS } from './world';

const NAMESPACE = 'cluster-contract';

const WIDGET_READER: KubeObject[] = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'widget-reader' },
    rules: [
      {
        apiGroups: [WIDGETS.group],
        resources: [WIDGETS.plural],
        verbs: ['get', 'list', 'watch'],
      },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'widget-reader' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'widget-reader',
    },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: 'greenlight-reader',
        namespace: 'greenlight',
      },
    ],
  },
];

const WIDGET_DEFINITION: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${WIDGETS.plural}.${WIDGETS.group}` },
  spec: {
    group: WIDGETS.group,
    scope: 'Namespaced',
    names: { plural: WIDGETS.plural, singular: 'widget', kind: WIDGETS.kind },
    versions: [
      {
        name: WIDGETS.version,
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object' } },
      },
    ],
  },
};

/** The lab's API server with the lab's own roles. */
export async function openLabWorld(lab: Lab): Promise<ContractWorld> {
  const cluster = firstCluster(lab);
  const api = labApi(cluster);
  await api.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  });
  for (const object of WIDGET_READER) await api.apply(object);
  let readerToken = await issueToken(cluster, 'reader');

  const connect = (provider: () => Promise<Credential>): ClusterConnection => ({
    name: cluster.name,
    server: cluster.url,
    caData: cluster.caData,
    ...cachedCredential(provider),
  });
  const stopServer = () => stopComponent(lab, 'apiserver');
  const startServer = () => startComponent(lab, 'apiserver');
  return {
    namespace: NAMESPACE,
    reader: () =>
      connect(async () => ({ type: 'bearer token', token: readerToken })),
    writer: () =>
      connect(async () => ({
        type: 'bearer token',
        token: cluster.tokens.writer,
      })),
    put: async manifest => void (await api.apply(manifest)),
    remove: ({ kind, name, namespace }) =>
      api.remove({ apiVersion: 'argoproj.io/v1alpha1', kind, name, namespace }),
    stopServer,
    startServer,
    async revokeReader() {
      const revoked = readerToken;
      readerToken = await issueToken(cluster, 'reader');
      await revokeToken(cluster, revoked);
      // The API server remembers for a while that it accepted a token.
      await stopServer();
      await startServer();
    },
    async installWidgets() {
      await api.apply(WIDGET_DEFINITION);
      const apiVersion = `${WIDGETS.group}/${WIDGETS.version}`;
      await eventually(
        async () => void (await api.list({ apiVersion, kind: WIDGETS.kind })),
        20_000,
      );
    },
    // The lab ends with its suite.
    close: async () => undefined,
  };
}
