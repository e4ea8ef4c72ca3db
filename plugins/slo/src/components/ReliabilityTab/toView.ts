import { remainingScaled } from '@greenlight/backstage-plugin-slo-common';
import type {
  BudgetFigures,
  BurnPair,
  Explanation,
  Forecast,
  ObjectiveDetail,
  Point,
  ReliabilityDetail,
} from '@greenlight/backstage-plugin-slo-common';
import {
  aboutDuration,
  formatCount,
  formatDuration,
  formatFactor,
  formatPercent,
  formatTime,
  oneLine,
} from '@greenlight/ui';
import type { ChartLine, ChartThreshold, Tone } from '@greenlight/ui';
import {
  attainedWords,
  leftWords,
  statusWords,
  youngWords,
} from '../../view/words';
import { formatTarget } from '../ReliabilityCard/toView';

/** A figure with the name under which it is explained. */
export type Figure = {
  of: string;
  title: string;
  text: string;
  /** In full, for whoever asks. */
  hint?: string;
};

/** A row of the table of objectives. */
export type ObjectiveRow = {
  key: string;
  tone: Tone;
  word: string;
  name: string;
  because: string;
  /** Absent where there is nothing to look at. */
  figures?: {
    target: string;
    attained: string;
    left: string;
    /** 0 to 1, for the bar; undefined where it is unknown. */
    leftShare?: number;
    rest: string[];
    burn: string;
    slowBurn: string;
    exhaustion: string;
  };
  newestAt?: string;
  young?: string;
  /** What was measured last, where it is unknown now. */
  lastKnown?: { text: string; at: string };
};

/** Worst first; what is broken is unknown, and stands before what is well. */
export function rowsOf({
  objectives,
  broken,
}: Pick<ReliabilityDetail, 'objectives' | 'broken'>): ObjectiveRow[] {
  const rows = objectives.map(rowOf);
  const well = objectives.findIndex(({ status }) => status === 'ok');
  rows.splice(
    well === -1 ? rows.length : well,
    0,
    ...broken.map(({ id, name, reason }) => ({
      key: `broken ${id}`,
      ...statusWords.unknown,
      name: oneLine(name || id),
      because: oneLine(reason.sentence),
    })),
  );
  return rows;
}

function burnText(burn: ObjectiveDetail['burns'][number] | undefined): string {
  return burn?.state === 'measured' ? formatFactor(burn.rate) : 'unknown';
}

function timeText({ time }: BudgetFigures): string {
  const of = formatDuration(time.allowedSeconds * 1000);
  return time.remainingSeconds < 0
    ? `${formatDuration(-time.remainingSeconds * 1000)} over ${of}`
    : `${formatDuration(time.remainingSeconds * 1000)} of ${of}`;
}

function eventsText({ events }: BudgetFigures): string | undefined {
  return (
    events &&
    `${formatCount(events.bad)} of ${formatCount(events.allowed)} bad events`
  );
}

/** One objective as a row. */
export function rowOf(detail: ObjectiveDetail): ObjectiveRow {
  const { objective, budget, status, because, burns, lastKnown } = detail;
  const known = budget.state === 'measured' ? budget : undefined;
  const left = known && remainingScaled(known);
  const rest = known ? [timeText(known), eventsText(known)] : [];
  return {
    key: objective.id,
    ...statusWords[status],
    name: oneLine(objective.name),
    because: oneLine(
      budget.state === 'unknown' ? budget.reason.sentence : because,
    ),
    figures: {
      target: formatTarget(objective.target.percent),
      attained: attainedWords(known?.attained, objective.target.percent),
      left: leftWords(left),
      leftShare: left === undefined ? left : Math.min(1, Math.max(0, left)),
      rest: rest.filter(text => text !== undefined),
      burn: burnText(burns[0]),
      slowBurn: burnText(burns[1]),
      exhaustion: soonText(detail.exhaustion),
    },
    newestAt: known?.newestAt,
    young: known && youngWords(known.coverage, objective.window.seconds),
    ...(!known &&
      lastKnown && {
        lastKnown: {
          text: leftWords(remainingScaled(lastKnown)),
          at: lastKnown.newestAt,
        },
      }),
  };
}

function soonText(forecast: Forecast): string {
  switch (forecast.state) {
    case 'at':
      return `in ${aboutDuration(forecast.seconds * 1000)}`;
    case 'never':
      return '—';
    default:
      return forecast.state;
  }
}

/** A forecast in words; `never` says what it means that it will not come. */
export function forecastText(forecast: Forecast, never: string): string {
  switch (forecast.state) {
    case 'never':
      return `${never}: ${oneLine(forecast.because)}`;
    case 'unknown':
      return `unknown: ${oneLine(forecast.reason.sentence)}`;
    default:
      return soonText(forecast);
  }
}

const on = (forecast: Forecast) =>
  forecast.state === 'at' ? formatTime(forecast.at) : undefined;

/** The figures of one objective, each with an explanation to open. */
export function figuresOf(detail: ObjectiveDetail): Figure[] {
  const { budget, exhaustion, rollingExhaustion, recovery } = detail;
  const { figures } = rowOf(detail);
  const known = budget.state === 'measured' ? budget : undefined;
  const events = known && eventsText(known);
  const threshold = formatPercent(detail.recoveryThreshold * 100, {
    digits: 0,
  });
  const notForeseen = 'not foreseen';
  return [
    {
      of: 'attained',
      title: `Attained of ${figures?.target}`,
      text: figures?.attained ?? 'unknown',
    },
    { of: 'remaining', title: 'Budget', text: figures?.left ?? 'unknown' },
    ...(known
      ? [{ of: 'time', title: 'Budget as time', text: timeText(known) }]
      : []),
    ...(events ? [{ of: 'consumed', title: 'Spent', text: events }] : []),
    {
      of: 'burn:1h',
      title: 'Burn rate, 1 h',
      text: figures?.burn ?? 'unknown',
    },
    {
      of: 'burn:6h',
      title: 'Burn rate, 6 h',
      text: figures?.slowBurn ?? 'unknown',
    },
    {
      of: 'exhaustion',
      title: 'Exhausted at the rate of the last hour',
      text: forecastText(exhaustion, notForeseen),
      hint: on(exhaustion),
    },
    {
      of: 'rollingExhaustion',
      title: 'Exhausted, counting what leaves the window',
      text: forecastText(rollingExhaustion, notForeseen),
      hint: on(rollingExhaustion),
    },
    {
      of: 'recovery',
      title: `Back above ${threshold}, if nothing fails from now on`,
      text: forecastText(recovery, 'not needed'),
      hint: on(recovery),
    },
  ];
}

/** Alerts that fire, in words. */
export function firingOf({
  alerts,
}: Pick<ObjectiveDetail, 'alerts'>): string[] {
  return alerts.map(({ name, severity, window }) =>
    oneLine(`${name} (${severity}${window ? `, ${window}` : ''})`),
  );
}

/** A pair of burn windows as a row. */
export type PairRow = {
  key: string;
  severity: string;
  burns: { window: string; text: string }[];
  factor: string;
  spends: string;
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
    burns: [pair.long, pair.short].map(burn => ({
      window: burn.window,
      text: burnText(burn),
    })),
    factor: formatFactor(pair.factor),
    spends: `${formatPercent(pair.budgetShare * 100, {
      digits: 0,
    })} of the budget in ${pair.long.window}`,
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

/** Spans that were not recorded are no line. */
const gapMs = (stepSeconds: number) => stepSeconds * 1500;

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
      {
        key: 'left',
        label: 'left',
        role: 'main',
        points: burnDown.remaining,
        gapMs: gapMs(burnDown.stepSeconds),
      },
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

/** Thresholds up to the first that the burn rate has not passed. */
export function thresholdsBeside(
  points: readonly Point[],
  pairs: readonly BurnPair[],
): ChartThreshold[] {
  const highest = points.reduce(
    (max, [, value]) => Math.max(max, value ?? 0),
    1,
  );
  const able = pairs
    .filter(({ state, factor }) => state !== 'neverFires' && factor > 1)
    .sort((a, b) => a.factor - b.factor);
  const next = able.findIndex(({ factor }) => factor > highest);
  return [
    { value: 1, label: '1× spends all', tone: 'unknown' },
    ...able.slice(0, next === -1 ? able.length : next + 1).map(
      ({ factor, severity }): ChartThreshold => ({
        value: factor,
        label: `${severity} ${formatFactor(factor)}`,
        tone: severity === 'page' ? 'bad' : 'waiting',
      }),
    ),
  ];
}

/** The burn rate of each span through the window, beside the alerts. */
export function burnChart(detail: ObjectiveDetail): ChartView {
  const { burnHistory, pairs } = detail;
  if (burnHistory.state === 'unknown') {
    return { state: 'unknown', reason: burnHistory.reason.sentence };
  }
  const { points, stepSeconds } = burnHistory;
  const span = formatDuration(stepSeconds * 1000);
  return {
    state: 'drawn',
    lines: [
      {
        key: 'burn',
        label: `burn, ${span}`,
        role: 'main',
        points,
        gapMs: gapMs(stepSeconds),
      },
    ],
    thresholds: thresholdsBeside(points, pairs),
    description: `Burn rate of each ${span}. At 1 the budget lasts exactly its window; the other lines are the thresholds of alerts, which want both of their windows above them.`,
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
      return `${Number(value.toPrecision(8))} (${ratioText(value)})`;
    case 'events':
      return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
    case 'seconds':
      return formatDuration(value * 1000);
    case 'time':
      return formatTime(value * 1000);
    default:
      return formatFactor(value, { digits: 2 });
  }
}

function ratioText(value: number): string {
  return formatPercent(value * 100, { digits: Math.abs(value) < 0.02 ? 3 : 1 });
}
