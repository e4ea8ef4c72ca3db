/**
 * What went wrong. `unreachable`: no answer. `not-json`: something between
 * answered, for example a proxy or a sign-in page. `unexpected-shape`: JSON,
 * but not ours. `refused`: the backend said no, and why. `failed`: it has a
 * fault. @public
 */
export type SloRequestFailure =
  | 'unreachable'
  | 'not-json'
  | 'unexpected-shape'
  | 'refused'
  | 'failed';

/**
 * A request to the slo plugin that gave no usable answer. Its message is
 * a sentence for people and holds no markup. `name` is the name of the
 * backend's error, for example NotFoundError, where there is one.
 *
 * @public
 */
export class SloRequestError extends Error {
  /** What went wrong. */
  readonly kind: SloRequestFailure;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** Path of the request, without host and query. */
  readonly path: string;

  constructor(
    message: string,
    details: {
      kind: SloRequestFailure;
      path: string;
      status?: number;
      name?: string;
      cause?: unknown;
    },
  ) {
    super(message, { cause: details.cause });
    this.name = details.name ?? 'SloRequestError';
    this.kind = details.kind;
    this.path = details.path;
    this.status = details.status;
  }
}
