import type { KubeObject } from '../kube/objects.ts';

/**
 * A background analysis that asks a Prometheus for the success rate of the new version, every second.
 *
 * @public
 */
export interface AnalysisOptions {
  /** Of the Prometheus. */
  url: string;
  /** Ends the run after so many measurements; default: it runs as long as the steps do. */
  count?: number;
}

/** The name of its template and of its metric. */
export const SUCCESS_RATE = 'success-rate';

/** Two scrapes of the new version lie within it, and what happened before does not. */
const RANGE = '15s';

/** `spec.strategy.canary.analysis` of a Rollout. */
export function backgroundAnalysis(): unknown {
  return {
    templates: [{ templateName: SUCCESS_RATE }],
    startingStep: 1,
    args: [{ name: 'pod-hash', valueFrom: { podTemplateHashValue: 'Latest' } }],
  };
}

/** The template that it names. No data meets neither condition, which is inconclusive. */
export function analysisTemplate(
  namespace: string,
  { url, count }: AnalysisOptions,
): KubeObject {
  const known = 'len(result) > 0 && !isNaN(result[0])';
  const rate = (code: string) =>
    `sum(rate(http_requests_total{rollouts_pod_template_hash="{{args.pod-hash}}",namespace="${namespace}"${code}}[${RANGE}]))`;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: SUCCESS_RATE, namespace },
    spec: {
      args: [{ name: 'pod-hash' }],
      metrics: [
        {
          name: SUCCESS_RATE,
          initialDelay: RANGE,
          interval: '1s',
          ...(count === undefined ? {} : { count }),
          successCondition: `${known} && result[0] >= 0.99`,
          failureCondition: `${known} && result[0] < 0.99`,
          failureLimit: 2,
          inconclusiveLimit: 3,
          provider: {
            prometheus: {
              address: url,
              query: `${rate(',code!~"5.."')} / ${rate('')}`,
            },
          },
        },
      ],
    },
  };
}
