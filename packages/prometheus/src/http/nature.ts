import { z } from 'zod/v4';

/** Says what kind of text came where JSON should be, without quoting much of it. */
export function nature(response: Response, text: string): string {
  if (text.trim() === '') return 'nothing';
  if (/^\s*[{[]/.test(text)) return 'a part of JSON';
  if (/^\s*<(!doctype|html)/i.test(text)) return `HTML${titleOf(text)}`;
  const type = response.headers.get('content-type')?.split(';')[0]?.trim();
  return type ? `text of type ${type}` : 'text';
}

function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{1,80})/i.exec(html)?.[1]?.trim();
  return title ? ` ("${title}")` : '';
}

const LONGEST = 200;
const messageSchema = z.object({ message: z.string() });

/** What a proxy says in JSON of its own. */
export function messageIn(json: unknown): string | undefined {
  const message = messageSchema.safeParse(json).data?.message;
  return message && `"${message.slice(0, LONGEST)}"`;
}

/** Without what follows "?", which may hold a token. */
export function redirectTarget(response: Response): string | undefined {
  const { status, type, headers, url } = response;
  if (type === 'opaqueredirect') return 'another address';
  if (status < 300 || status > 399) return undefined;
  const location = headers.get('location') ?? '';
  if (!URL.canParse(location, url)) return 'another address';
  const { origin, pathname } = new URL(location, url);
  return `${origin}${pathname}`;
}
