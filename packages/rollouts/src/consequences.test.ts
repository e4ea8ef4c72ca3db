import { consequences } from './consequences';
import {
  ABORTED,
  BLUE_GREEN,
  blueGreen,
  canary,
  OLD_IMAGE,
  PAUSED,
  replicaSet,
  STEPS,
} from './testing/builders';

const replicaSets = [
  replicaSet('old', { image: OLD_IMAGE }),
  replicaSet('new', {}),
];
const ROUTED = {
  strategy: { canary: { steps: STEPS, trafficRouting: { istio: {} } } },
};

describe('what will happen', () => {
  it('on the next step: the weight, and how long it then waits', () => {
    expect(consequences('promote', canary({ status: PAUSED }))).toEqual([
      'The canary gets 25 % of the traffic.',
      'Then it pauses for 5 min.',
    ]);
  });

  it('on the last step: all traffic', () => {
    const status = { ...PAUSED, currentStepIndex: 3 };
    expect(consequences('promote', canary({ status }))).toEqual([
      'The canary gets 50 % of the traffic.',
      'That was the last step: all traffic goes to checkout:1.8.2.',
    ]);
  });

  it('on a step that runs: it is skipped', () => {
    expect(
      consequences('promote', canary({ status: { currentStepIndex: 2 } })),
    ).toEqual([
      'Then it pauses for 5 min.',
      'This skips the step that is running now.',
    ]);
  });

  it('on the approval of a preview: everything at once', () => {
    expect(consequences('promote', blueGreen())).toEqual([
      'All traffic switches to checkout:1.8.2 at once.',
      'The pods of the old version stay for 30 s.',
    ]);
  });

  it('on Finish now: nothing guards it any more', () => {
    expect(consequences('promoteFull', canary({ status: PAUSED }))).toEqual([
      'All traffic goes to checkout:1.8.2 as soon as all its pods are available, without further steps or analysis. Skipped: pause, 25 %, pause 5 min, 50 %.',
      'Going back afterwards runs all steps again.',
    ]);
  });

  it('on an abort: back at once, and Git does not know', () => {
    expect(
      consequences('abort', canary({ spec: ROUTED }), { replicaSets }),
    ).toEqual([
      'All traffic goes back to checkout:1.8.1 at once.',
      'The pods of the new version are removed after 30 s.',
      'Git still wants checkout:1.8.2: the Rollout stays Degraded until it is retried or Git is reverted.',
    ]);
  });

  it('on an abort of Finish now: that is taken back too', () => {
    const sentences = consequences(
      'abort',
      canary({ status: { promoteFull: true } }),
    );
    expect(sentences).toContain(
      'This takes Finish now back; an abort alone would be ignored.',
    );
  });

  it('on a retry: from the first step', () => {
    expect(consequences('retry', canary({ status: ABORTED }))).toEqual([
      'checkout:1.8.2 begins again at its first step.',
      'The canary gets 10 % of the traffic.',
      'Then it pauses until somebody chooses the next step.',
    ]);
  });

  it('on a retry of blue-green: held for a moment', () => {
    const aborted = blueGreen({
      status: { ...ABORTED, pauseConditions: null },
    });
    expect(consequences('retry', aborted)[1]).toContain(
      'paused by hand for a moment',
    );
  });

  it('on a pause: it holds the next version too', () => {
    expect(
      consequences(
        'pause',
        canary({ spec: ROUTED, status: { currentStepIndex: 3 } }),
      ),
    ).toEqual([
      'The canary keeps its share of the traffic (25 %) until somebody resumes; timed pauses do not end by themselves.',
      'A pause that is kept holds the next version too, before its first step.',
    ]);
  });

  it('on resuming: whether it takes a step as well', () => {
    const held = { paused: true };
    expect(
      consequences('resume', canary({ spec: held, status: PAUSED })),
    ).toEqual([
      'The manual pause ends.',
      'The canary gets 25 % of the traffic.',
      'Then it pauses for 5 min.',
      'This ends the pause of the step too, as Next step does.',
    ]);
    expect(
      consequences(
        'resume',
        canary({ spec: held, status: { currentStepIndex: 0 } }),
      ),
    ).toEqual(['The manual pause ends.', 'It goes on with the step: 10 %.']);
    expect(
      consequences('resume', canary({ spec: held, status: ABORTED })),
    ).toEqual(['The manual pause ends.', 'It stays aborted.']);
  });

  it('takes the image from the ReplicaSet where a workload is referred to', () => {
    const spec = {
      strategy: BLUE_GREEN,
      template: undefined,
      workloadRef: { kind: 'Deployment', name: 'checkout' },
    };
    const sentences = consequences('abort', blueGreen({ spec }), {
      replicaSets,
    });
    expect(sentences.at(-1)).toContain(
      'Git still wants checkout:1.8.2 (in Deployment checkout)',
    );
  });

  it('is the reason where nothing will', () => {
    expect(consequences('promote', canary({ status: ABORTED }))).toEqual([
      'The update is aborted, so nothing would move.',
      'Retry it, or revert in Git.',
    ]);
  });
});
