import {
  aCanary,
  aVersion,
  atRest,
  aWorkload,
  before,
  someSteps,
  waiting,
} from '../__testUtils__/builders';
import { flightView } from './flight';
import type { Sentence } from './flight';

const plain = (text = '') => text.replace(/\u00a0/g, ' ');
const say = (sentence?: Sentence) =>
  sentence &&
  plain(
    [
      sentence.text,
      sentence.since && ' <since>',
      sentence.until && '<left>',
      sentence.rest,
    ]
      .filter(Boolean)
      .join(''),
  );

describe('what is in flight', () => {
  it('is nothing where a workload rests or is no Rollout', () => {
    expect(flightView(aWorkload('dev'))).toBeUndefined();
    expect(
      flightView(aWorkload('dev', { rollout: undefined })),
    ).toBeUndefined();
  });

  it('shows the steps with the one it is at, and what comes next', () => {
    const flight = flightView(waiting());
    expect(flight?.steps.map(({ label, word }) => `${label}: ${word}`)).toEqual(
      [
        '10 %: done',
        'pause: done',
        '25 %: done',
        'pause: now',
        '50 %: to come',
        'pause 5 min: to come',
        '75 %: to come',
        'pause 5 min: to come',
        '100 %: to come',
      ],
    );
    expect(say(flight?.next)).toBe('Waits for Next step, then 50 %');
  });

  it('says when it goes on by itself', () => {
    const pause = { reason: 'CanaryPauseStep', until: before.minutes(-3) };
    const flight = flightView(waiting({ rollout: aCanary({ pause }, 5) }));
    expect(say(flight?.next)).toBe('Goes on by itself, <left>, then 75 %');
  });

  it('says that all traffic comes after the last step', () => {
    const flight = flightView(waiting({ rollout: aCanary({}, 8) }));
    expect(say(flight?.next)).toBe('Waits for Next step, then all traffic');
  });

  it('says that the new version of blue-green goes live next', () => {
    const flight = flightView(
      waiting({
        rollout: aCanary({
          strategy: 'blueGreen',
          steps: [],
          step: undefined,
          pause: { reason: 'BlueGreenPause' },
        }),
      }),
    );
    expect(say(flight?.next)).toBe('Waits for Next step, then 1.8.2 goes live');
  });

  it('says what it is at while it moves', () => {
    const flight = flightView(
      waiting({
        message: 'more replicas need to be updated',
        rollout: aCanary({ pause: undefined }, 2),
      }),
    );
    expect(say(flight?.next)).toBe(
      'At 25 %: more replicas need to be updated, then 50 %',
    );
  });

  it('says that an inconclusive analysis waits for a person', () => {
    const pause = { reason: 'InconclusiveAnalysisRun' };
    const flight = flightView(waiting({ rollout: aCanary({ pause }) }));
    expect(say(flight?.next)).toContain('could not tell good from bad');
  });

  it('says that it was aborted, why, and what Git still wants', () => {
    const flight = flightView(
      waiting({
        health: 'Degraded',
        rollout: aCanary({
          aborted: {
            since: before.minutes(4),
            message: 'success-rate 91.2 % < 99 %.',
          },
        }),
      }),
    );
    expect(flight?.sentences.map(say)).toEqual([
      'Canary aborted <since>: success-rate 91.2 % < 99 %. Git still wants 1.8.2.',
    ]);
    expect(flight?.next).toBeUndefined();
    expect(flight?.steps).toEqual([]);
  });

  it('says that a pause by hand holds the next version too, even at rest', () => {
    const flight = flightView(
      aWorkload('prod', { rollout: atRest({ manualPause: true }) }),
    );
    expect(flight?.sentences.map(say)).toEqual([
      'Paused by hand. This holds the next version too, until somebody resumes.',
    ]);
  });

  it('says that a full promotion is pending', () => {
    const flight = flightView(
      waiting({ rollout: aCanary({ fullPromotionPending: true }) }),
    );
    expect(flight?.sentences.map(say)[0]).toContain('Finishing');
    expect(flight?.next).toBeUndefined();
  });

  it('gives the message of a canary that is degraded but not aborted', () => {
    const flight = flightView(
      waiting({
        health: 'Degraded',
        message: 'ProgressDeadlineExceeded: too slow',
      }),
    );
    expect(flight?.sentences.map(say)).toEqual([
      'ProgressDeadlineExceeded: too slow',
    ]);
    expect(flight?.next).toBeUndefined();
  });
});

describe('hostile input', () => {
  it('keeps the bar and the sentences short', () => {
    const labels = Array.from({ length: 500 }, () => 'step '.repeat(100));
    const flight = flightView(
      waiting({
        version: aVersion('v'.repeat(10_000)),
        message: 'two\nlines '.repeat(1_000),
        rollout: aCanary(
          {
            steps: someSteps(labels, 250),
            step: 250,
            pause: undefined,
            aborted: undefined,
          },
          0,
        ),
      }),
    );
    expect(flight?.steps).toHaveLength(12);
    expect(flight?.hidden).toEqual({ before: 244, after: 244 });
    expect(flight?.steps[6]).toMatchObject({ index: 250, state: 'current' });
    expect(JSON.stringify(flight).length).toBeLessThan(4_000);
    expect(JSON.stringify(flight)).not.toContain('\\n');
  });

  it('with a step beyond the steps shows the last ones', () => {
    const flight = flightView(waiting({ rollout: aCanary({ step: 9_999 }) }));
    expect(flight?.steps).toHaveLength(9);
  });
});
