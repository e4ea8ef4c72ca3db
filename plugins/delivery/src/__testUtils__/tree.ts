import type {
  AnalysisRunDetail,
  MeasurementDetail,
  PodDetail,
  ReplicaSetDetail,
  RevisionDetail,
} from '@greenlight/backstage-plugin-delivery-common';
import { before } from './builders';

export function aPod(with_: Partial<PodDetail> = {}): PodDetail {
  return {
    name: 'checkout-6d4cf56db6-x2x7k',
    reason: 'Running',
    health: 'Healthy',
    ready: '2/2',
    restarts: 0,
    createdAt: before.hours(3),
    ...with_,
  };
}

export function aReplicaSet(
  with_: Partial<ReplicaSetDetail> = {},
): ReplicaSetDetail {
  return {
    name: 'checkout-6d4cf56db6',
    uid: 'rs-1',
    podHash: '6d4cf56db6',
    roles: ['stable'],
    images: ['registry.example.com/checkout:1.8.1'],
    health: 'Healthy',
    desired: 2,
    available: 2,
    pods: [aPod(), aPod({ name: 'checkout-6d4cf56db6-9fz2p' })],
    createdAt: before.hours(300),
    ...with_,
  };
}

export function aMeasurement(
  with_: Partial<MeasurementDetail> = {},
): MeasurementDetail {
  return {
    phase: 'Successful',
    value: '0.9993',
    finishedAt: before.minutes(1),
    ...with_,
  };
}

export function aRun(
  with_: Partial<AnalysisRunDetail> = {},
): AnalysisRunDetail {
  return {
    name: 'checkout-7fb8c9d5b4-7',
    uid: 'run-1',
    phase: 'Running',
    kind: 'background',
    startedAt: before.minutes(14),
    metrics: [
      {
        name: 'success-rate',
        phase: 'Running',
        dryRun: false,
        condition: 'result[0] >= 0.99',
        query: 'sum(rate(http_requests_total{code!~"5.."}[2m]))',
        successful: 3,
        failed: 0,
        inconclusive: 0,
        error: 0,
        measurements: [
          aMeasurement({ value: '0.9991', finishedAt: before.minutes(3) }),
          aMeasurement({ value: '0.9990', finishedAt: before.minutes(2) }),
          aMeasurement(),
        ],
      },
    ],
    ...with_,
  };
}

/** A canary with a crashing pod, the stable one, and one scaled down. */
export function someRevisions(): RevisionDetail[] {
  return [
    {
      revision: 7,
      replicaSets: [
        aReplicaSet({
          name: 'checkout-7fb8c9d5b4',
          uid: 'rs-2',
          roles: ['canary'],
          images: ['registry.example.com/checkout:1.8.2'],
          health: 'Progressing',
          desired: 2,
          available: 1,
          pods: [
            aPod({ name: 'checkout-7fb8c9d5b4-hj4kd' }),
            aPod({
              name: 'checkout-7fb8c9d5b4-q8w2s',
              reason: 'CrashLoopBackOff',
              health: 'Degraded',
              ready: '1/2',
              restarts: 14,
              message: 'back-off 5m0s restarting failed container=checkout',
            }),
          ],
        }),
      ],
      analysisRuns: [aRun()],
    },
    { revision: 6, replicaSets: [aReplicaSet()], analysisRuns: [] },
    {
      revision: 5,
      replicaSets: [
        aReplicaSet({
          name: 'checkout-5b6c7d8e9f',
          uid: 'rs-3',
          roles: [],
          health: 'ScaledDown',
          desired: 0,
          available: 0,
          pods: [],
        }),
      ],
      analysisRuns: [],
    },
  ];
}
