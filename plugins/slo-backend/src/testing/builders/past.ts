import type { DetailReading, Line } from '../../domain/detailReading';
import type { Labels, Sample } from '../../domain/sample';
import { NOW } from './readings';

const HOUR = 3_600_000;

/** Events of each hour of the past, oldest first; undefined was not recorded. */
export type Hours = readonly (number | undefined)[];

/** So many hours with the same number of events. */
export function hours(count: number, events: number): number[] {
  return new Array<number>(count).fill(events);
}

/** Labels of the series of checkout's objective. */
export function ownLabels(more: Labels = {}): Labels {
  return {
    slo_id: 'checkout-availability',
    slo_name: 'Name of checkout-availability',
    entity_ref: 'component:default/checkout',
    environment: 'prod',
    spec_hash: 'a1',
    ...more,
  };
}

/** A line that ends now. */
export function line(values: Hours, more: Labels = {}): Line {
  return {
    labels: ownLabels(more),
    points: values.flatMap((value, index) =>
      value === undefined
        ? []
        : [[NOW - (values.length - 1 - index) * HOUR, value] as const],
    ),
  };
}

/** An error ratio over a window. */
export function ratio(
  window: string,
  value: number,
  more: Labels = {},
): Sample {
  return { labels: ownLabels({ slo_window: window, ...more }), at: NOW, value };
}

type Answered = Extract<DetailReading, { state: 'answered' }>;

/** What an instance answered about the past of checkout. */
export function aPast(over: Partial<Answered> = {}): Answered {
  return {
    instance: 'eu',
    at: NOW,
    state: 'answered',
    ratios: [],
    bad: [line(hours(720, 1))],
    total: [line(hours(720, 1_000))],
    stepSeconds: 3600,
    warnings: [],
    ...over,
  };
}
