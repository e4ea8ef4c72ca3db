import { remainingScaled } from '@greenlight/backstage-plugin-slo-common';
import type {
  BrokenObjective,
  ObjectiveSummary,
  ServiceReliability,
} from '@greenlight/backstage-plugin-slo-common';
import { formatPercent, oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import {
  attainedWords,
  burnWords,
  exhaustionWords,
  leftWords,
  statusWords,
  windowWords,
  youngWords,
} from '../../view/words';

/** One objective as a line of the card. */
export type LineView = {
  key: string;
  tone: Tone;
  word: string;
  name: string;
  /** Figures in the order of the card, or none where it is unknown. */
  figures?: {
    target: string;
    attained: string;
    left: string;
    burn: string;
    exhaustion?: string;
  };
  /** Why it is unknown, broken or burning. */
  because?: string;
  /** What was measured last, where it is unknown now. */
  lastKnown?: { text: string; at: string };
  young?: string;
};

/** The card of an entity. */
export type CardView =
  | {
      kind: 'empty';
      title: string;
      description: string;
      snippet: { text: string; label: string };
    }
  | {
      kind: 'objectives';
      /** For example `30 days`; the windows of all its objectives. */
      windows: string;
      /** ISO time of the newest data of all. */
      newestAt?: string;
      lines: LineView[];
    };

/** What a card shows of an answer; order and words come from the backend. */
export function toView(service: ServiceReliability): CardView {
  const { objectives, broken } = service;
  if (objectives.length === 0 && broken.length === 0) {
    return emptyView(service);
  }
  const lines = [...objectives.map(lineOf)];
  const firstOk = objectives.findIndex(({ status }) => status === 'ok');
  const place = firstOk === -1 ? lines.length : firstOk;
  lines.splice(place, 0, ...broken.map(brokenLine));
  return {
    kind: 'objectives',
    windows: windowsOf(objectives),
    newestAt: newestOf(objectives),
    lines,
  };
}

function emptyView({
  entityRef,
  environment,
  environments,
  instances,
}: ServiceReliability): CardView {
  if (instances.length === 0) {
    return {
      kind: 'empty',
      title: 'No Prometheus is configured',
      description: 'Name the one that records objectives in app-config.',
      snippet: {
        label: 'the configuration',
        text: 'slo:\n  prometheus:\n    - name: main\n      url: http://prometheus:9090',
      },
    };
  }
  const elsewhere = environments.filter(name => name !== environment);
  return {
    kind: 'empty',
    title: environment
      ? `No objective in ${environment}`
      : 'No objective was found',
    description:
      elsewhere.length > 0
        ? `There are objectives in ${elsewhere.join(', ')}.`
        : 'An objective is shown when its recorded series carry this label. Add it to the rules, and it appears with the next reading.',
    snippet: { label: 'the label', text: `entity_ref: ${entityRef}` },
  };
}

function lineOf(summary: ObjectiveSummary): LineView {
  const { objective, status, budget } = summary;
  const line: LineView = {
    key: objective.id,
    ...statusWords[status],
    name: oneLine(objective.name),
  };
  if (budget.state === 'unknown') {
    const { lastKnown } = summary;
    return {
      ...line,
      because: oneLine(budget.reason.sentence),
      ...(lastKnown && {
        lastKnown: {
          text: leftWords(remainingScaled(lastKnown)),
          at: lastKnown.newestAt,
        },
      }),
    };
  }
  return {
    ...line,
    figures: {
      target: formatTarget(objective.target.percent),
      attained: attainedWords(budget.attained, objective.target.percent),
      left: leftWords(remainingScaled(budget)),
      burn: burnWords(summary.burns[0]),
      exhaustion:
        status === 'burning' ? exhaustionWords(summary.exhaustion) : undefined,
    },
    young: youngWords(budget.coverage, objective.window.seconds),
  };
}

/** A target is shown as it was written, not rounded. */
export function formatTarget(percent: string): string {
  if (percent === '') return 'unknown';
  const digits = (percent.split('.')[1] ?? '').length;
  return formatPercent(Number(percent), { digits });
}

function brokenLine(broken: BrokenObjective): LineView {
  return {
    key: broken.id,
    ...statusWords.unknown,
    name: oneLine(broken.name || broken.id),
    because: oneLine(broken.reason.sentence),
  };
}

function windowsOf(objectives: readonly ObjectiveSummary[]): string {
  const windows = objectives.map(({ objective }) => objective.window.text);
  return [...new Set(windows)].map(windowWords).join(', ');
}

function newestOf(objectives: readonly ObjectiveSummary[]): string | undefined {
  return objectives
    .flatMap(({ budget }) =>
      budget.state === 'measured' ? [budget.newestAt] : [],
    )
    .sort()
    .at(-1);
}
