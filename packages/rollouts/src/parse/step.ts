import type { CanaryStep, PauseDuration } from '../rolloutTypes';
import { durationSeconds } from './duration';
import { compact, Fields } from './reading';

/** Reads one canary step; an unknown or empty one stays, because positions count. */
export function readStep(step: Fields): CanaryStep {
  const weight = step.whole('setWeight');
  if (weight !== undefined) return { kind: 'setWeight', weight };
  const pause = step.object('pause');
  if (pause) return { kind: 'pause', duration: readDuration(pause) };
  const scale = step.object('setCanaryScale');
  if (scale) {
    return compact({
      kind: 'setCanaryScale' as const,
      replicas: scale.whole('replicas'),
      weight: scale.whole('weight'),
      matchTrafficWeight: scale.flag('matchTrafficWeight'),
    });
  }
  return readRunStep(step) ?? readRouteStep(step) ?? unknownStep(step);
}

function readRunStep(step: Fields): CanaryStep | undefined {
  const analysis = step.object('analysis');
  if (analysis) return { kind: 'analysis', templates: readTemplates(analysis) };
  const experiment = step.object('experiment');
  if (experiment) {
    const templates = experiment
      .list('templates')
      .flatMap(template => template.text('name') ?? []);
    return { kind: 'experiment', templates };
  }
  const plugin = step.object('plugin');
  if (plugin) return { kind: 'plugin', name: plugin.text('name') ?? '' };
  return undefined;
}

function readRouteStep(step: Fields): CanaryStep | undefined {
  const header = step.object('setHeaderRoute');
  if (header) {
    return {
      kind: 'setHeaderRoute',
      name: header.text('name') ?? '',
      removes: header.list('match').length === 0,
    };
  }
  const mirror = step.object('setMirrorRoute');
  if (mirror) {
    return compact({
      kind: 'setMirrorRoute' as const,
      name: mirror.text('name') ?? '',
      percentage: mirror.whole('percentage'),
    });
  }
  return undefined;
}

function unknownStep(step: Fields): CanaryStep {
  const word = (step.keys()[0] ?? 'empty').slice(0, 80);
  step.problem(word, 'is not a step that is known here');
  return { kind: 'unknown', word };
}

function readDuration(pause: Fields): PauseDuration {
  const value = pause.wholeOrText('duration');
  if (value === undefined) {
    return pause.has('duration')
      ? { is: 'unreadable', text: 'not a duration' }
      : { is: 'untilPromoted' };
  }
  const seconds = durationSeconds(value);
  if (seconds !== undefined) return { is: 'timed', seconds };
  pause.problem('duration', 'cannot be read as a duration');
  return { is: 'unreadable', text: String(value).slice(0, 80) };
}

/** Names of the templates of an analysis, in both ways in which they are written. */
export function readTemplates(analysis: Fields | undefined): readonly string[] {
  if (!analysis) return [];
  const one = analysis.text('templateName');
  const many = analysis
    .list('templates')
    .flatMap(template => template.text('templateName') ?? []);
  return one ? [one, ...many] : many;
}
