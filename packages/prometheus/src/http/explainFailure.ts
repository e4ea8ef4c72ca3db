const EXPLANATIONS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name cannot be resolved now',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'connection timed out',
  EPIPE: 'connection closed while sending',
  UND_ERR_SOCKET: 'connection closed by the other side',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer broke off',
  Z_DATA_ERROR: 'the compressed answer is damaged',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate authority is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate authority is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate authority is not trusted',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

const LATE = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** Says what broke by its code or class alone: the message of a foreign error may quote a header. */
export function explainFailure(error: unknown): string {
  const names = codesAndNames(error);
  const known = names.find(name => Object.hasOwn(EXPLANATIONS, name));
  return known ? EXPLANATIONS[known] ?? known : names[0] ?? 'unknown error';
}

/** The HTTP client itself gave up waiting. */
export function cameTooLate(error: unknown): boolean {
  return codesAndNames(error).some(name => LATE.includes(name));
}

/** Along the chain of causes, codes first. */
function codesAndNames(error: unknown): string[] {
  const codes: string[] = [];
  const names: string[] = [];
  let current = error;
  for (let depth = 0; depth < 4; depth++) {
    if (typeof current !== 'object' || current === null) break;
    const {
      code,
      name,
      cause,
    }: { code?: unknown; name?: unknown; cause?: unknown } = current;
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
