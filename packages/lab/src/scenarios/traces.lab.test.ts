import { firstCluster } from '../run/control.ts';
import { describeOnLab } from '../testing.ts';
import { aBlueGreen } from './blueGreen.ts';
import { aCanary } from './canary.ts';
import type { Expected } from './observation.ts';
import { observe } from './observe.ts';
import { RAW_PATCHES } from './patches.ts';
import type { Subject } from './subject.ts';

const MINUTE = 60_000;
const MOVING: Expected = { phase: 'Progressing' };
const RESTING: Expected = { phase: 'Paused' };
const ABORTED = /^RolloutAborted: Rollout aborted update to revision \d+$/;

/** Runs a trace on a subject and removes it afterwards, whatever came of it. */
async function on(
  creating: Promise<Subject>,
  trace: (subject: Subject) => Promise<void>,
): Promise<void> {
  const subject = await creating;
  try {
    await trace(subject);
  } finally {
    await subject.remove();
  }
}

/** A new version, up to its first pause. */
function toFirstPause(subject: Subject, version: number, weights = '90/10') {
  return observe(subject, {
    act: () => subject.setVersion(version),
    until: { phase: 'Paused', message: 'CanaryPauseStep', step: 1, weights },
    passing: [MOVING, { observed: false }],
  });
}

/** A new version of a blue-green, up to its pause. */
function toPreview(subject: Subject, version: number) {
  return observe(subject, {
    act: () => subject.setVersion(version),
    until: { phase: 'Paused', message: 'BlueGreenPause' },
    passing: [MOVING, { observed: false }],
  });
}

describeOnLab('Traces of the real Argo Rollouts controller', lab => {
  const cluster = () => firstCluster(lab());

  it.concurrent(
    'rows 1 to 5: a canary is promoted, aborted, cannot be promoted then, and goes back',
    () =>
      on(aCanary(cluster()), async canary => {
        const row1 = await toFirstPause(canary, 2);
        expect(row1.passed).toContainEqual(
          expect.objectContaining({
            phase: 'Progressing',
            message: 'more replicas need to be updated',
            step: 0,
          }),
        );
        const { currentHash: second, stableHash: first } = row1.settled;
        expect(second).not.toBe(first);

        await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.promote),
          until: { phase: 'Paused', step: 3, weights: '75/25' },
          passing: [MOVING, RESTING],
        });

        const row3 = await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.abort),
          until: {
            phase: 'Degraded',
            message: ABORTED,
            step: 0,
            weights: '100/0',
          },
          passing: [MOVING, RESTING, { phase: 'Degraded' }],
        });
        expect(row3.settled).toMatchObject({
          currentHash: second,
          stableHash: first,
        });

        const row4 = await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.promotePastStep(1)),
          until: { phase: 'Degraded', message: ABORTED, weights: '100/0' },
          quietMs: 2000,
        });
        expect(row4.settled).toEqual(row3.settled);

        const row5 = await observe(canary, {
          act: () => canary.setVersion(1),
          until: { phase: 'Healthy', step: 8, weights: '100/0', abort: false },
          passing: [MOVING, { observed: false }],
        });
        expect(row5.settled).toMatchObject({
          currentHash: first,
          stableHash: first,
        });
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'rows 6 to 8: a full promotion skips the steps, a template taken back runs all of them again',
    () =>
      on(aCanary(cluster()), async canary => {
        const { settled } = await toFirstPause(canary, 2);
        const row6 = await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.promoteFull),
          until: {
            phase: 'Healthy',
            weights: '100/0',
            currentHash: settled.currentHash,
            stableHash: settled.currentHash,
            promoteFull: undefined,
          },
        });
        expect(row6.settled.step).toBe(8);

        const row7 = await toFirstPause(canary, 1);
        expect(row7.settled.currentHash).toBe(settled.stableHash);

        await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.promoteFull),
          until: {
            phase: 'Healthy',
            weights: '100/0',
            stableHash: settled.stableHash,
            promoteFull: undefined,
          },
        });
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'row 9: within the rollback window a template taken back needs no steps',
    () =>
      on(aCanary(cluster(), { rollbackWindow: 3 }), async canary => {
        const { settled } = await toFirstPause(canary, 2);
        await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.promoteFull),
          until: { phase: 'Healthy', stableHash: settled.currentHash },
        });
        const row9 = await observe(canary, {
          act: () => canary.setVersion(1),
          until: {
            phase: 'Healthy',
            weights: '100/0',
            stableHash: settled.stableHash,
            currentHash: settled.stableHash,
          },
        });
        expect(row9.passed).not.toContainEqual(
          expect.objectContaining({ phase: 'Paused' }),
        );
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'rows 10 and 11: an abort is ignored while a full promotion is pending, and works when it is cleared',
    () =>
      on(aCanary(cluster()), async canary => {
        await observe(canary, {
          act: () => canary.setVersion(2, { pods: 'never-ready' }),
          until: { phase: 'Progressing', step: 0 },
        });
        await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.promoteFull),
          until: { phase: 'Progressing', promoteFull: true },
        });
        // The abort stays in the status until the controller's next round (up to 10 s, since it retries a canary that is not ready), which takes it away again.
        const row10 = await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.abort),
          until: {
            phase: 'Progressing',
            step: 8,
            abort: false,
            promoteFull: true,
          },
          passing: [{ phase: 'Progressing', abort: true, promoteFull: true }],
          withinMs: 40_000,
        });
        expect(row10.passed).toContainEqual(
          expect.objectContaining({ abort: true, phase: 'Progressing' }),
        );
        const row11 = await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.abortOfFullPromotion),
          until: { phase: 'Degraded', message: ABORTED, weights: '100/0' },
          passing: [MOVING, { phase: 'Degraded' }],
        });
        expect(row11.settled.promoteFull).toBe(false);
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'row 15: a candidate keeps its share while the canary grows out of the stable share',
    () =>
      on(
        aCanary(cluster(), {
          candidate: true,
          steps: [10, 25, 50, 75].flatMap(setWeight => [
            { setWeight },
            { pause: {} },
          ]),
        }),
        async canary => {
          await toFirstPause(canary, 2, '80/10/10');
          for (const [index, weights] of [
            '65/25/10',
            '40/50/10',
            '15/75/10',
          ].entries()) {
            await observe(canary, {
              act: () => canary.patchStatus(RAW_PATCHES.promote),
              until: { phase: 'Paused', step: 2 * index + 3, weights },
              passing: [MOVING, RESTING],
            });
          }
          await observe(canary, {
            act: () => canary.patchStatus(RAW_PATCHES.promote),
            until: { phase: 'Healthy', weights: '90/0/10' },
          });
          const route = await canary.api.get({
            apiVersion: 'networking.istio.io/v1',
            kind: 'VirtualService',
            namespace: canary.namespace,
            name: canary.name,
          });
          expect(route?.spec).toMatchObject({
            http: [
              { name: 'header-canary', match: [{ headers: {} }] },
              { name: 'primary' },
            ],
          });
        },
      ),
    2 * MINUTE,
  );

  it.concurrent(
    'row 16: a new image while paused starts over at the first step',
    () =>
      on(aCanary(cluster()), async canary => {
        await toFirstPause(canary, 2);
        const later = await observe(canary, {
          act: () => canary.patchStatus(RAW_PATCHES.promote),
          until: { phase: 'Paused', step: 3, weights: '75/25' },
        });
        const row16 = await toFirstPause(canary, 3);
        expect(row16.passed).toContainEqual(
          expect.objectContaining({ step: 0, phase: 'Progressing' }),
        );
        expect(row16.settled.currentHash).not.toBe(later.settled.currentHash);
        expect(row16.settled.stableHash).toBe(later.settled.stableHash);
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'rows 17 and 18: a blue-green waits with a preview and goes live at once when promoted',
    () =>
      on(aBlueGreen(cluster()), async blueGreen => {
        const row17 = await toPreview(blueGreen, 2);
        const { before, settled } = row17;
        expect(settled.previewHash).toBe(settled.currentHash);
        expect(settled.activeHash).toBe(before.currentHash);
        await observe(blueGreen, {
          act: () => blueGreen.patchStatus(RAW_PATCHES.promote),
          until: {
            phase: 'Healthy',
            activeHash: settled.previewHash,
            stableHash: settled.previewHash,
          },
          passing: [MOVING, RESTING],
        });
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'rows 19 and 21: an aborted blue-green that has lost its preview pauses again when retried',
    () =>
      on(
        aBlueGreen(cluster(), { abortScaleDownDelaySeconds: 3 }),
        async blueGreen => {
          const { settled, before } = await toPreview(blueGreen, 2);
          const row19 = await observe(blueGreen, {
            act: () => blueGreen.patchStatus(RAW_PATCHES.abort),
            until: { phase: 'Degraded', message: ABORTED },
            passing: [MOVING, RESTING, { phase: 'Degraded' }],
          });
          expect(row19.settled.activeHash).toBe(before.currentHash);
          await previewGone(blueGreen, settled.currentHash);
          const row21 = await observe(blueGreen, {
            act: () => blueGreen.patchStatus(RAW_PATCHES.retry),
            until: { phase: 'Paused', message: 'BlueGreenPause', abort: false },
            passing: [MOVING, { phase: 'Degraded' }],
          });
          expect(row21.settled.activeHash).toBe(before.currentHash);
        },
      ),
    2 * MINUTE,
  );

  it.concurrent(
    'row 20: an aborted blue-green that still has its preview goes live at once when retried',
    () =>
      on(aBlueGreen(cluster()), async blueGreen => {
        const { settled } = await toPreview(blueGreen, 2);
        await observe(blueGreen, {
          act: () => blueGreen.patchStatus(RAW_PATCHES.abort),
          until: { phase: 'Degraded', message: ABORTED },
        });
        const row20 = await observe(blueGreen, {
          act: () => blueGreen.patchStatus(RAW_PATCHES.retry),
          until: { phase: 'Healthy', activeHash: settled.currentHash },
        });
        expect(row20.tookMs).toBeLessThan(5000);
      }),
    2 * MINUTE,
  );

  it.concurrent(
    'row 22: paused by hand first, a retried blue-green waits for its promote',
    () =>
      on(aBlueGreen(cluster()), async blueGreen => {
        const { settled, before } = await toPreview(blueGreen, 2);
        await observe(blueGreen, {
          act: () => blueGreen.patchStatus(RAW_PATCHES.abort),
          until: { phase: 'Degraded', message: ABORTED },
        });
        await blueGreen.patch(RAW_PATCHES.pause);
        const manual = await observe(blueGreen, {
          act: () => blueGreen.patchStatus(RAW_PATCHES.retry),
          until: { phase: 'Paused', message: 'manually paused', abort: false },
        });
        expect(manual.settled.activeHash).toBe(before.currentHash);
        const row22 = await observe(blueGreen, {
          act: () => blueGreen.patch(RAW_PATCHES.resume),
          until: {
            phase: 'Paused',
            message: 'BlueGreenPause',
            manuallyPaused: false,
          },
          passing: [RESTING, MOVING],
        });
        expect(row22.settled).toMatchObject({
          activeHash: before.currentHash,
          previewHash: settled.currentHash,
        });
      }),
    2 * MINUTE,
  );
});

/** Waits until the ReplicaSet of a preview has no pods. */
async function previewGone(subject: Subject, hash: string): Promise<void> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 45_000);
  const sets = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    namespace: subject.namespace,
  };
  try {
    for await (const { object } of subject.api.watch(sets, stop.signal)) {
      const { replicas } = object.status as { replicas?: number };
      if (object.metadata.name.endsWith(hash) && replicas === 0) return;
    }
    throw new Error(`The preview ${hash} was not scaled down.`);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}
