import type { KubeObject } from '../kube/objects.ts';
import type { LabCluster } from '../run/state.ts';
import {
  analysisTemplate,
  backgroundAnalysis,
  type AnalysisOptions,
} from './analysis.ts';
import { createSubject, type Subject } from './subject.ts';

/**
 * How a canary differs from the one of the traces.
 *
 * @public
 */
export interface CanaryOptions {
  namespace?: string;
  /** Default 3. */
  replicas?: number;
  /** Default: 10, pause, 25, pause, 50, pause 5 s, 75, pause 5 s. */
  steps?: readonly unknown[];
  /** A third destination with 10 %, as the candidate design has it; default none. */
  candidate?: boolean;
  /** `spec.rollbackWindow.revisions`. */
  rollbackWindow?: number;
  /** False: no Istio, weights by replicas; default true. */
  mesh?: boolean;
  /** Requests per second that the lab's traffic sends to it, as the service that is called like its namespace; default none. */
  requestsPerSecond?: number;
  /** A background analysis from the second step on; default none. */
  analysis?: AnalysisOptions;
}

const TRACE_STEPS = [
  { setWeight: 10 },
  { pause: {} },
  { setWeight: 25 },
  { pause: {} },
  { setWeight: 50 },
  { pause: { duration: '5s' } },
  { setWeight: 75 },
  { pause: { duration: '5s' } },
];

/**
 * A canary over Istio in a namespace of its own, Healthy on version 1.
 *
 * @public
 */
export function aCanary(
  cluster: LabCluster,
  options: CanaryOptions = {},
): Promise<Subject> {
  const meshed = options.mesh ?? true;
  const candidate = options.candidate ?? false;
  const { rollbackWindow, analysis, requestsPerSecond } = options;
  return createSubject(cluster, 'canary', {
    namespace: options.namespace,
    replicas: options.replicas ?? 3,
    meshed,
    requestsPerSecond,
    spec: {
      strategy: {
        canary: {
          steps: options.steps ?? TRACE_STEPS,
          ...(analysis ? { analysis: backgroundAnalysis() } : {}),
          ...(meshed ? { trafficRouting: { istio: istio(candidate) } } : {}),
        },
      },
      ...(rollbackWindow
        ? { rollbackWindow: { revisions: rollbackWindow } }
        : {}),
    },
    others: (namespace, name) => [
      ...(meshed ? routing(namespace, name, candidate) : []),
      ...(analysis ? [analysisTemplate(namespace, analysis)] : []),
    ],
  });
}

function istio(candidate: boolean): unknown {
  return {
    virtualService: { name: 'app', routes: ['primary'] },
    destinationRule: {
      name: 'app',
      stableSubsetName: 'stable',
      canarySubsetName: 'canary',
      ...(candidate ? { additionalSubsetNames: ['candidate'] } : {}),
    },
  };
}

function routing(
  namespace: string,
  name: string,
  candidate: boolean,
): KubeObject[] {
  const metadata = { name, namespace };
  const to = (host: string, subset: string, weight?: number) => ({
    destination: { host, subset },
    ...(weight === undefined ? {} : { weight }),
  });
  const header = {
    name: 'header-canary',
    match: [{ headers: { 'x-canary': { exact: 'true' } } }],
    route: [to(`${name}-canary`, 'candidate')],
  };
  const primary = {
    name: 'primary',
    route: candidate
      ? [
          to(name, 'stable', 90),
          to(name, 'canary', 0),
          to(`${name}-canary`, 'candidate', 10),
        ]
      : [to(name, 'stable', 100), to(name, 'canary', 0)],
  };
  const labels = { app: name };
  return [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [name],
        http: candidate ? [header, primary] : [primary],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata,
      spec: {
        host: name,
        subsets: [
          { name: 'stable', labels },
          { name: 'canary', labels },
        ],
      },
    },
  ];
}
