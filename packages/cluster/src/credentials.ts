import { readFile } from 'node:fs/promises';
import type { Credential, CredentialSource } from './connection';

/**
 * How long an answer is kept, and by which clock.
 *
 * @public
 */
export interface CachedCredentialOptions {
  /** Default 5 minutes. */
  ttlMs?: number;
  /** The clock, in milliseconds. */
  now?: () => number;
}

/**
 * Asks a provider at most every five minutes, once for all who wait, and again
 * after `forgetCredential`. A failure is never kept.
 *
 * @public
 */
export function cachedCredential(
  provider: () => Promise<Credential>,
  options: CachedCredentialOptions = {},
): CredentialSource {
  const { ttlMs = 300_000, now = Date.now } = options;
  let cached: { until: number; answer: Promise<Credential> } | undefined;
  return {
    async credential() {
      if (!cached || cached.until <= now()) {
        cached = { until: now() + ttlMs, answer: provider() };
      }
      const asked = cached;
      try {
        return await asked.answer;
      } catch (error) {
        if (cached === asked) cached = undefined;
        throw error;
      }
    },
    forgetCredential() {
      cached = undefined;
    },
  };
}

/**
 * A provider that reads a bearer token from a file each time that it is asked,
 * since tokens of service accounts are rotated in place.
 *
 * @public
 */
export function tokenFromFile(path: string): () => Promise<Credential> {
  return async () => {
    const token = (await readFile(path, 'utf8')).trim();
    if (!token) throw new Error(`The token file ${path} is empty`);
    return { type: 'bearer token', token };
  };
}
