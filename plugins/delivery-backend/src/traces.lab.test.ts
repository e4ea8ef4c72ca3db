import { aBlueGreen, aCanary, describeOnLab, observe } from '@greenlight/lab';
import type { LabCluster, Subject } from '@greenlight/lab';
import { startLabPortal } from './__testUtils__/labPortal';
import type { Traced } from './__testUtils__/labPortal';

const MINUTE = 60_000;
const ABORTED = expect.stringMatching(/^RolloutAborted: /);

type Portal = Awaited<ReturnType<typeof startLabPortal>>;

const mesh = (weight: number) => ({ weights: { mesh: weight } });
const atStep = (step: number, weight: number) => ({
  health: 'Paused',
  rollout: { step, inFlight: true, ...mesh(weight) },
});

describeOnLab('Traces of the real controller, through our API', lab => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startLabPortal(lab(), 10);
  }, MINUTE);
  afterAll(() => portal.stop());

  const cluster = (): LabCluster => {
    const [first] = lab().clusters;
    if (!first) throw new Error('the lab has no cluster');
    return first;
  };

  /** Runs a trace on a subject and removes it afterwards, whatever came of it. */
  async function on(
    creating: Promise<Subject>,
    trace: (subject: Subject, api: Traced) => Promise<void>,
  ): Promise<void> {
    const subject = await creating;
    try {
      await trace(subject, await portal.traced(subject));
    } finally {
      await subject.remove();
    }
  }

  /**
   * A raw patch that lands at the end of the controller's own round stays unseen,
   * and nobody nudges for it: it waits for a quiet second.
   */
  async function quietly(subject: Subject, version: number) {
    await observe(subject, { until: {} });
    await subject.setVersion(version);
  }

  async function toFirstPause(subject: Subject, api: Traced, version = 2) {
    await quietly(subject, version);
    return api.sees({ ...atStep(1, 10), version: { tag: `v${version}` } });
  }

  it(
    'rows 1 to 5: a canary is promoted and aborted; a promote of it is refused; it goes back',
    () =>
      on(aCanary(cluster()), async (subject, api) => {
        await toFirstPause(subject, api);
        const row2 = await api.settled(await api.does('promote'));
        expect(row2.state).toBe('in-effect');
        await api.sees(atStep(3, 25));

        const row3 = await api.settled(await api.does('abort'));
        expect(row3).toMatchObject({ state: 'in-effect' });
        const aborted = await api.sees({
          health: 'Degraded',
          message: ABORTED,
          rollout: { step: 0, inFlight: true, ...mesh(0) },
        });

        const before = await subject.seen();
        const row4 = await api.refused('promote', aborted);
        expect(row4).toEqual({
          status: 409,
          message: expect.stringContaining('Retry it, or revert in Git'),
        });
        expect(await subject.seen()).toEqual(before);

        await quietly(subject, 1);
        await api.sees({
          health: 'Healthy',
          rollout: { step: 8, inFlight: false, ...mesh(0) },
        });
      }),
    2 * MINUTE,
  );

  it(
    'rows 6 to 8: finish now skips the steps; a template taken back runs all of them again',
    () =>
      on(aCanary(cluster()), async (subject, api) => {
        await toFirstPause(subject, api);
        const row6 = await api.settled(await api.does('promoteFull'));
        expect(row6.state).toBe('in-effect');
        await api.sees({
          health: 'Healthy',
          version: { tag: 'v2' },
          rollout: { inFlight: false, fullPromotionPending: false },
        });
        await toFirstPause(subject, api, 1);
        const row8 = await api.settled(await api.does('promoteFull'));
        expect(row8.state).toBe('in-effect');
        await api.sees({ health: 'Healthy', version: { tag: 'v1' } });
      }),
    2 * MINUTE,
  );

  it(
    'row 9: within the rollback window a template taken back needs no steps',
    () =>
      on(aCanary(cluster(), { rollbackWindow: 3 }), async (subject, api) => {
        await toFirstPause(subject, api);
        await api.settled(await api.does('promoteFull'));
        await api.sees({ health: 'Healthy', version: { tag: 'v2' } });
        await quietly(subject, 1);
        const row9 = await api.sees({
          health: 'Healthy',
          version: { tag: 'v1' },
        });
        expect(row9.rollout).toMatchObject({ inFlight: false });
      }),
    2 * MINUTE,
  );

  it(
    'row 10 becomes row 11: an abort takes a pending finish back instead of being ignored',
    () =>
      on(aCanary(cluster()), async (subject, api) => {
        await subject.setVersion(2, { pods: 'never-ready' });
        await api.sees({
          health: 'Progressing',
          version: { tag: 'v2' },
          rollout: { step: 0, inFlight: true },
        });
        const finish = await api.does('promoteFull');
        await api.sees({ rollout: { fullPromotionPending: true } });

        const abort = await api.settled(await api.does('abort'));
        expect(abort.state).toBe('in-effect');
        await api.sees({ health: 'Degraded', message: ABORTED });
        const superseded = await api.settled(finish);
        expect(superseded).toMatchObject({
          state: 'ignored',
          because: expect.stringContaining('aborted'),
        });
      }),
    2 * MINUTE,
  );

  it(
    'row 15: a candidate keeps its share while the canary grows',
    () =>
      on(aCanary(cluster(), { candidate: true }), async (subject, api) => {
        await quietly(subject, 2);
        const candidate = { additional: [{ weight: 10 }] };
        await api.sees({
          health: 'Paused',
          rollout: { step: 1, weights: { mesh: 10, ...candidate } },
        });
        const promoted = await api.settled(await api.does('promote'));
        expect(promoted.state).toBe('in-effect');
        await api.sees({
          health: 'Paused',
          rollout: { step: 3, weights: { mesh: 25, ...candidate } },
        });
      }),
    2 * MINUTE,
  );

  it(
    'row 16: a new image while paused starts over, and what was seen before does not count any more',
    () =>
      on(aCanary(cluster()), async (subject, api) => {
        const seen = await toFirstPause(subject, api);
        await toFirstPause(subject, api, 3);
        for (const action of ['promote', 'promoteFull', 'abort'] as const) {
          expect(await api.refused(action, seen)).toEqual({
            status: 409,
            message: expect.stringMatching(/version in flight changed.*v3/s),
          });
        }
        await api.sees(atStep(1, 10));
      }),
    2 * MINUTE,
  );

  it(
    'two clicks on what was seen once take one step',
    () =>
      on(aCanary(cluster()), async (subject, api) => {
        const seen = await toFirstPause(subject, api);
        const clicks = await Promise.allSettled([
          api.does('promote', seen),
          api.does('promote', seen),
        ]);
        expect(clicks.map(each => each.status).sort()).toEqual([
          'fulfilled',
          'rejected',
        ]);
        await api.sees(atStep(3, 25));
        expect((await subject.seen()).step).toBe(3);
      }),
    2 * MINUTE,
  );

  const previewing = (version: number) => ({
    health: 'Paused',
    message: 'BlueGreenPause',
    version: { tag: `v${version}` },
    rollout: { strategy: 'blueGreen', inFlight: true },
  });

  it(
    'rows 17 and 18: a blue-green waits with a preview and goes live when promoted',
    () =>
      on(aBlueGreen(cluster()), async (subject, api) => {
        await quietly(subject, 2);
        await api.sees(previewing(2));
        const row18 = await api.settled(await api.does('promote'));
        expect(row18.state).toBe('in-effect');
        await api.sees({ health: 'Healthy', rollout: { inFlight: false } });
        const { activeHash, currentHash } = await subject.seen();
        expect(activeHash).toBe(currentHash);
      }),
    2 * MINUTE,
  );

  it(
    'rows 19 and 21: an aborted blue-green that has lost its preview pauses again when retried',
    () =>
      on(
        aBlueGreen(cluster(), { abortScaleDownDelaySeconds: 2 }),
        async (subject, api) => {
          await quietly(subject, 2);
          await api.sees(previewing(2));
          const row19 = await api.settled(await api.does('abort'));
          expect(row19.state).toBe('in-effect');
          await api.sees({ health: 'Degraded', replicas: { updated: 0 } });
          const row21 = await api.settled(await api.does('retry'));
          expect(row21.state).toBe('in-effect');
          await api.sees(previewing(2));
          const { activeHash, stableHash } = await subject.seen();
          expect(activeHash).toBe(stableHash);
        },
      ),
    2 * MINUTE,
  );

  it(
    'row 20 becomes row 22: a retry while the preview is up waits for its approval',
    () =>
      on(aBlueGreen(cluster()), async (subject, api) => {
        await quietly(subject, 2);
        await api.sees(previewing(2));
        await api.settled(await api.does('abort'));
        await api.sees({ health: 'Degraded', message: ABORTED });
        const { activeHash } = await subject.seen();

        const row22 = await api.settled(await api.does('retry'));
        expect(row22.state).toBe('in-effect');
        await api.sees({
          ...previewing(2),
          rollout: { inFlight: true, manualPause: false },
        });
        expect((await subject.seen()).activeHash).toBe(activeHash);
      }),
    2 * MINUTE,
  );
});
