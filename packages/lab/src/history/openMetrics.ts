import type { Events } from './events.ts';
import { rates, tiles } from './events.ts';
import type { Past } from './pasts.ts';
import { recordedAs } from './recordedLabels.ts';

/** A part of the past, in milliseconds since 1970: after `from` up to `to`. */
export interface Span {
  from: number;
  to: number;
  /** When the lab starts; the past of an objective is counted back from here. */
  start: number;
  /** Long burn windows sum the rates of the last days, so older days do without. */
  withRates: boolean;
}

/** An objective with the rules that record it. */
export interface Recording {
  past: Past;
  file: string;
  text: string;
}

/** The recorded series of a span in the OpenMetrics format. */
export function openMetricsOf(
  recordings: readonly Recording[],
  span: Span,
): string {
  const all = recordings.flatMap(recording => [
    ...tileLines(recording, span),
    ...(span.withRates ? rateLines(recording, span) : []),
  ]);
  return `${all.join('\n')}\n# EOF\n`;
}

function tileLines({ past, ...from }: Recording, span: Span): string[] {
  const events = tiles(past, span);
  return [
    ...lines('slo:total_events:increase5m', { from, events, of: 'total' }),
    ...lines('slo:bad_events:increase5m', { from, events, of: 'bad' }),
  ];
}

function rateLines({ past, ...from }: Recording, span: Span): string[] {
  const { intervalSeconds } = recordedAs('slo:sli_total:rate5m', from);
  const events = rates(past, span, intervalSeconds);
  return [
    ...lines('slo:sli_total:rate5m', { from, events, of: 'total' }),
    ...lines('slo:sli_bad:rate5m', { from, events, of: 'bad' }),
  ];
}

function lines(
  series: string,
  given: {
    from: { file: string; text: string };
    events: readonly Events[];
    of: 'total' | 'bad';
  },
): string[] {
  const { labels } = recordedAs(series, given.from);
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  const named = `${series}{${pairs.join(',')}}`;
  return given.events.map(
    event =>
      `${named} ${Number(event[given.of].toPrecision(9))} ${event.at / 1000}`,
  );
}
