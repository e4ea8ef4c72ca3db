import type {
  PrometheusError,
  PrometheusErrorDetails,
  PrometheusErrorKind,
} from '../PrometheusError';
import type { Envelope } from '../answers/envelope';
import { readEnvelope } from '../answers/envelope';
import type { ApiRequest } from '../question';
import { messageIn, nature, redirectTarget } from './nature';

/** What is around an answer that was given. */
export type Success = Extract<Envelope, { status: 'success' }>;

/** Makes the error of one request. */
export type Fail = (
  kind: PrometheusErrorKind,
  message: string,
  more?: Partial<PrometheusErrorDetails>,
) => PrometheusError;

/** A whole HTTP answer, and what was asked. */
export interface Answered {
  name: string;
  request: ApiRequest;
  response: Response;
  text: string;
  fail: Fail;
}

/** Tells an answer of Prometheus from its refusals, and from what somebody else says in its place. */
export function judge(answered: Answered): Success {
  const { name, request, response, text, fail } = answered;
  const { status } = response;
  const json = parseJson(text);
  const envelope = readEnvelope(json);
  if (envelope?.status === 'error') throw refusal(answered, envelope);
  if (!response.ok) throw unlike(answered, json);
  if (envelope) return envelope;
  const [kind, what] =
    json === undefined
      ? (['notJson', `${nature(response, text)} instead of JSON`] as const)
      : (['unexpectedShape', 'JSON that is not of Prometheus'] as const);
  throw fail(
    kind,
    `Prometheus "${name}" answered with ${what}, asked for ${request.what}`,
    { status },
  );
}

type Refused = Extract<Envelope, { status: 'error' }>;

function refusal(
  { name, request, response, fail }: Answered,
  { errorType, error }: Refused,
): PrometheusError {
  const { status } = response;
  const later = mayWorkLater(status, errorType);
  return fail(
    later ? 'failed' : 'refused',
    `Prometheus "${name}" ${later ? 'failed at' : 'refused'} ${
      request.what
    }: ${errorType}: ${error}`,
    { errorType, status },
  );
}

const ADVICE: Record<number, string> = {
  401: ': sign in with a header',
  403: ': who the header signs in may not do this',
  404: ': is a path missing in its URL?',
};

/** A status without Prometheus' own words: somebody before it, or the wrong address. */
function unlike(
  { name, request, response, text, fail }: Answered,
  json: unknown,
): PrometheusError {
  const { status } = response;
  const target = redirectTarget(response);
  if (target !== undefined) {
    return fail(
      'refused',
      `Prometheus "${name}" answered with a redirect to ${target}, which is not followed, asked for ${request.what}: correct its URL, or sign in with a header`,
      { status },
    );
  }
  const said = messageIn(json) ?? nature(response, text);
  const advice = ADVICE[status] ?? '';
  return fail(
    mayWorkLater(status) ? 'failed' : 'refused',
    `Prometheus "${name}", or what stands before it, answered with HTTP ${status} and ${said}, asked for ${request.what}${advice}`,
    { status },
  );
}

const PASSING = ['timeout', 'canceled', 'internal', 'unavailable'];

function mayWorkLater(status: number, errorType = ''): boolean {
  return status >= 500 || status === 429 || PASSING.includes(errorType);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
