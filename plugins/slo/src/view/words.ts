import type {
  BudgetFigures,
  Burn,
  Forecast,
  ObjectiveStatus,
} from '@greenlight/backstage-plugin-slo-common';
import {
  aboutDuration,
  formatBurnRate,
  formatCount,
  formatDuration,
  formatPercent,
} from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';

/** A status as people read it. */
export const statusWords: Record<
  ObjectiveStatus,
  { tone: Tone; word: string }
> = {
  exhausted: { tone: 'bad', word: 'Exhausted' },
  burning: { tone: 'waiting', word: 'Burning' },
  unknown: { tone: 'unknown', word: 'Unknown' },
  ok: { tone: 'good', word: 'OK' },
};

/** What is left of a budget: `38.2 % left`, or `over by 12.0 %`. */
export function leftWords(remaining: number | undefined): string {
  if (remaining === undefined || !Number.isFinite(remaining)) return 'unknown';
  return remaining < 0
    ? `over by ${formatPercent(-remaining * 100)}`
    : `${formatPercent(remaining * 100)} left`;
}

/** A share of good events, with one digit more than its target has. */
export function attainedWords(
  attained: number | undefined,
  targetPercent: string,
): string {
  const digits = (targetPercent.split('.')[1] ?? '').length + 1;
  return attained === undefined
    ? 'unknown'
    : formatPercent(attained * 100, { digits });
}

/** A burn rate: `burn 3.1× too fast`, or why it is unknown. */
export function burnWords(burn: Burn | undefined): string {
  if (!burn) return 'burn unknown';
  return burn.state === 'measured'
    ? `burn ${formatBurnRate(burn.rate)}`
    : `burn unknown: ${burn.reason.sentence}`;
}

/** When a budget will be gone; undefined where it will not. */
export function exhaustionWords(forecast: Forecast): string | undefined {
  switch (forecast.state) {
    case 'gone':
      return 'exhausted';
    case 'at':
      return `exhausted in ${aboutDuration(forecast.seconds * 1000)}`;
    default:
      return undefined;
  }
}

/** A tile that was missed here and there does not make an objective young. */
export const YOUNG_BELOW = 0.98;

/** `2 of 30 days seen`, for an objective that has not seen its whole window. */
export function youngWords(
  coverage: BudgetFigures['coverage'],
  windowSeconds: number,
): string | undefined {
  if (coverage.ratio >= YOUNG_BELOW) return undefined;
  const DAY = 86_400;
  if (windowSeconds < 2 * DAY) {
    const hours = Math.floor(coverage.seenSeconds / 3600);
    return `${hours} of ${Math.round(windowSeconds / 3600)} hours seen`;
  }
  const days = Math.floor(coverage.seenSeconds / DAY);
  const seen = days < 1 ? 'less than 1' : String(days);
  return `${seen} of ${Math.round(windowSeconds / DAY)} days seen`;
}

/** What is left, as time and as events. */
export function restWords(figures: BudgetFigures): string {
  const { time, events } = figures;
  const left = formatDuration(Math.max(0, time.remainingSeconds) * 1000);
  const inTime = `${left} of ${formatDuration(time.allowedSeconds * 1000)}`;
  if (!events) return inTime;
  const rest = Math.max(0, events.allowed - events.bad);
  return `${inTime}, ${formatCount(rest)} of ${formatCount(
    events.allowed,
  )} bad events`;
}

/** Windows for people: `30 days`. */
export function windowWords(text: string): string {
  const [, count = '', unit = ''] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const words: Record<string, string> = {
    s: 'second',
    m: 'minute',
    h: 'hour',
    d: 'day',
    w: 'week',
  };
  const word = words[unit];
  return word ? `${count} ${word}${count === '1' ? '' : 's'}` : text;
}
