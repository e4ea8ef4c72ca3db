import { foreignInfo, foreignQueries } from '../../domain/foreign/queries';
import type { ForeignQuery } from '../../domain/foreign/queries';
import type { Labels, Sample } from '../../domain/sample';
import { MINUTE, NOW } from './readings';

type Samples = Record<ForeignQuery, Sample[]>;

/** What others recorded; undefined was not recorded. */
export type ForeignRecorded = {
  id: string;
  entityRef: string;
  /** More labels of every series. */
  labels: Labels;
  percent: string;
  windowDays: number | undefined;
  errorRatio: number | undefined;
  hour: number | undefined;
  newestAt: number | undefined;
  /** Of the 120 spans of six hours. */
  seenSpans: number | undefined;
  firing: readonly Labels[];
  at: number;
};

function foreign(over: Partial<ForeignRecorded>): ForeignRecorded {
  return {
    id: 'checkout-requests',
    entityRef: 'component:default/checkout',
    labels: { environment: 'prod' },
    percent: '99.9',
    windowDays: 30,
    errorRatio: 0.0004,
    hour: 0.0002,
    newestAt: NOW - MINUTE,
    seenSpans: 120,
    firing: [],
    at: NOW,
    ...over,
  };
}

function samples(at: number) {
  return (value: number | undefined, labels: Labels): Sample[] =>
    value === undefined ? [] : [{ labels, at, value }];
}

/** An objective as Sloth records it: 0.04 % of the slices of time failed. */
export function slothRecorded(over: Partial<ForeignRecorded> = {}): Samples {
  const one = foreign(over);
  const sample = samples(one.at);
  const labels: Labels = {
    sloth_id: one.id,
    sloth_service: 'checkout',
    sloth_slo: 'requests',
    entity_ref: one.entityRef,
    ...one.labels,
  };
  const ratio = (window: string, value: number | undefined) =>
    sample(value, {
      ...labels,
      __name__: `slo:sli_error:ratio_rate${window}`,
      sloth_window: window,
    });
  return {
    info: sample(1, {
      ...labels,
      __name__: 'sloth_slo_info',
      sloth_objective: one.percent,
      sloth_spec: 'prometheus/v1',
      sloth_version: 'v0.16.0',
    }),
    facts: [
      ...sample(one.windowDays, {
        ...labels,
        __name__: 'slo:time_period:days',
      }),
      ...ratio(`${one.windowDays}d`, one.errorRatio),
      ...ratio('1h', one.hour),
      ...ratio('6h', one.hour),
    ],
    pyrra1h: [],
    pyrra6h: [],
    newest: sample(one.newestAt && one.newestAt / 1000, {
      ...labels,
      sloth_window: '5m',
    }),
    seen: sample(one.seenSpans, { ...labels, sloth_window: '5m' }),
    alerts: one.firing.flatMap(more => sample(1, { ...labels, ...more })),
  };
}

/** An objective as Pyrra records it: 0.04 % of the events failed. */
export function pyrraRecorded(over: Partial<ForeignRecorded> = {}): Samples {
  const one = foreign({ percent: '0.999', ...over });
  const sample = samples(one.at);
  const labels: Labels = {
    slo: one.id,
    entity_ref: one.entityRef,
    ...one.labels,
  };
  const named = (name: string, value: number | undefined) =>
    sample(value, { ...labels, __name__: name });
  const { windowDays, errorRatio } = one;
  return {
    info: named('pyrra_objective', Number(one.percent)),
    facts: [
      ...named('pyrra_window', windowDays && windowDays * 86_400),
      ...named(
        'pyrra_availability',
        errorRatio === undefined ? undefined : 1 - errorRatio,
      ),
    ],
    pyrra1h: sample(one.hour, labels),
    pyrra6h: sample(one.hour, labels),
    newest: sample(one.newestAt && one.newestAt / 1000, labels),
    seen: sample(one.seenSpans, labels),
    alerts: one.firing.flatMap(more => sample(1, { ...labels, ...more })),
  };
}

/** What several others recorded. */
export function together(...all: readonly Samples[]): Samples {
  const names = [...Object.keys(foreignQueries), 'info'] as ForeignQuery[];
  return Object.fromEntries(
    names.map(name => [name, all.flatMap(each => each[name])]),
  ) as Samples;
}

/** The query that finds each of the samples. */
export const foreignQueryOf = (name: ForeignQuery): string =>
  name === 'info' ? foreignInfo : foreignQueries[name];
