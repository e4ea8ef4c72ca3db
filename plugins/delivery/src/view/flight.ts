import type {
  MetricSummary,
  RolloutProgress,
  StepView,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { formatWeight, middleTruncate, oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { phaseTone, shortName } from './words';

/** One step as the bar draws it. */
export type StepMark = {
  index: number;
  label: string;
  state: StepView['state'];
  word: 'done' | 'now' | 'to come';
};

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

/** One metric of the analysis that judges the update. */
export type MetricView = {
  key: string;
  name: string;
  tone: Tone;
  phase: string;
  value?: string;
  condition?: string;
  counts: string;
  message?: string;
};

/** Weights beside each other, and where they differ. */
export type WeightsView = {
  label: string;
  rows: { name: string; value: string }[];
  drift?: string;
  unknown?: string;
};

/** What is in flight, or held, on one workload. */
export type FlightView = {
  sentences: Sentence[];
  steps: StepMark[];
  /** Steps that are not drawn, on either side. */
  hidden: { before: number; after: number };
  next?: Sentence;
  weights?: WeightsView;
  metrics: MetricView[];
};

const MOST_STEPS = 12;
const stepWords = { done: 'done', current: 'now', next: 'to come' } as const;

function drawnSteps(progress: RolloutProgress) {
  const { steps, step = 0 } = progress;
  const first = Math.max(
    0,
    Math.min(step - Math.floor(MOST_STEPS / 2), steps.length - MOST_STEPS),
  );
  const drawn = steps.slice(first, first + MOST_STEPS);
  return {
    steps: drawn.map(({ index, label, state }) => ({
      index,
      label: middleTruncate(label, 24),
      state,
      word: stepWords[state] ?? 'to come',
    })),
    hidden: { before: first, after: steps.length - first - drawn.length },
  };
}

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

function colorsOf(workload: Workload): WeightsView | undefined {
  const { activeService, previewService } = workload.rollout ?? {};
  const served = workload.stable ?? workload.version;
  const rows = [
    { name: 'Active', service: activeService, version: served },
    { name: 'Preview', service: previewService, version: workload.version },
  ].flatMap(({ name, service, version }) =>
    service
      ? [
          {
            name: `${name} ${shortName(service)}`,
            value: shortName(version.label),
          },
        ]
      : [],
  );
  return rows.length > 0
    ? { label: 'Services and their versions', rows }
    : undefined;
}

function weightsOf(workload: Workload): WeightsView | undefined {
  const progress = workload.rollout;
  if (!progress?.inFlight) return undefined;
  if (progress.strategy === 'blueGreen') return colorsOf(workload);
  if (progress.strategy !== 'canary') return undefined;
  const { desired, actual, mesh, additional, drift, unknown } =
    progress.weights;
  const rows = [
    { name: 'Wanted', value: formatWeight(desired) },
    { name: 'Actual', value: formatWeight(actual) },
    ...(mesh === undefined && !unknown
      ? []
      : [{ name: 'Mesh', value: formatWeight(mesh) }]),
    ...additional.slice(0, 5).map(({ name, weight }) => ({
      name: shortName(name),
      value: formatWeight(weight),
    })),
  ];
  return {
    label: 'Share of the canary',
    rows,
    ...(drift && { drift: oneLine(drift) }),
    ...(unknown && { unknown: oneLine(unknown) }),
  };
}

/** A metric with how often it was measured and how that went. */
export function metricView(metric: MetricSummary): MetricView {
  const { successful, failed, inconclusive, error } = metric;
  const total = successful + failed + inconclusive + error;
  const troubles = [
    failed > 0 && `${failed} failed`,
    inconclusive > 0 && `${inconclusive} inconclusive`,
    error > 0 && `${error} without an answer`,
  ].filter(Boolean);
  const measured =
    total === 0 ? 'not measured yet' : `${successful} of ${total} good`;
  return {
    key: `${metric.run}/${metric.metric}`,
    name: metric.metric,
    tone: phaseTone(metric.phase),
    phase: shortName(metric.phase),
    ...(metric.value !== undefined && { value: metric.value }),
    ...(metric.condition && { condition: metric.condition }),
    counts: [measured, ...troubles].join(', '),
    ...(metric.message && { message: oneLine(metric.message) }),
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
