import type { LabCluster } from '../run/state.ts';
import { createSubject, type Subject } from './subject.ts';

/**
 * How a blue-green differs from the one of the traces.
 *
 * @public
 */
export interface BlueGreenOptions {
  namespace?: string;
  /** Default 2. */
  replicas?: number;
  /** Default false: waits for a promote. */
  autoPromotionEnabled?: boolean;
  /** How long the preview stays after an abort; the controller's own default is 30 s. */
  abortScaleDownDelaySeconds?: number;
}

/**
 * A blue-green in a namespace of its own, Healthy on version 1.
 *
 * @public
 */
export function aBlueGreen(
  cluster: LabCluster,
  options: BlueGreenOptions = {},
): Promise<Subject> {
  const { abortScaleDownDelaySeconds } = options;
  return createSubject(cluster, 'blue-green', {
    namespace: options.namespace,
    replicas: options.replicas ?? 2,
    meshed: false,
    spec: {
      strategy: {
        blueGreen: {
          activeService: 'app-active',
          previewService: 'app-preview',
          autoPromotionEnabled: options.autoPromotionEnabled ?? false,
          ...(abortScaleDownDelaySeconds === undefined
            ? {}
            : { abortScaleDownDelaySeconds }),
        },
      },
    },
    others: (namespace, app) =>
      ['app-active', 'app-preview'].map(name => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace },
        spec: { ports: [{ port: 80, targetPort: 8080 }], selector: { app } },
      })),
  });
}
