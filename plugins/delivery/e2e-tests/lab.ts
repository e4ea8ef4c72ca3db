import { firstCluster, labApi, readLab } from '@greenlight/lab';
import type { Lab } from '@greenlight/lab';

const rollout = (name: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  namespace: 'production',
  name,
});

/** The lab behind the portal. */
export function theLab(): Lab {
  const file = process.env.GREENLIGHT_LAB;
  if (!file) throw new Error('GREENLIGHT_LAB names no lab.json');
  return readLab(file);
}

let count = 0;

/** A version that no run before this one had. */
export function freshVersion(): string {
  return `sha-${(Date.now() + ++count).toString(16).slice(-7)}`;
}

async function quiet(name: string): Promise<void> {
  const api = labApi(firstCluster(theLab()));
  const deadline = Date.now() + 30_000;
  let version: string | undefined;
  let since = Date.now();
  while (Date.now() - since < 1_000 && Date.now() < deadline) {
    const now = (await api.get(rollout(name)))?.metadata.resourceVersion;
    if (now !== version) since = Date.now();
    version = now;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/**
 * Deploys a version to production as a sync from Git would, and waits until
 * the controller rests in the first pause of its canary.
 */
export async function deploy(name: string, tag: string): Promise<void> {
  const api = labApi(firstCluster(theLab()));
  const image = `ghcr.io/acme/${name}:${tag}`;
  const container = {
    name: 'app',
    image,
    ports: [{ name: 'http', containerPort: 8080 }],
  };
  await api.patch(rollout(name), {
    spec: { paused: null, template: { spec: { containers: [container] } } },
  });
  await quiet(name);
}
