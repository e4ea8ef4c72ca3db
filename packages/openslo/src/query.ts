import { bad, good, type Read } from './read';

/** Whether a query answers events per second or events of the window. */
export type QueryUnit = 'rate' | 'increase';

const PLACEHOLDER = /\{\{\s*\.window\s*\}\}/g;
const FIX_EXAMPLE = 'sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))';
const PAIRS: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
};

/**
 * Reads a query with the placeholder `{{.window}}` that Sloth's documents use.
 * It is put into parentheses of ours, so it must not be able to close them.
 */
export function parseQuery(
  text: string,
): Read<{ query: string; unit: QueryUnit }> {
  const query = text.trim().replace(PLACEHOLDER, '{{.window}}');
  const code = withoutStrings(query);
  if (code === undefined) {
    return bad('has a text that does not end', 'Close the quotes.');
  }
  if (code.includes('#')) {
    return bad('holds a comment', 'Leave out everything from # on.');
  }
  if (!query.includes('[{{.window}}]')) {
    return bad(
      'has no placeholder for the window',
      `Write [{{.window}}] where the range stands, for example ${FIX_EXAMPLE}.`,
    );
  }
  const ranges = code.replaceAll('{{.window}}', '5m');
  if (/\{\{|\}\}/.test(ranges)) {
    return bad(
      'holds a template other than {{.window}}',
      'Use {{.window}} only.',
    );
  }
  if (!isBalanced(ranges)) {
    return bad('has brackets that do not match', 'Close every bracket.');
  }
  return withUnit(query, ranges);
}

function withUnit(
  query: string,
  code: string,
): Read<{
  query: string;
  unit: QueryUnit;
}> {
  const rate = /\brate\s*\(/.test(code);
  const increase = /\bincrease\s*\(/.test(code);
  if (rate !== increase) {
    return good({ query, unit: rate ? 'rate' : 'increase' });
  }
  return bad(
    rate
      ? 'uses both rate() and increase(), so its unit is not clear'
      : 'uses neither rate() nor increase(), so it does not count events',
    `Use one of them, for example ${FIX_EXAMPLE}.`,
  );
}

/** The query of one window, in parentheses. */
export function atWindow(query: string, window: string): string {
  return `(${query.replaceAll('{{.window}}', window)})`;
}

/** What is left when the content of quoted texts is taken away; undefined when one does not end. */
function withoutStrings(query: string): string | undefined {
  let code = '';
  let at = 0;
  while (at < query.length) {
    const char = query.charAt(at);
    if (!/["'`]/.test(char)) {
      code += char;
      at += 1;
      continue;
    }
    const end = endOfString(query, at);
    if (end === undefined) return undefined;
    code += '""';
    at = end;
  }
  return code;
}

/** Where the text goes on behind a quoted part that begins at `from`. */
function endOfString(query: string, from: number): number | undefined {
  const delimiter = query.charAt(from);
  for (let at = from + 1; at < query.length; at++) {
    const char = query.charAt(at);
    if (char === delimiter) return at + 1;
    if (char === '\n' && delimiter !== '`') return undefined;
    if (char === '\\' && delimiter !== '`') at += 1;
  }
  return undefined;
}

function isBalanced(code: string): boolean {
  const open: string[] = [];
  for (const char of code) {
    if ('([{'.includes(char)) open.push(char);
    const opener = PAIRS[char];
    if (opener !== undefined && open.pop() !== opener) return false;
  }
  return open.length === 0;
}
