/**
 * What went wrong, by what has to be done about it:
 *
 * - `unreachable`: no connection, or it broke off within the answer
 * - `timeout`: no complete answer within the time of the instance
 * - `aborted`: the caller's signal
 * - `refused`: Prometheus understood and says no (a wrong query, too many points), or whoever stands before it does (401, 403, 429, a redirect)
 * - `failed`: Prometheus could not do it now (timeout of its own, 5xx)
 * - `notJson`: a proxy's page, half an answer, nothing at all
 * - `unexpectedShape`: JSON, but not Prometheus' own
 * - `tooLarge`: the answer is larger than it may be
 *
 * @public
 */
export type PrometheusErrorKind =
  | 'unreachable'
  | 'timeout'
  | 'aborted'
  | 'refused'
  | 'failed'
  | 'notJson'
  | 'unexpectedShape'
  | 'tooLarge';

/**
 * What a `PrometheusError` knows.
 *
 * @public
 */
export interface PrometheusErrorDetails {
  /** What went wrong. */
  kind: PrometheusErrorKind;
  /** Name of the Prometheus. */
  instance: string;
  /** What was asked, as it was asked. */
  query?: string;
  /** Prometheus' own word for the kind of error: `bad_data`, `execution`, … */
  errorType?: string;
  /** HTTP status, when there was one. */
  status?: number;
}

/**
 * Prometheus did not answer what was asked. The message names the instance and
 * the query and quotes Prometheus; it never holds a header, a user name or a
 * password.
 *
 * @public
 */
export class PrometheusError extends Error {
  /** What went wrong. */
  readonly kind: PrometheusErrorKind;
  /** Name of the Prometheus. */
  readonly instance: string;
  /** What was asked. */
  readonly query?: string;
  /** Prometheus' own word for the kind of error. */
  readonly errorType?: string;
  /** HTTP status, when there was one. */
  readonly status?: number;

  constructor(message: string, details: PrometheusErrorDetails) {
    super(message);
    this.name = 'PrometheusError';
    this.kind = details.kind;
    this.instance = details.instance;
    this.query = details.query;
    this.errorType = details.errorType;
    this.status = details.status;
  }
}
