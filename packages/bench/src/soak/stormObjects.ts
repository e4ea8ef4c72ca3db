import type { KubeObject } from '@greenlight/lab';

export type StormKind = 'Rollout' | 'Deployment';

/** Group, version and kind. */
export function stormRef(kind: StormKind) {
  const apiVersion = kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1';
  return { apiVersion, kind };
}

/** A small workload that goes out at once. */
export function aStormObject(
  kind: StormKind,
  options: {
    metadata: KubeObject['metadata'];
    image: string;
    replicas: number;
  },
): KubeObject {
  const { metadata, image, replicas } = options;
  const app = { app: metadata.name };
  return {
    ...stormRef(kind),
    metadata,
    spec: {
      replicas,
      selector: { matchLabels: app },
      template: {
        metadata: { labels: app },
        spec: { containers: [{ name: 'app', image }] },
      },
      ...(kind === 'Rollout' ? { strategy: { canary: {} } } : {}),
    },
  };
}
