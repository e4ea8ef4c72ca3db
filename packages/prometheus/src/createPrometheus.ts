import type {
  Answer,
  InstantQuestion,
  Prometheus,
  Question,
  RangeQuestion,
  RulesQuestion,
  SeriesQuestion,
} from './Prometheus';
import { PrometheusError } from './PrometheusError';
import { readBuildInfo, readLabelSets } from './answers/others';
import { readAlerts, readRules } from './answers/rules';
import { readSamples, readSeries } from './answers/samples';
import type { Read } from './answers/samples';
import { WrongShape } from './answers/WrongShape';
import { filterRules } from './filterRules';
import { ask } from './http/ask';
import type { Asking } from './http/ask';
import { endpointOf } from './http/endpoint';
import * as requests from './question';
import type { ApiRequest } from './question';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * How to reach one Prometheus.
 *
 * @public
 */
export interface PrometheusOptions {
  /** By which errors name it. */
  name: string;
  /** Where its pages are, with a path prefix if it has one: `https://example.com/prometheus`. */
  url: string;
  /** Sent with every request, for example `Authorization`; never part of an error. */
  headers?: Record<string, string>;
  /** Until an answer must be complete, in milliseconds; default 30,000. */
  timeoutMs?: number;
  /** The most bytes of an answer, unpacked; default 64 MiB. A larger one is not read. */
  maxBytes?: number;
  /** Default: the global one. */
  fetch?: typeof fetch;
}

class HttpPrometheus implements Prometheus {
  readonly name: string;

  constructor(private readonly asking: Asking) {
    this.name = asking.name;
  }

  async query(question: InstantQuestion) {
    const request = requests.instantRequest(question);
    return counted(await this.#ask(request, question, readSamples));
  }

  async queryRange(question: RangeQuestion) {
    const request = requests.rangeRequest(question);
    return counted(await this.#ask(request, question, readSeries));
  }

  async series(question: SeriesQuestion) {
    const request = requests.seriesRequest(question);
    const answer = await this.#ask(request, question, readLabelSets);
    return limited(answer, question.limit);
  }

  async rules(question: RulesQuestion = {}) {
    const request = requests.rulesRequest(question);
    return this.#ask(request, question, data =>
      filterRules(readRules(data), question),
    );
  }

  async alerts(question: Question = {}) {
    return this.#ask(requests.alertsRequest(), question, readAlerts);
  }

  async buildInfo(question: Question = {}) {
    return this.#ask(requests.buildInfoRequest(), question, readBuildInfo);
  }

  async #ask<T>(
    request: ApiRequest,
    { signal }: Question,
    read: (data: unknown) => T,
  ): Promise<Answer<T>> {
    const { data, warnings, infos } = await ask(this.asking, request, signal);
    return {
      value: this.#read(request, () => read(data)),
      warnings: warnings ?? [],
      infos: infos ?? [],
    };
  }

  #read<T>({ what, query }: ApiRequest, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WrongShape)) throw error;
      throw new PrometheusError(
        `Prometheus "${this.name}" answered not as Prometheus does, asked for ${what}: ${error.message}`,
        { kind: 'unexpectedShape', instance: this.name, query },
      );
    }
  }
}

/**
 * A client of one Prometheus, of version 2 or 3, or of anything that has its
 * API. Throws when the URL or a header cannot be used.
 *
 * @public
 */
export function createPrometheus(options: PrometheusOptions): Prometheus {
  const { name, url, headers = {} } = options;
  return new HttpPrometheus({
    name,
    endpoint: endpointOf(name, url, headers),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    maxBytes: options.maxBytes ?? MAX_BYTES,
    fetch: options.fetch ?? fetch,
  });
}

/** What was left out of an answer is said like a warning of Prometheus. */
function counted<T>(answer: Answer<Read<T>>): Answer<T[]> {
  const { value, histograms } = answer.value;
  const left =
    histograms === 1
      ? '1 native histogram was left out of the answer'
      : `${histograms} native histograms were left out of the answer`;
  return {
    value,
    warnings: [...answer.warnings, ...(histograms > 0 ? [left] : [])],
    infos: answer.infos,
  };
}

/** Prometheus 2 knows no limit. */
function limited<T>(answer: Answer<T[]>, limit = 0): Answer<T[]> {
  const { value } = answer;
  if (limit <= 0 || value.length <= limit) return answer;
  return {
    ...answer,
    value: value.slice(0, limit),
    warnings: [
      ...answer.warnings,
      `the answer was cut to its limit of ${limit}`,
    ],
  };
}
