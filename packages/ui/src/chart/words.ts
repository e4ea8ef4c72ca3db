import { formatTime } from '../format/age';
import { lastKnown, valueAt, valueRange } from './series';
import type { ChartLine, ChartMarker, ChartThreshold } from './series';

type Write = (value: number) => string;

const DAY = 86_400_000;

/** What the lines say at a moment, one text a line. */
export function valuesAt(
  lines: readonly ChartLine[],
  at: number,
  write: Write,
): { key: string; text: string }[] {
  return lines.map(line => {
    const value = valueAt(line, at);
    return {
      key: line.key,
      text: `${line.label}: ${value === null ? 'no data' : write(value)}`,
    };
  });
}

/** A moment and its values as one sentence. */
export function sentenceAt(
  lines: readonly ChartLine[],
  at: number,
  write: Write,
): string {
  const values = valuesAt(lines, at, write).map(({ text }) => text);
  return `${formatTime(at)}. ${values.join('. ')}.`;
}

/** What a chart shows, for whoever does not see it. */
export function summaryOf(chart: {
  lines: readonly ChartLine[];
  thresholds: readonly ChartThreshold[];
  markers: readonly ChartMarker[];
  formatValue: Write;
}): string {
  const { lines, thresholds, markers, formatValue } = chart;
  const said = lines.flatMap(line => {
    const last = lastKnown(line.points);
    if (line.role === 'reference' || !last) return [];
    const [low, high] = valueRange([line], [last[1]]).map(formatValue);
    const newest = `${line.label}: ${formatValue(last[1])} at last`;
    return [line.points.length > 1 ? `${newest}, ${low} to ${high}.` : newest];
  });
  const held = thresholds.map(({ label }) => label);
  const marked = markers.map(({ at, label }) => `${label}, ${formatTime(at)}`);
  return [
    ...said,
    ...(held.length > 0 ? [`Held against ${held.join(', ')}.`] : []),
    ...(marked.length > 0 ? [`Marked: ${marked.join('; ')}.`] : []),
  ].join(' ');
}

/** Writes the moments of an axis, as short as its span allows. */
export function tickWriter(
  [from, to]: readonly [number, number],
  timeZone?: string,
): (at: number) => string {
  const zoned = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  const day = zoned({ day: 'numeric', month: 'short' });
  const time = zoned({ hour: '2-digit', minute: '2-digit' });
  if (to - from > 400 * DAY) {
    const month = zoned({ month: 'short', year: 'numeric' });
    return at => month.format(at);
  }
  return at => {
    const clock = time.format(at);
    const midnight = clock === '00:00';
    return midnight || to - from > 8 * DAY ? day.format(at) : clock;
  };
}
