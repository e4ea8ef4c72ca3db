import { firstCluster } from '../run/control.ts';
import type { Lab } from '../run/state.ts';
import { waitFor } from '../run/waiting.ts';
import { describeOnLab } from '../testing.ts';
import { traffic } from '../traffic/client.ts';
import type { AnalysisOptions } from './analysis.ts';
import { aCanary, type CanaryOptions } from './canary.ts';
import type { Expected } from './observation.ts';
import { observe } from './observe.ts';
import { RAW_PATCHES } from './patches.ts';
import type { Subject } from './subject.ts';

const MINUTE = 60_000;
const MOVING: Expected = { phase: 'Progressing' };
const RESTING: Expected = { phase: 'Paused' };
const SOON = { withinMs: 60_000, everyMs: 200 };

const HALF_THEN_MORE = [
  { setWeight: 50 },
  { pause: {} },
  { setWeight: 75 },
  { pause: { duration: '2s' } },
];

/** Longer than the run needs to find nothing. */
const HALF_FOR_A_WHILE = [
  { setWeight: 50 },
  { pause: { duration: '40s' } },
  { setWeight: 75 },
  { pause: {} },
];

/** A canary of the candidate design that is judged by what the lab's Prometheus saw of it. */
function judged(
  lab: Lab,
  options: Pick<AnalysisOptions, 'count'> &
    Pick<CanaryOptions, 'steps' | 'replicas'> = {},
): Promise<Subject> {
  const { count, replicas, steps = HALF_THEN_MORE } = options;
  if (!lab.prometheus) {
    throw new Error(
      `The lab "${lab.name}" has no Prometheus: start it without --no-prometheus.`,
    );
  }
  return aCanary(firstCluster(lab), {
    candidate: true,
    replicas,
    requestsPerSecond: 50,
    steps,
    analysis: { url: lab.prometheus.url, ...(count ? { count } : {}) },
  });
}

/** Runs a trace on a subject and clears up after it, whatever came of it. */
async function on(
  lab: Lab,
  creating: Promise<Subject>,
  trace: (subject: Subject) => Promise<void>,
): Promise<void> {
  const subject = await creating;
  try {
    await trace(subject);
  } finally {
    const which = { service: subject.namespace };
    await traffic(lab).makeGood(which);
    await traffic(lab).unhide(which);
    await subject.remove();
  }
}

/** Version 2 with half of the traffic. */
function toHalf(subject: Subject) {
  return observe(subject, {
    act: () => subject.setVersion(2),
    until: { phase: 'Paused', step: 1, weights: '40/50/10' },
    passing: [MOVING, { observed: false }],
  });
}

/** Phase and message of the newest run, and its metric. */
async function newestRun({ api, namespace }: Subject) {
  const runs = await api.list({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisRun',
    namespace,
  });
  return runs.at(-1)?.status as
    | { phase?: string; message?: string; metricResults?: unknown[] }
    | undefined;
}

function runIs(subject: Subject, phase: string) {
  return waitFor(
    `An analysis run that is ${phase}`,
    async () => {
      const status = await newestRun(subject);
      return status?.phase === phase && status;
    },
    SOON,
  );
}

describeOnLab('Traces of analysis on the real controller', lab => {
  it.concurrent(
    'row 12: a version that goes bad at 50 % is aborted by its background analysis',
    () =>
      on(lab(), judged(lab()), async canary => {
        const half = await toHalf(canary);
        const row12 = await observe(canary, {
          act: () =>
            traffic(lab()).makeBad({
              service: canary.namespace,
              version: half.settled.currentHash,
              errorRatio: 0.2,
            }),
          until: {
            phase: 'Degraded',
            message:
              /^RolloutAborted: Rollout aborted update to revision 2: Background analysis phase error\/failed: Metric "success-rate" assessed Failed due to failed \(3\) > failureLimit \(2\)$/,
            weights: '90/0/10',
          },
          passing: [RESTING, MOVING, { phase: 'Degraded' }],
          withinMs: MINUTE,
        });
        expect(row12.settled.stableHash).toBe(half.before.stableHash);
        expect(await newestRun(canary)).toMatchObject({ phase: 'Failed' });
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'row 13: with a count, the run is over before the version goes bad, and the bad version is promoted',
    () =>
      on(lab(), judged(lab(), { count: 4 }), async canary => {
        const half = await toHalf(canary);
        const bad = half.settled.currentHash;
        await runIs(canary, 'Successful');
        await traffic(lab()).makeBad({
          service: canary.namespace,
          version: bad,
          errorRatio: 0.2,
        });
        const row13 = await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.promote),
          until: { phase: 'Healthy', weights: '90/0/10', currentHash: bad },
          passing: [MOVING, RESTING, { phase: 'Healthy' }],
          withinMs: MINUTE,
        });
        expect(row13.settled.stableHash).toBe(bad);
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'row 14: without data, the run is inconclusive, and the Rollout pauses because the next step needs more pods',
    () =>
      on(lab(), judged(lab(), { steps: HALF_FOR_A_WHILE }), async canary => {
        await traffic(lab()).hide({ service: canary.namespace });
        await toHalf(canary);
        await observe(canary, {
          until: {
            phase: 'Paused',
            message: 'InconclusiveAnalysisRun',
            weights: '40/50/10',
          },
          passing: [RESTING],
          withinMs: MINUTE,
          quietMs: 5000,
        });
        const run = await runIs(canary, 'Inconclusive');
        expect(run.message).toBe(
          'Metric "success-rate" assessed Inconclusive due to inconclusive (4) > inconclusiveLimit (3)',
        );
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'row 14, with one pod: the next steps need no more, so the Rollout is promoted to 100 % without data while it calls itself paused',
    () =>
      on(
        lab(),
        judged(lab(), { steps: HALF_FOR_A_WHILE, replicas: 1 }),
        async canary => {
          await traffic(lab()).hide({ service: canary.namespace });
          const half = await toHalf(canary);
          const promoted = await observe(canary, {
            until: {
              phase: 'Healthy',
              weights: '90/0/10',
              stableHash: half.settled.currentHash,
            },
            passing: [RESTING, { phase: 'Healthy' }],
            withinMs: MINUTE,
          });
          expect(promoted.passed).toContainEqual(
            expect.objectContaining({
              phase: 'Paused',
              message: 'InconclusiveAnalysisRun',
              weights: '0/100/10',
            }),
          );
        },
      ),
    2 * MINUTE,
  );

  it.concurrent(
    'row 15: a good version takes over from the stable one step by step, and its requests follow the weights',
    () =>
      on(
        lab(),
        judged(lab(), {
          steps: [10, 25, 50, 75].flatMap(setWeight => [
            { setWeight },
            { pause: {} },
          ]),
        }),
        async canary => {
          const first = await observe(canary, {
            act: () => canary.setVersion(2),
            until: { phase: 'Paused', step: 1, weights: '80/10/10' },
            passing: [MOVING, { observed: false }],
          });
          await requestsAre(lab(), canary, { stable: 40, canary: 5 });
          const shares = [
            { weights: '65/25/10', stable: 32.5, canary: 12.5 },
            { weights: '40/50/10', stable: 20, canary: 25 },
            { weights: '15/75/10', stable: 7.5, canary: 37.5 },
          ];
          for (const [index, { weights, ...share }] of shares.entries()) {
            await observe(canary, {
              act: () => canary.patchStatus(RAW_PATCHES.promote),
              until: { phase: 'Paused', step: 2 * index + 3, weights },
              passing: [MOVING, RESTING],
            });
            await requestsAre(lab(), canary, share);
          }
          await waitFor(
            'A measurement',
            async () => (await newestRun(canary))?.metricResults,
            SOON,
          );
          await observe(canary, {
            act: () => canary.patchStatus(RAW_PATCHES.promote),
            until: {
              phase: 'Healthy',
              weights: '90/0/10',
              stableHash: first.settled.currentHash,
            },
          });
          expect(await runIs(canary, 'Successful')).toMatchObject({
            metricResults: [
              { name: 'success-rate', successful: expect.any(Number) },
            ],
          });
          await requestsAre(lab(), canary, { stable: 45, canary: 0 });
        },
      ),
    2 * MINUTE,
  );
});

/** Waits until the traffic of a canary is shared like this, in requests per second. */
async function requestsAre(
  lab: Lab,
  { namespace }: Subject,
  expected: { stable: number; canary: number },
): Promise<void> {
  await waitFor(
    `${JSON.stringify(expected)} requests per second`,
    async () => {
      const { streams } = await traffic(lab).show();
      const sum = (track: string) =>
        streams
          .filter(one => one.namespace === namespace && one.track === track)
          .reduce((all, one) => all + one.requestsPerSecond, 0);
      return (
        sum('stable') === expected.stable && sum('canary') === expected.canary
      );
    },
    SOON,
  );
}
