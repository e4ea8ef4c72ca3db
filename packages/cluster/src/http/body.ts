import { RequestFailed } from './failure';

/** Reads a whole body as text, up to a limit. */
export async function readText(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new RequestFailed(
        'malformed',
        `the answer is longer than ${maxBytes} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The lines of a body as they are completed; a rest without an end throws. */
export async function* readLines(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string> {
  let pending: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    let start = 0;
    for (
      let end = chunk.indexOf(10);
      end >= 0;
      end = chunk.indexOf(10, start)
    ) {
      pending.push(chunk.subarray(start, end));
      const line = Buffer.concat(pending).toString('utf8').trim();
      pending = [];
      size = 0;
      start = end + 1;
      if (line) yield line;
    }
    if (start < chunk.byteLength) {
      pending.push(chunk.subarray(start));
      size += chunk.byteLength - start;
    }
    if (size > maxBytes) {
      throw new RequestFailed(
        'malformed',
        `a line of the watch is longer than ${maxBytes} bytes`,
      );
    }
  }
  if (size > 0) {
    throw new RequestFailed('malformed', 'the watch ended within a line');
  }
}

/** Parses JSON that has to be an object. */
export function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RequestFailed('malformed', 'the answer is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestFailed('malformed', 'the answer is not a JSON object');
  }
  return value as Record<string, unknown>;
}
