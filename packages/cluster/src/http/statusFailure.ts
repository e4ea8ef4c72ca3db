import { z } from 'zod/v4';
import { RequestFailed } from './failure';
import type { FailureType } from './failure';

const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().optional(),
});

/** What an answer other than 2xx, or an ERROR event of a watch, consists of. */
export interface ErrorAnswer {
  status: number;
  contentType: string;
  retryAfter?: string;
  text: string;
}

const TYPES: Record<number, FailureType> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'absent',
  409: 'conflict',
  410: 'expired',
  429: 'overloaded',
};

const MAX_RETRY_AFTER_S = 60;

/** Turns an error answer into a failure that names what the server said. */
export function toFailure(answer: ErrorAnswer): RequestFailed {
  const { status, contentType } = answer;
  const said = whatItSays(answer);
  if (status >= 300 && !said.fromApiServer && status !== 429) {
    const form = contentType.split(';')[0] || 'an unnamed format';
    return new RequestFailed(
      status >= 500 ? 'unreachable' : 'malformed',
      `HTTP ${status} with ${form}, which no API server sends`,
      retryAfter(answer),
    );
  }
  return new RequestFailed(
    TYPES[status] ?? (status >= 500 ? 'unreachable' : 'invalid'),
    said.message || `HTTP ${status}`,
    retryAfter(answer),
  );
}

/** Makes foreign text fit for a sentence: one line, no control characters. */
export function oneLine(text: string, maxLength = 300): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}

function whatItSays({ contentType, text }: ErrorAnswer) {
  if (/^text\/plain\b/.test(contentType)) {
    return {
      fromApiServer: true,
      message: failingChecks(text) ?? oneLine(text),
    };
  }
  if (!/^application\/json\b/.test(contentType)) {
    return { fromApiServer: false, message: '' };
  }
  const status = statusSchema.safeParse(parseJson(text));
  return status.success
    ? { fromApiServer: true, message: oneLine(status.data.message ?? '') }
    : { fromApiServer: false, message: '' };
}

/** `/readyz` lists all its checks when one fails; those that do are enough. */
function failingChecks(text: string): string | undefined {
  const failing = [...text.matchAll(/^\[-\](\S+)/gm)].map(([, name]) => name);
  return failing.length > 0
    ? oneLine(`not ready: ${failing.join(', ')}`)
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfter({ retryAfter: header }: ErrorAnswer) {
  const seconds = Number(header);
  if (!header || !Number.isFinite(seconds) || seconds < 0) return {};
  return { retryAfterMs: Math.min(seconds, MAX_RETRY_AFTER_S) * 1000 };
}
