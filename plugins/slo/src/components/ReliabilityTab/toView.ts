import { remainingScaled } from '@greenlight/backstage-plugin-slo-common';
import type {
  BurnPair,
  Explanation,
  Forecast,
  ObjectiveDetail,
} from '@greenlight/backstage-plugin-slo-common';
import {
  aboutDuration,
  formatDuration,
  formatFactor,
  formatPercent,
  oneLine,
} from '@greenlight/ui';
import type { ChartLine, ChartThreshold, Tone } from '@greenlight/ui';
import {
  attainedWords,
  leftWords,
  restWords,
  statusWords,
  youngWords,
} from '../../view/words';
import { formatTarget } from '../ReliabilityCard/toView';

/** A figure with the name under which it is explained. */
export type Figure = { of: string; title: string; text: string };

/** A row of the table of objectives. */
export type ObjectiveRow = {
  key: string;
  tone: Tone;
  word: string;
  name: string;
  because: string;
  target: string;
  attained: string;
  left: string;
  /** 0 to 1, for the bar; undefined where it is unknown. */
  leftShare?: number;
  rest: string;
  burn: string;
  slowBurn: string;
  exhaustion: string;
  newestAt?: string;
  young?: string;
};

const fallback = (text: string | undefined) => text ?? 'unknown';

function burnText(burn: ObjectiveDetail['burns'][number] | undefined): string {
  return burn?.state === 'measured' ? formatFactor(burn.rate) : 'unknown';
}

/** One objective as a row. */
export function rowOf(detail: ObjectiveDetail): ObjectiveRow {
  const { objective, budget, status, because, burns } = detail;
  const row = {
    key: objective.id,
    ...statusWords[status],
    name: oneLine(objective.name),
    because: oneLine(because),
    target: formatTarget(objective.target.percent),
    burn: burnText(burns[0]),
    slowBurn: burnText(burns[1]),
    exhaustion: forecastText(detail.exhaustion),
  };
  if (budget.state === 'unknown') {
    return { ...row, attained: 'unknown', left: 'unknown', rest: '' };
  }
  return {
    ...row,
    attained: attainedWords(budget.attained, objective.target.percent),
    left: leftWords(remainingScaled(budget)),
    leftShare: Math.min(1, Math.max(0, remainingScaled(budget))),
    rest: restWords(budget),
    newestAt: budget.newestAt,
    young: youngWords(budget.coverage, objective.window.seconds),
  };
}

/** A forecast in words. */
export function forecastText(forecast: Forecast): string {
  switch (forecast.state) {
    case 'gone':
      return 'gone';
    case 'never':
      return `not foreseen: ${forecast.because}`;
    case 'at':
      return `in ${aboutDuration(forecast.seconds * 1000)}`;
    default:
      return `unknown: ${forecast.reason.sentence}`;
  }
}

/** The figures of one objective, each with an explanation to open. */
export function figuresOf(detail: ObjectiveDetail): Figure[] {
  const row = rowOf(detail);
  const { recoveryThreshold } = detail;
  const threshold = formatPercent(recoveryThreshold * 100, { digits: 0 });
  return [
    { of: 'attained', title: 'Attained', text: row.attained },
    { of: 'remaining', title: 'Budget', text: row.left },
    { of: 'burn:1h', title: 'Burn rate, 1 h', text: row.burn },
    { of: 'burn:6h', title: 'Burn rate, 6 h', text: row.slowBurn },
    {
      of: 'exhaustion',
      title: 'Exhausted at the rate of the last hour',
      text: row.exhaustion,
    },
    {
      of: 'rollingExhaustion',
      title: 'Exhausted, counting what leaves the window',
      text: forecastText(detail.rollingExhaustion),
    },
    {
      of: 'recovery',
      title: `Back above ${threshold}, if nothing fails from now on`,
      text: forecastText(detail.recovery),
    },
  ];
}

/** A pair of burn windows as a row. */
export type PairRow = {
  key: string;
  severity: string;
  windows: string;
  burns: string;
  factor: string;
  tone: Tone;
  word: string;
  because: string;
};

const pairWords: Record<BurnPair['state'], { tone: Tone; word: string }> = {
  firing: { tone: 'bad', word: 'Firing' },
  quiet: { tone: 'good', word: 'Quiet' },
  unknown: { tone: 'unknown', word: 'Unknown' },
  neverFires: { tone: 'unknown', word: 'Can never fire' },
};

/** The burn-rate alerts of one objective. */
export function pairRows(pairs: readonly BurnPair[]): PairRow[] {
  return pairs.map(pair => ({
    key: `${pair.severity} ${pair.long.window}`,
    severity: pair.severity,
    windows: `${pair.long.window} and ${pair.short.window}`,
    burns: `${burnText(pair.long)} and ${burnText(pair.short)}`,
    factor: formatFactor(pair.factor),
    ...pairWords[pair.state],
    because: oneLine(pair.because),
  }));
}

/** A chart, or why there is none. */
export type ChartView =
  | {
      state: 'drawn';
      lines: ChartLine[];
      thresholds: ChartThreshold[];
      description: string;
    }
  | { state: 'unknown'; reason: string };

/** What was left of the budget, through the window. */
export function burnDownChart(detail: ObjectiveDetail): ChartView {
  const { burnDown, objective } = detail;
  if (burnDown.state === 'unknown') {
    return { state: 'unknown', reason: burnDown.reason.sentence };
  }
  return {
    state: 'drawn',
    thresholds: [],
    lines: [
      { key: 'left', label: 'left', role: 'main', points: burnDown.remaining },
      {
        key: 'even',
        label: 'even spending',
        role: 'reference',
        points: burnDown.even,
      },
    ],
    description: `Share of the budget that was left over the last ${objective.window.text}, beside even spending from all to nothing.`,
  };
}

/** The burn rate over an hour, through the window, beside the alerts. */
export function burnChart(detail: ObjectiveDetail): ChartView {
  const { burnHistory, pairs } = detail;
  if (burnHistory.state === 'unknown') {
    return { state: 'unknown', reason: burnHistory.reason.sentence };
  }
  const page = pairs.find(
    ({ severity, state }) => severity === 'page' && state !== 'neverFires',
  );
  return {
    state: 'drawn',
    lines: [
      {
        key: 'burn',
        label: `burn, ${formatDuration(burnHistory.stepSeconds * 1000)}`,
        role: 'main',
        points: burnHistory.points,
      },
    ],
    thresholds: [
      { value: 1, label: '1× spends all' },
      ...(page
        ? [{ value: page.factor, label: `page ${formatFactor(page.factor)}` }]
        : []),
    ],
    description:
      'Burn rate of each span of time. At 1 the budget lasts exactly its window; above the other line the page alert fires, if it lasts.',
  };
}

/** Writes the value of an explanation with its unit. */
export function writeValue(
  value: number | undefined,
  unit: Explanation['evidence'][number]['unit'],
): string {
  if (value === undefined || !Number.isFinite(value)) return 'unknown';
  switch (unit) {
    case 'ratio':
      return String(Number(value.toPrecision(8)));
    case 'events':
      return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
    case 'seconds':
      return formatDuration(value * 1000);
    case 'time':
      return new Date(value * 1000).toISOString();
    default:
      return fallback(formatFactor(value, { digits: 2 }));
  }
}
