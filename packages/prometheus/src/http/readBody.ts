/** More came than may. */
export class TooLarge extends Error {}

/** Reads a body as text; what is longer, after unpacking, is not read to its end. */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLarge();
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join('');
}
