import type { Prometheus, Series } from '../Prometheus';
import type { FakeRuleGroup } from '../testing';

/** A Prometheus that the contract suite runs against, with the series and rules below. */
export interface ContractWorld {
  /** In full: `2.42.0`. */
  readonly version: string;
  /** Prometheus 2 makes no remarks on a query. */
  readonly remarks: boolean;
  client(options?: { timeoutMs?: number }): Prometheus;
  /** Accepts requests and answers none until it recovers. */
  silence(): void;
  /** Accepts no connection until it recovers. */
  vanish(): Promise<void>;
  recover(): Promise<void>;
  close(): Promise<void>;
}

const MINUTE = 60_000;

/** The last minute that has values. */
export const LAST = Math.floor(Date.now() / MINUTE) * MINUTE - 10 * MINUTE;
export const minutesBefore = (minutes: number) => LAST - minutes * MINUTE;

/** Every character that a form, a path or PromQL could take for something else. */
export const ODD_TEXT = 'a+b&c=d%20;é\n"\\/?#{}';

const everyMinute = (value: (minute: number) => number) =>
  Array.from({ length: 10 }, (_, index): [number, number] => [
    minutesBefore(9 - index),
    value(index),
  ]);

const requests = (code: string, first: number): Series => ({
  labels: { __name__: 'contract_requests', code, job: 'shop' },
  points: everyMinute(minute => first + minute),
});

const odd = (kind: string, value: number): Series => ({
  labels: { __name__: 'contract_odd', kind },
  points: [[LAST, value]],
});

export const SERIES: readonly Series[] = [
  requests('200', 100),
  requests('500', 0),
  odd('large', 1e21),
  odd('minus', -Infinity),
  odd('nan', NaN),
  odd('plus', Infinity),
  odd('small', -1.5e-9),
  {
    labels: { __name__: 'contract_gap' },
    points: [
      [minutesBefore(60), 1],
      [minutesBefore(59), 2],
      [minutesBefore(20), 3],
    ],
  },
  {
    labels: { __name__: 'contract_text', text: ODD_TEXT },
    points: [[LAST, 7]],
  },
];

/** Fails at every evaluation, on every Prometheus. */
export const FAILING = 'label_replace(vector(1), "a", "b", "c", "(")';
export const FAILURE = 'invalid regular expression in label_replace(): (';

const alert = (
  state: 'inactive' | 'pending' | 'firing',
  forSeconds = 0,
  annotations: Record<string, string> = {},
) => ({ alert: { state, forSeconds, annotations } });

export const GROUPS: readonly FakeRuleGroup[] = [
  {
    name: 'contract',
    intervalSeconds: 1,
    rules: [
      { name: 'contract:one', query: 'vector(1)', labels: { team: 'shop' } },
      {
        name: 'contract:failing',
        query: FAILING,
        health: 'err',
        lastError: FAILURE,
      },
      {
        name: 'ContractFiring',
        query: 'vector(2) > 0',
        labels: { severity: 'page' },
        ...alert('firing', 0, { summary: 'It is {{ $value }}' }),
      },
      {
        name: 'ContractPending',
        query: 'vector(2) > 0',
        ...alert('pending', 3600),
      },
      {
        name: 'ContractInactive',
        query: 'vector(2) > 3',
        ...alert('inactive'),
      },
    ],
  },
  {
    name: 'other',
    intervalSeconds: 1,
    rules: [{ name: 'contract:other', query: 'vector(3)' }],
  },
];
