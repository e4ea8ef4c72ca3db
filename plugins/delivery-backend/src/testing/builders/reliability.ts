import type {
  ObjectiveSummary,
  ServiceReliability,
} from '@greenlight/backstage-plugin-slo-common';

/** An objective of 99.9 % with 61 % of its budget left, burning at 0.4. */
export function anObjective(
  over: Partial<ObjectiveSummary> = {},
): ObjectiveSummary {
  return {
    objective: {
      id: 'checkout-availability',
      name: 'Availability',
      entityRef: 'component:default/checkout',
      environment: 'prod',
      source: 'greenlight',
      weighting: 'events',
      target: {
        percent: '99.9',
        ratio: { text: '0.999', value: 0.999 },
        budget: { text: '0.001', value: 0.001 },
      },
      window: { text: '30d', seconds: 2_592_000 },
      instances: ['main'],
    },
    status: 'ok',
    because: 'budget is left',
    budget: {
      state: 'measured',
      attained: 0.99961,
      consumed: 0.39,
      remaining: 0.61,
      consumedScaled: 0.39,
      time: { allowedSeconds: 2592, remainingSeconds: 1581 },
      coverage: { ratio: 1, seenSeconds: 2_592_000 },
      newestAt: '2026-11-25T10:00:00.000Z',
    },
    burns: [{ state: 'measured', window: '1h', rate: 0.4, errorRatio: 0.0004 }],
    exhaustion: { state: 'never', because: 'it burns slowly' },
    alerts: [],
    notes: [],
    ...over,
  };
}

/** What the slo plugin says of a service; worst objective first. */
export function aReliability(
  over: Partial<ServiceReliability> = {},
): ServiceReliability {
  return {
    at: '2026-11-25T10:01:00.000Z',
    staleAfterMs: 90_000,
    instances: [],
    entityRef: 'component:default/checkout',
    environment: 'prod',
    environments: ['prod'],
    objectives: [anObjective()],
    broken: [],
    ...over,
  };
}
