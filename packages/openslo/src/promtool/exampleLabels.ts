import { satisfies, type Matcher } from '../matchers';

/** Values of labels by name. */
export type Labels = Record<string, string>;

/** Tried after what the matchers themselves suggest. */
const COMMON = ['200', '404', '500', 'ok', 'error', 'GET', 'POST', 'true', '1'];

/**
 * Labels that satisfy all matchers and fail at least one of `except`; undefined
 * when none are found. Regular expressions are not solved, only tried.
 */
export function exampleLabels(
  matchers: readonly Matcher[],
  except: readonly Matcher[] = [],
): Labels | undefined {
  if (except.length === 0) return solve(matchers, undefined);
  for (const failing of except) {
    const labels = solve(matchers, failing);
    if (labels) return labels;
  }
  return undefined;
}

function solve(
  matchers: readonly Matcher[],
  failing: Matcher | undefined,
): Labels | undefined {
  const names = new Set(matchers.map(({ label }) => label));
  if (failing) names.add(failing.label);
  const labels: Labels = {};
  for (const name of names) {
    const wanted = matchers.filter(({ label }) => label === name);
    const unwanted = failing?.label === name ? failing : undefined;
    const value = [...wanted.flatMap(suggestions), ...COMMON, ''].find(
      candidate =>
        wanted.every(matcher => satisfies(matcher, candidate)) &&
        !(unwanted && satisfies(unwanted, candidate)),
    );
    if (value === undefined) return undefined;
    if (value !== '') labels[name] = value;
  }
  return labels;
}

function suggestions({ operator, value }: Matcher): string[] {
  if (operator === '=') return [value];
  if (operator !== '=~') return [];
  return value
    .replace(/^\(\?[ims]+\)/, '')
    .replace(/[()^$]/g, '')
    .split('|')
    .map(simplest);
}

/** A text that a simple expression matches: `5..` → `500`, `/api/.*` → `/api/`. */
function simplest(expression: string): string {
  return expression
    .replace(/\.[*?]/g, '')
    .replace(/\\d/g, '0')
    .replace(/\\w/g, 'a')
    .replace(/\[([^\]^])[^\]]*\]/g, '$1')
    .replace(/\\?\./g, found => (found === '.' ? '0' : '.'))
    .replace(/[+*?]/g, '')
    .replace(/\\(.)/g, '$1');
}
