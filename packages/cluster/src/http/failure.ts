/** What went wrong with one request, by what has to be done about it. */
export type FailureType =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'absent'
  | 'expired'
  | 'overloaded'
  | 'malformed'
  | 'conflict'
  | 'invalid';

/** A request that was not answered as asked. Its message holds no secret. */
export class RequestFailed extends Error {
  readonly type: FailureType;
  readonly retryAfterMs?: number;
  /** False when it is certain that the server never got the request. */
  readonly sent: boolean;

  constructor(
    type: FailureType,
    message: string,
    options: { retryAfterMs?: number; sent?: boolean } = {},
  ) {
    super(message);
    this.name = 'RequestFailed';
    this.type = type;
    this.retryAfterMs = options.retryAfterMs;
    this.sent = options.sent ?? true;
  }
}

const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES|ERR_INVALID_URL|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|.*SIGNATURE.*)$/;

/** True when the other side's certificate was the reason. */
export function isTlsFailure(error: unknown): boolean {
  return errorNames(error).some(name => /CERT|TLS|SSL|SIGNATURE/.test(name));
}

/** An error of the network or of reading, as a failure without secrets. */
export function unreachable(error: unknown): RequestFailed {
  const sent = !errorNames(error).some(name => NEVER_CONNECTED.test(name));
  return new RequestFailed('unreachable', explainError(error), { sent });
}

const EXPLANATIONS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name cannot be resolved now',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'connection timed out',
  EPIPE: 'connection closed while sending',
  ERR_INVALID_URL: 'the address of the server is no URL',
  ENOENT: 'file not found',
  EACCES: 'file may not be read',
  UND_ERR_SOCKET: 'connection closed by the other side',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate authority is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate authority is not trusted',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  TimeoutError: 'no answer in time',
};

/**
 * Says what an error is by its code or class alone. The message of a foreign
 * error may quote a header, and with it a token.
 */
export function explainError(error: unknown): string {
  for (const name of errorNames(error)) {
    const explanation = EXPLANATIONS[name];
    if (explanation) return explanation;
  }
  const [name = 'unknown error'] = errorNames(error);
  return name;
}

/** Codes and class names along the chain of causes, codes first. */
function errorNames(error: unknown): string[] {
  const codes: string[] = [];
  const names: string[] = [];
  let current = error;
  for (let depth = 0; depth < 4; depth++) {
    if (typeof current !== 'object' || current === null) break;
    const { code, name, cause } = current as Record<string, unknown>;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) {
      codes.push(code);
    }
    if (typeof name === 'string' && /^[A-Za-z]{1,60}$/.test(name)) {
      names.push(name);
    }
    current = cause;
  }
  return [...codes, ...names];
}
