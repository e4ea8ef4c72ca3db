import type {
  InstantQuestion,
  RangeQuestion,
  RulesQuestion,
  SeriesQuestion,
} from './Prometheus';

/** A request to one path of the API, and how a sentence names it. */
export interface ApiRequest {
  method: 'GET' | 'POST';
  path: string;
  params: URLSearchParams;
  /** Continues "Prometheus refused …". */
  what: string;
  /** PromQL, as it was given. */
  query?: string;
}

const LONGEST_QUERY = 300;

/** Proxies cut addresses that are longer than 8,000 characters. */
const LONGEST_FILTER = 6_000;

export function instantRequest({ query, at }: InstantQuestion): ApiRequest {
  const params = new URLSearchParams({ query });
  if (at) params.set('time', seconds(at));
  return { ...post('query', params), query, what: `the query ${brief(query)}` };
}

export function rangeRequest(question: RangeQuestion): ApiRequest {
  const { query, from, to, stepSeconds } = question;
  const params = new URLSearchParams({
    query,
    start: seconds(from),
    end: seconds(to),
    step: String(stepSeconds),
  });
  const what = `the range query ${brief(query)}`;
  return { ...post('query_range', params), query, what };
}

export function seriesRequest(question: SeriesQuestion): ApiRequest {
  const { match, from, to, limit } = question;
  const params = new URLSearchParams(match.map(each => ['match[]', each]));
  if (from) params.set('start', seconds(from));
  if (to) params.set('end', seconds(to));
  if (limit !== undefined) params.set('limit', String(limit));
  const query = match.join(', ');
  return {
    ...post('series', params),
    query,
    what: `the series ${brief(query)}`,
  };
}

/** Asks Prometheus to filter where it can; who knows no filters answers everything. */
export function rulesRequest(question: RulesQuestion): ApiRequest {
  const { type, names = [], groups = [] } = question;
  const params = new URLSearchParams([
    ...names.map(name => ['rule_name[]', name]),
    ...groups.map(name => ['rule_group[]', name]),
  ]);
  const kept =
    params.toString().length > LONGEST_FILTER ? new URLSearchParams() : params;
  if (type) kept.set('type', type);
  kept.set('exclude_alerts', 'true');
  return { ...get('rules'), params: kept, what: 'its rules' };
}

export function alertsRequest(): ApiRequest {
  return { ...get('alerts'), what: 'its alerts' };
}

export function buildInfoRequest(): ApiRequest {
  return { ...get('status/buildinfo'), what: 'its version' };
}

function get(path: string) {
  return { method: 'GET', path, params: new URLSearchParams() } as const;
}

function post(path: string, params: URLSearchParams) {
  return { method: 'POST', path, params } as const;
}

function seconds(time: Date): string {
  return String(time.getTime() / 1000);
}

function brief(query: string): string {
  return query.length > LONGEST_QUERY
    ? `${query.slice(0, LONGEST_QUERY)}…`
    : query;
}
