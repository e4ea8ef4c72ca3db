import { bad, good, quote, type Read } from './read';

/**
 * One label matcher of a selector.
 *
 * @public
 */
export type Matcher = {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  /** Without quotes and escapes. */
  value: string;
};

const MATCHER =
  /\s*([A-Za-z_][A-Za-z0-9_]*)\s*(=~|!~|!=|=)\s*"((?:[^"\\\n]|\\[\\"n])*)"\s*/y;
const MOST_MATCHERS = 30;
const EXAMPLE = 'service="checkout",code=~"5.."';
/** RE2, which Prometheus uses, has neither. */
const NOT_IN_RE2 = /\(\?<?[=!]|\\[1-9]/;

/**
 * Reads what stands between the braces of a selector: matchers with
 * double-quoted values, separated by commas. Nothing else gets through, so
 * what is read here can be written into a query.
 *
 * @public
 */
export function parseMatchers(text: string): Read<Matcher[]> {
  const matchers: Matcher[] = [];
  let at = 0;
  while (at < text.length) {
    MATCHER.lastIndex = at;
    const found = MATCHER.exec(text);
    if (!found) return unreadable(text, at);
    const [all, label = '', operator = '', quoted = ''] = found;
    const matcher = toMatcher(label, operator, unescape(quoted));
    if (!matcher.ok) return matcher;
    matchers.push(matcher.value);
    at += all.length;
    if (at === text.length) break;
    if (text[at] !== ',' || at + 1 === text.length) return unreadable(text, at);
    at += 1;
  }
  return checkAll(matchers);
}

function unreadable(text: string, at: number): Read<never> {
  const braces = /^\s*\{/.test(text) ? ' The braces are written for you.' : '';
  return bad(
    `is not a list of label matchers from ${quote(text.slice(at) || text)} on`,
    `Write matchers with double quotes and commas, for example ${EXAMPLE}.${braces}`,
  );
}

function toMatcher(
  label: string,
  operator: string,
  value: string,
): Read<Matcher> {
  switch (operator) {
    case '=':
    case '!=':
      return good({ label, operator, value });
    case '=~':
    case '!~':
      return checkRegex({ label, operator, value });
    default:
      return bad(
        `has an unknown operator ${quote(operator)}`,
        'Use =, !=, =~ or !~.',
      );
  }
}

function checkRegex(matcher: Matcher): Read<Matcher> {
  const { label, value } = matcher;
  if (NOT_IN_RE2.test(value)) {
    return bad(
      `has a regular expression for ${label} that Prometheus cannot run: ${quote(
        value,
      )}`,
      'Leave out look-around and back-references: Prometheus uses RE2.',
    );
  }
  try {
    wholeMatch(value, '');
  } catch {
    return bad(
      `has no valid regular expression for ${label}: ${quote(value)}`,
      'Mend the expression; it is matched against the whole value.',
    );
  }
  return good(matcher);
}

function checkAll(matchers: Matcher[]): Read<Matcher[]> {
  if (matchers.length > MOST_MATCHERS) {
    return bad(
      `has ${matchers.length} matchers`,
      `Use at most ${MOST_MATCHERS}.`,
    );
  }
  if (matchers.some(({ label }) => label === '__name__')) {
    return bad(
      'matches __name__',
      'Leave it out: the name of the metric stands under metric.',
    );
  }
  if (!matchers.some(narrows)) {
    return bad(
      'narrows nothing down, so it would count the events of every service',
      `Name at least the service, for example ${EXAMPLE}.`,
    );
  }
  return good(matchers);
}

/** Some series do not match: the empty value does not, or another one does not. */
function narrows({ operator, value }: Matcher): boolean {
  if (operator === '=') return value !== '';
  if (operator === '=~') return !['.*', '.+', ''].includes(value);
  return false;
}

/** Matchers as they stand between braces in a query. */
export function formatMatchers(matchers: readonly Matcher[]): string {
  return matchers
    .map(
      ({ label, operator, value }) => `${label}${operator}${promqlText(value)}`,
    )
    .join(',');
}

/** A text as PromQL writes it. */
export function promqlText(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

function unescape(quoted: string): string {
  return quoted.replace(/\\(.)/g, (_, char: string) =>
    char === 'n' ? '\n' : char,
  );
}

/** Does a value of its label satisfy the matcher? A missing label has the value ''. */
export function satisfies(matcher: Matcher, value: string): boolean {
  switch (matcher.operator) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return wholeMatch(matcher.value, value);
    default:
      return !wholeMatch(matcher.value, value);
  }
}

/** RE2 writes flags for all of an expression at its start; JavaScript does not. */
function wholeMatch(expression: string, value: string): boolean {
  const [flagged = '', flags = ''] = /^\(\?([ims]+)\)/.exec(expression) ?? [];
  const rest = expression.slice(flagged.length);
  const all = [...new Set(`${flags}s`)].join('');
  return new RegExp(`^(?:${rest})$`, all).test(value);
}
