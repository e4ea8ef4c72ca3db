import type {
  RolloutProgress,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { metricView } from './metrics';
import type { MetricView } from './metrics';
import { drawnSteps } from './steps';
import type { DrawnSteps } from './steps';
import { weightsOf } from './weights';
import type { WeightsView } from './weights';
import { shortName } from './words';

/** A sentence of the state, with a time in it where there is one. */
export type Sentence = {
  tone: Tone;
  text: string;
  /** Since when. */
  since?: string;
  /** Counts down to it. */
  until?: string;
  /** Follows the time. */
  rest?: string;
};

/** What is in flight, or held, on one workload. */
export type FlightView = DrawnSteps & {
  sentences: Sentence[];
  next?: Sentence;
  weights?: WeightsView;
  metrics: MetricView[];
};

function abortedSentence(workload: Workload, since?: string): Sentence {
  const message = oneLine(workload.rollout?.aborted?.message ?? '');
  const wants = `Git still wants ${shortName(workload.version.label)}.`;
  return {
    tone: 'bad',
    text:
      workload.rollout?.strategy === 'blueGreen'
        ? 'Switch aborted'
        : 'Canary aborted',
    ...(since && { since }),
    rest: message ? `: ${message.replace(/\.$/, '')}. ${wants}` : `. ${wants}`,
  };
}

function sentencesOf(workload: Workload): Sentence[] {
  const progress = workload.rollout;
  if (!progress) return [];
  const sentences: Sentence[] = [];
  if (progress.aborted) {
    sentences.push(abortedSentence(workload, progress.aborted.since));
  }
  if (progress.manualPause) {
    sentences.push({
      tone: 'waiting',
      text: 'Paused by hand. This holds the next version too, until somebody resumes.',
    });
  }
  if (progress.fullPromotionPending) {
    sentences.push({
      tone: 'busy',
      text: 'Finishing: all traffic goes to the new version once its pods are ready.',
    });
  }
  if (
    progress.inFlight &&
    workload.health === 'Degraded' &&
    !progress.aborted
  ) {
    sentences.push({
      tone: 'bad',
      text: oneLine(workload.message) || 'Degraded without a message',
    });
  }
  return sentences;
}

function stepsToCome(progress: RolloutProgress): string | undefined {
  const { steps, step } = progress;
  if (step === undefined) return undefined;
  const ahead = steps.filter(s => s.index > step && s.kind === 'setWeight');
  const [next] = ahead;
  if (!next) return 'all traffic';
  return shortName(next.label);
}

const pauseWords: Record<string, string> = {
  CanaryPauseStep: 'Waits for Next step',
  BlueGreenPause: 'Waits for Next step',
  InconclusiveAnalysisRun:
    'Waits: the analysis could not tell good from bad. Look at it, then Next step or Abort',
  InconclusiveExperiment:
    'Waits: the experiment could not tell good from bad. Look at it, then Next step or Abort',
};

function nextOfPause(progress: RolloutProgress, then: string): Sentence {
  const { pause } = progress;
  if (pause?.until) {
    return {
      tone: 'waiting',
      text: 'Goes on by itself, ',
      until: pause.until,
      rest: `, ${then}`,
    };
  }
  const text = pauseWords[pause?.reason ?? ''] ?? 'Paused';
  return { tone: 'waiting', text: `${text}, ${then}` };
}

function messageOf(workload: Workload): Sentence | undefined {
  const text = oneLine(workload.message);
  return text ? { tone: 'busy', text } : undefined;
}

function nextOf(workload: Workload): Sentence | undefined {
  const progress = workload.rollout;
  if (!progress?.inFlight || progress.aborted) return undefined;
  if (progress.fullPromotionPending || workload.health === 'Degraded') {
    return undefined;
  }
  const { strategy, pause, steps, step } = progress;
  if (strategy === 'blueGreen') {
    if (!pause) return messageOf(workload);
    return nextOfPause(
      progress,
      `then ${shortName(workload.version.label)} goes live`,
    );
  }
  const then = stepsToCome(progress);
  if (pause && then) return nextOfPause(progress, `then ${then}`);
  const now = steps.find(s => s.index === step);
  if (!now) return messageOf(workload);
  const doing = `At ${shortName(now.label)}`;
  return {
    tone: 'busy',
    text:
      [doing, oneLine(workload.message)].filter(Boolean).join(': ') +
      (then ? `, then ${then}` : ''),
  };
}

/** What there is to say of a workload beyond its cell; nothing when it rests. */
export function flightView(workload: Workload): FlightView | undefined {
  const progress = workload.rollout;
  if (!progress) return undefined;
  const sentences = sentencesOf(workload);
  if (!progress.inFlight && sentences.length === 0) return undefined;
  const weights = weightsOf(workload);
  const next = nextOf(workload);
  const drawn =
    progress.inFlight && !progress.aborted
      ? drawnSteps(progress)
      : { steps: [], hidden: { before: 0, after: 0 } };
  return {
    sentences,
    ...drawn,
    ...(next && { next }),
    ...(weights && { weights }),
    metrics: progress.inFlight ? progress.metrics.map(metricView) : [],
  };
}
