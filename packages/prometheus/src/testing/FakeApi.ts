import { SeriesStore, timesOf } from './SeriesStore';
import type { Steps } from './SeriesStore';
import { parseSelector } from './selector';
import type { Selector } from './selector';
import { alertJson, groupJson, refusal, resultJson, success } from './toJson';
import type { JsonAnswer } from './toJson';
import type {
  FakeAlert,
  FakeAnswer,
  FakeRefusal,
  FakeResult,
  FakeRuleGroup,
} from './types';

const MOST_STEPS = 11_000;
const ALWAYS = { from: -Infinity, to: Infinity };

/** The paths of the API, on what a test has put and named. */
export class FakeApi {
  readonly store = new SeriesStore();
  readonly named: {
    matches: (query: string) => boolean;
    answer: FakeAnswer;
  }[] = [];
  groups: readonly FakeRuleGroup[] = [];
  alerts: readonly FakeAlert[] = [];
  warnings: readonly string[] = [];

  constructor(
    private readonly version: string,
    private readonly now: () => Date,
  ) {}

  answer(path: string, params: URLSearchParams): JsonAnswer {
    switch (path) {
      case 'query':
        return this.#instant(params);
      case 'query_range':
        return this.#range(params);
      case 'series':
        return this.#series(params);
      case 'rules':
        return this.#success({ groups: this.groups.map(groupJson) });
      case 'alerts':
        return this.#success({ alerts: this.alerts.map(alertJson) });
      case 'status/buildinfo':
        return this.#success({ version: this.version });
      default:
        return { status: 404, body: '404 page not found' };
    }
  }

  #instant(params: URLSearchParams): JsonAnswer {
    const query = params.get('query') ?? '';
    const at = timeIn(params, 'time') ?? this.now().getTime();
    return this.#result(
      this.#namedAnswer(query, at) ??
        this.#selected(query, selects => ({
          samples: this.store.at(selects, at),
        })),
      at,
    );
  }

  #range(params: URLSearchParams): JsonAnswer {
    const query = params.get('query') ?? '';
    const steps = stepsIn(params);
    if ((steps.to - steps.from) / steps.step > MOST_STEPS) {
      return refusal({
        error:
          'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
      });
    }
    const result =
      this.#namedAnswer(query, steps.to) ??
      this.#selected(query, selects => ({
        series: this.store.over(selects, steps),
      }));
    return this.#result(over(result, steps), steps.to);
  }

  #series(params: URLSearchParams): JsonAnswer {
    const match = params.getAll('match[]');
    if (match.length === 0) {
      return refusal({ error: 'no match[] parameter provided' });
    }
    const from = timeIn(params, 'start') ?? ALWAYS.from;
    const to = timeIn(params, 'end') ?? ALWAYS.to;
    const selectors = match.map(parseSelector);
    const selects: Selector = labels =>
      selectors.some(selector => selector?.(labels));
    return this.#success(this.store.labels(selects, { from, to }));
  }

  #namedAnswer(
    query: string,
    at: number,
  ): FakeResult | FakeRefusal | undefined {
    const answer = this.named.find(({ matches }) => matches(query))?.answer;
    return typeof answer === 'function' ? answer({ query, at }) : answer;
  }

  #selected(
    query: string,
    evaluate: (selects: Selector) => FakeResult,
  ): FakeResult | FakeRefusal {
    if (query.trim() !== '' && Number.isFinite(Number(query))) {
      return { scalar: Number(query) };
    }
    const selects = parseSelector(query);
    const error = `the fake was given no answer to ${query}`;
    return selects ? evaluate(selects) : { error };
  }

  #result(result: FakeResult | FakeRefusal, at: number): JsonAnswer {
    if ('error' in result) return refusal(result);
    return this.#success(resultJson(result, at), result);
  }

  #success(
    data: unknown,
    { warnings = [], infos }: Pick<FakeResult, 'warnings' | 'infos'> = {},
  ): JsonAnswer {
    return success(data, { warnings: [...warnings, ...this.warnings], infos });
  }
}

/** A result as a query over a time has it: a value at one time stands at every step. */
function over(
  result: FakeResult | FakeRefusal,
  steps: Steps,
): FakeResult | FakeRefusal {
  if ('error' in result || 'text' in result) return result;
  const { warnings, infos } = result;
  if ('series' in result) {
    const series = result.series.map(({ labels, points }) => ({
      labels,
      points: points.filter(([at]) => at >= steps.from && at <= steps.to),
    }));
    return { series, warnings, infos };
  }
  const samples =
    'scalar' in result
      ? [{ labels: {}, value: result.scalar }]
      : result.samples;
  const times = timesOf(steps);
  const series = samples.map(({ labels, value }) => ({
    labels,
    points: times.map((at): [number, number] => [at, value]),
  }));
  return { series, warnings, infos };
}

function timeIn(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name);
  return text === null ? undefined : Number(text) * 1000;
}

function stepsIn(params: URLSearchParams): Steps {
  return {
    from: timeIn(params, 'start') ?? 0,
    to: timeIn(params, 'end') ?? 0,
    step: timeIn(params, 'step') ?? 1,
  };
}
