import type { Stream } from './model.ts';

/** A stable version of checkout that fails one request in a hundred. */
export function aStream(changes: Partial<Stream> = {}): Stream {
  return {
    service: 'checkout',
    namespace: 'production',
    environment: 'prod',
    track: 'stable',
    version: 'sha-1',
    hash: 'abc',
    requestsPerSecond: 10,
    errorRatio: 0.01,
    slowRatio: 0.02,
    ...changes,
  };
}
