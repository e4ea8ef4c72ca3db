import type {
  InstantQuestion,
  Prometheus,
  Question,
  RangeQuestion,
  RulesQuestion,
  Series,
  SeriesQuestion,
} from '../Prometheus';
import { createPrometheus } from '../createPrometheus';
import { FakeApi } from './FakeApi';
import { faultyAnswers } from './faults';
import type {
  FakeAlert,
  FakeAnswer,
  FakeFault,
  FakeRequest,
  FakeRuleGroup,
  QueryMatcher,
} from './types';

/**
 * What a fake starts with.
 *
 * @public
 */
export interface FakePrometheusOptions {
  /** Default: `fake`. */
  name?: string;
  /** Default: `3.16.0`. */
  version?: string;
  /** Of the client in front of it; default 30,000. */
  timeoutMs?: number;
  /** The time of a query that names none; default: the real one. */
  now?: () => Date;
}

/**
 * A Prometheus in memory, behind the real client: what it answers, and what is
 * wrong with it, is read like an answer from outside. It knows selectors of the
 * series that were put and numbers; every other query needs its answer named.
 * Filters and limits are left to the client, as Prometheus 2 does.
 *
 * @public
 */
export class FakePrometheus implements Prometheus {
  /** {@inheritDoc Prometheus.name} */
  readonly name: string;
  /** Every request so far, also those that failed. */
  readonly requests: FakeRequest[] = [];
  readonly #api: FakeApi;
  readonly #client: Prometheus;
  #fault:
    | { fault: FakeFault; concerns: (query: string) => boolean }
    | undefined;

  constructor(options: FakePrometheusOptions = {}) {
    const { name = 'fake', version = '3.16.0', timeoutMs } = options;
    this.name = name;
    this.#api = new FakeApi(version, options.now ?? (() => new Date()));
    this.#client = createPrometheus({
      name,
      url: 'http://fake.invalid',
      timeoutMs,
      fetch: this.fetch,
    });
  }

  /** Stands in for the global one, to put a client of one's own before the fake. */
  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const [, path = ''] = url.pathname.split('/api/v1/');
    const params =
      request.method === 'POST'
        ? new URLSearchParams(await request.text())
        : url.searchParams;
    const query = params.get('query') ?? params.getAll('match[]').join(', ');
    this.requests.push(query ? { path, query } : { path });
    init?.signal?.throwIfAborted();
    const answer = () => this.#api.answer(path, params);
    if (this.#fault?.concerns(query)) {
      const whole = () => JSON.stringify(answer().body);
      return faultyAnswers[this.#fault.fault]({ whole, signal: init?.signal });
    }
    const { status, body } = answer();
    return Response.json(body, { status });
  };

  /** Adds series; their name is the label `__name__`. */
  put(...series: readonly Series[]): this {
    for (const each of series) this.#api.store.put(each);
    return this;
  }

  /** Names the answer of queries; a later one goes before an earlier one. */
  answer(queries: QueryMatcher, answer: FakeAnswer): this {
    this.#api.named.unshift({ matches: matcherOf(queries), answer });
    return this;
  }

  /** Replaces all rules. */
  setRules(...groups: readonly FakeRuleGroup[]): this {
    this.#api.groups = groups;
    return this;
  }

  /** Replaces all active alerts. */
  setAlerts(...alerts: readonly FakeAlert[]): this {
    this.#api.alerts = alerts;
    return this;
  }

  /** Puts these warnings on every answer from now on. */
  warn(...warnings: readonly string[]): this {
    this.#api.warnings = warnings;
    return this;
  }

  /** Fails from now on, at every request or at those queries only. */
  misbehave(fault: FakeFault, queries?: QueryMatcher): this {
    const concerns = queries === undefined ? () => true : matcherOf(queries);
    this.#fault = { fault, concerns };
    return this;
  }

  /** Behaves again. */
  recover(): this {
    this.#fault = undefined;
    return this;
  }

  /** {@inheritDoc Prometheus.query} */
  query(question: InstantQuestion) {
    return this.#client.query(question);
  }

  /** {@inheritDoc Prometheus.queryRange} */
  queryRange(question: RangeQuestion) {
    return this.#client.queryRange(question);
  }

  /** {@inheritDoc Prometheus.series} */
  series(question: SeriesQuestion) {
    return this.#client.series(question);
  }

  /** {@inheritDoc Prometheus.rules} */
  rules(question?: RulesQuestion) {
    return this.#client.rules(question);
  }

  /** {@inheritDoc Prometheus.alerts} */
  alerts(question?: Question) {
    return this.#client.alerts(question);
  }

  /** {@inheritDoc Prometheus.buildInfo} */
  buildInfo(question?: Question) {
    return this.#client.buildInfo(question);
  }
}

function matcherOf(queries: QueryMatcher): (query: string) => boolean {
  if (typeof queries === 'string') return query => query === queries;
  if (typeof queries === 'function') return queries;
  return query => query.search(queries) >= 0;
}
