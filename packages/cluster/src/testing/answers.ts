import type { TransportResponse } from '../connection';

const REASONS: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
};

/** A Kubernetes Status object. */
export function statusObject(code: number, message: string) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason: REASONS[code] ?? 'Unknown',
    code,
  };
}

export function json(status: number, value: unknown): TransportResponse {
  return whole(status, 'application/json', JSON.stringify(value));
}

export function failure(code: number, message: string): TransportResponse {
  return json(code, statusObject(code, message));
}

export function whole(
  status: number,
  contentType: string,
  text: string,
): TransportResponse {
  async function* body() {
    yield new TextEncoder().encode(text);
  }
  return { status, headers: { 'content-type': contentType }, body: body() };
}

export const HTML_PAGE =
  '<!DOCTYPE html>\n<html><body>Please sign in</body></html>\n';
