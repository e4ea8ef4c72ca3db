import { DeliveryRequestError } from '@greenlight/backstage-plugin-delivery-common';
import type {
  ServiceDelivery,
  WorkloadRef,
} from '@greenlight/backstage-plugin-delivery-common';
import {
  aCanary,
  aCluster,
  aMetric,
  aReceipt,
  aService,
  aVersion,
  aWorkload,
  allHeld,
  anEnvironment,
  atRest,
  before,
  offers,
  pipeline,
  someSteps,
  waiting,
} from './builders';
import { namedByCommit } from './byCommit';
import { someRevisions } from './tree';

/** What a card may be asked to show. */
export type CardState =
  | { answer: ServiceDelivery }
  | { error: Error }
  | { pending: true };

const ref = (with_: Partial<WorkloadRef>): WorkloadRef => ({
  cluster: 'eu-1',
  namespace: 'production',
  kind: 'Rollout',
  name: 'checkout',
  ...with_,
});

const answer = (with_: Partial<ServiceDelivery>): CardState => ({
  answer: aService(with_),
});

function moving() {
  return waiting({
    health: 'Progressing',
    message: 'more replicas need to be updated',
    rollout: aCanary({ pause: undefined }, 2),
    replicas: { desired: 3, ready: 2, updated: 1 },
  });
}

function aborted() {
  return waiting({
    health: 'Degraded',
    message: 'RolloutAborted: Rollout aborted update to revision 7',
    since: before.minutes(4),
    rollout: aCanary({
      aborted: {
        since: before.minutes(4),
        message: 'success-rate 91.2 % < 99 %',
      },
      pause: undefined,
      weights: { desired: 0, actual: 0, mesh: 0, additional: [] },
      metrics: [
        aMetric({
          phase: 'Failed',
          value: '91.2 %',
          successful: 4,
          failed: 3,
          message: 'assessed Failed due to failed (3) > failureLimit (2)',
        }),
      ],
    }),
    actions: offers({
      promote: 'Aborted: retry or revert first',
      promoteFull: 'Aborted: retry or revert first',
      abort: 'It is aborted already',
      pause: 'Aborted: retry or revert first',
      resume: 'It was not paused by hand',
    }),
  });
}

function timed() {
  return waiting({
    rollout: aCanary(
      {
        pause: {
          reason: 'CanaryPauseStep',
          since: before.minutes(2),
          until: before.seconds(-185),
        },
        weights: { desired: 50, actual: 50, mesh: 50, additional: [] },
      },
      5,
    ),
  });
}

function drifting() {
  return waiting({
    rollout: aCanary({
      weights: {
        desired: 25,
        actual: 25,
        mesh: 10,
        additional: [{ name: 'candidate', weight: 10 }],
        drift:
          'VirtualService checkout sends 10 % to the canary, the Rollout says 25 %',
      },
    }),
  });
}

function blueGreen() {
  return waiting({
    message: 'BlueGreenPause',
    rollout: aCanary({
      strategy: 'blueGreen',
      steps: [],
      step: undefined,
      pause: { reason: 'BlueGreenPause', since: before.minutes(3) },
      weights: { additional: [] },
      metrics: [],
      activeService: 'checkout-active',
      previewService: 'checkout-preview',
    }),
  });
}

function heldByHand() {
  return aWorkload('production', {
    health: 'Paused',
    message: 'manually paused',
    rollout: atRest({ manualPause: true }),
    actions: offers({ retry: 'Nothing was aborted', pause: 'It is paused' }),
  });
}

function withoutConsent() {
  return waiting({
    consent: {
      given: false,
      reason: 'the Rollout does not name this entity.',
      annotation: {
        key: 'greenlight.dev/entity-ref',
        value: 'component:default/checkout',
      },
    },
    actions: allHeld(
      'The Rollout does not name this entity: its owner consents with an annotation',
    ),
  });
}

function notAllowed() {
  return waiting({
    actions: allHeld(
      'Needs delivery.rollout.promote for checkout in prod: ask team-payments',
    ),
  });
}

const longName = `checkout-${'payments-'.repeat(14)}eu`;

function hostile() {
  const manySteps = Array.from({ length: 40 }, (_, i) => `${i + 1} %`);
  return waiting({
    ref: ref({ name: 'x'.repeat(10_000) }),
    version: aVersion('', {
      label: `sha-${'f'.repeat(300)}`,
      image: `registry.example.com/${'a/'.repeat(500)}x`,
      unknown: 'The tag is no version',
    }),
    stable: aVersion('"><script>alert(1)</script>'),
    message: 'line one\nline two "quoted" <b>bold</b>',
    health: 'Unknown',
    rollout: aCanary({
      steps: someSteps(manySteps, 20),
      step: 20,
      metrics: [
        aMetric({
          metric: longName,
          value: '9'.repeat(400),
          phase: 'SomethingNew',
          message: 'm'.repeat(500),
        }),
      ],
    }),
    problems: [
      'annotation greenlight.dev/commit holds a line break and was not used',
    ],
  });
}

function withReceipts() {
  return waiting({
    receipts: [
      aReceipt({
        id: 'r3',
        state: 'accepted',
        because: 'The controller left the pause',
        history: [
          { state: 'sent', at: before.seconds(2), because: '' },
          { state: 'accepted', at: before.seconds(1), because: '' },
        ],
      }),
      aReceipt({
        id: 'r2',
        action: 'promoteFull',
        state: 'not-acknowledged',
        because: 'The controller did not react within 30 s',
        reason: 'hotfix for the outage',
        history: [
          { state: 'sent', at: before.minutes(3), because: '' },
          { state: 'not-acknowledged', at: before.minutes(2), because: '' },
        ],
      }),
      aReceipt({
        id: 'r1',
        action: 'abort',
        state: 'ignored',
        because:
          'A full promotion is pending and the controller puts it before an abort',
        history: [
          { state: 'sent', at: before.minutes(5), because: '' },
          { state: 'ignored', at: before.minutes(4), because: '' },
        ],
      }),
    ],
  });
}

const twoRollouts = () => [
  waiting({ ref: ref({ name: 'checkout-api' }) }),
  aWorkload('production', {
    ref: ref({ name: 'checkout-worker' }),
    uid: 'uid-worker',
    version: aVersion('2.4.0'),
  }),
];

const deployment = () =>
  aWorkload('production', {
    ref: ref({ kind: 'Deployment' }),
    rollout: undefined,
    actions: [],
    health: 'Progressing',
    message: '2 of 3 replicas are available',
    replicas: { desired: 3, ready: 2, updated: 3 },
  });

const staleCluster = () =>
  aCluster({
    name: 'eu-2',
    state: 'stale',
    lastSeen: before.minutes(4),
    reason: 'connection refused',
  });

function mixedClusters(): Partial<ServiceDelivery> {
  const environments = pipeline(
    waiting({ ref: ref({ cluster: 'eu-2' }), uid: 'uid-eu-2' }),
  );
  environments[2] = anEnvironment('canary', [], {
    state: 'unknown',
    reason: 'cluster eu-3 has not answered since the portal started',
    clusters: ['eu-3'],
  });
  return {
    environments,
    clusters: [
      aCluster(),
      staleCluster(),
      aCluster({
        name: 'eu-3',
        state: 'down',
        lastSeen: undefined,
        reason: 'no route to host',
      }),
    ],
  };
}

/** Every state that the card is designed for, by name. */
export const cardStates: Record<string, () => CardState> = {
  'canary waits for a person': () =>
    answer({
      environments: pipeline(
        waiting({ detail: { revisions: someRevisions() } }),
      ),
      links: [
        { kind: 'argocd', title: 'Argo CD', url: 'https://cd.example.com/a' },
        { kind: 'grafana', title: 'Grafana', url: 'https://gf.example.com/' },
        { kind: 'logs', title: 'Logs', url: 'https://logs.example.com/' },
        { kind: 'runbook', title: 'Runbook', url: 'https://docs.example.com/' },
      ],
    }),
  'canary moves': () => answer({ environments: pipeline(moving()) }),
  'canary waits for a time': () => answer({ environments: pipeline(timed()) }),
  'canary aborted': () => answer({ environments: pipeline(aborted()) }),
  'mesh drifts': () => answer({ environments: pipeline(drifting()) }),
  'blue-green waits': () => answer({ environments: pipeline(blueGreen()) }),
  'kept manual pause': () => answer({ environments: pipeline(heldByHand()) }),
  'full promotion pending': () =>
    answer({
      environments: pipeline(
        waiting({
          health: 'Progressing',
          rollout: aCanary({ fullPromotionPending: true, pause: undefined }),
        }),
      ),
    }),
  'nothing in flight': () =>
    answer({ environments: pipeline(aWorkload('production')) }),
  'two rollouts': () => answer({ environments: pipeline(...twoRollouts()) }),
  'plain Deployment': () => answer({ environments: pipeline(deployment()) }),
  'nothing deployed': () =>
    answer({
      environments: ['dev', 'staging', 'canary', 'prod'].map(name =>
        anEnvironment(name, []),
      ),
    }),
  receipts: () => answer({ environments: pipeline(withReceipts()) }),
  'no consent': () => answer({ environments: pipeline(withoutConsent()) }),
  'no permission to act': () =>
    answer({ environments: pipeline(notAllowed()) }),
  'read-only cluster': () =>
    answer({
      environments: pipeline(
        waiting({ actions: allHeld('Cluster eu-1 is read-only') }),
      ),
      clusters: [
        aCluster({
          write: {
            possible: false,
            reason: 'app-config gives delivery no write credential for it',
          },
        }),
      ],
    }),
  'dead clusters': () => answer(mixedClusters()),
  'hostile input': () =>
    answer({
      environments: pipeline(hostile()),
      elsewhere: [
        ref({ namespace: 'sandbox', name: longName }),
        ref({ namespace: 'old' }),
      ],
    }),
  'no annotation': () =>
    answer({
      environments: [],
      selection: {
        kind: 'missing',
        reason: 'Add an annotation to catalog-info.yaml, for example:',
        annotation: { key: 'backstage.io/kubernetes-id', value: 'checkout' },
      },
    }),
  'invalid annotation': () =>
    answer({
      environments: [],
      selection: {
        kind: 'invalid',
        reason:
          'backstage.io/kubernetes-label-selector: "app in (" is no label selector',
      },
    }),
  'versions named by commit': () =>
    answer({ environments: namedByCommit(waiting()) }),
  'aborted, versions named by commit': () =>
    answer({ environments: namedByCommit(aborted()) }),
  loading: () => ({ pending: true }),
  denied: () => ({
    error: new DeliveryRequestError(
      'Reading the delivery of component:default/checkout needs delivery.service.read: ask team-payments',
      { kind: 'refused', path: '/x', status: 403, name: 'NotAllowedError' },
    ),
  }),
  unreachable: () => ({
    error: new DeliveryRequestError(
      'An HTML page came instead of JSON for /api/delivery (status 502).',
      { kind: 'not-json', path: '/x', status: 502 },
    ),
  }),
};
