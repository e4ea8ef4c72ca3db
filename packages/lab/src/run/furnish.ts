import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import type { LabApi } from '../kube/api.ts';
import { ApiError } from '../kube/errors.ts';
import { kubeObject, type KubeObject } from '../kube/objects.ts';
import { readObjects } from '../kube/yamlFiles.ts';
import type { LabRequest } from './request.ts';
import { waitFor } from './waiting.ts';

/** Where the ServiceAccounts of Greenlight live. */
export const GREENLIGHT_NAMESPACE = 'greenlight';

const NAMESPACES = ['dev', 'staging', 'production', GREENLIGHT_NAMESPACE];

/** The credentials that the product asks an adopter to create; the lab applies the very files. */
export const RBAC_FILES = ['reader.yaml', 'writer.yaml'];

const CAPACITY = { cpu: '6400', memory: '25600Gi', pods: '50000' };

const NODE: KubeObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-1', labels: { 'kubernetes.io/hostname': 'node-1' } },
  status: { allocatable: CAPACITY, capacity: CAPACITY },
};

/** Puts into a new cluster what every cluster of ours has: a node, namespaces, custom resources, credentials. */
export async function furnish(api: LabApi, request: LabRequest): Promise<void> {
  await Promise.all([
    request.controllers ? api.create(NODE) : undefined,
    applyDefinitions(api, request.assetsDir),
    applyNamespaces(api).then(() => applyRbac(api, request.rbacDir)),
  ]);
}

async function applyNamespaces(api: LabApi): Promise<void> {
  await Promise.all(
    NAMESPACES.map(name =>
      api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
    ),
  );
}

async function applyRbac(api: LabApi, dir: string): Promise<void> {
  const objects = RBAC_FILES.flatMap(file => readObjects(join(dir, file)));
  await Promise.all(objects.map(object => api.apply(object)));
}

async function applyDefinitions(api: LabApi, assetsDir: string): Promise<void> {
  const text = readFileSync(join(assetsDir, 'crds.json'), 'utf8');
  const definitions = z.array(kubeObject).parse(JSON.parse(text));
  await Promise.all(definitions.map(definition => api.apply(definition)));
  const served = [
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' },
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisRun' },
    { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' },
    { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule' },
  ];
  await waitFor(
    'The custom resources of Argo Rollouts and Istio',
    async () => {
      try {
        await Promise.all(served.map(ref => api.list(ref)));
        return true;
      } catch (error) {
        if (error instanceof ApiError) return false;
        throw error;
      }
    },
    { withinMs: 30_000 },
  );
}
