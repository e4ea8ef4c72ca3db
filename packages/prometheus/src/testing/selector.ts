import type { Labels } from '../Prometheus';

/** Does a series match? */
export type Selector = (labels: Labels) => boolean;

const SELECTOR = /^\s*([a-zA-Z_:][\w:]*)?\s*(?:\{(.*)\})?\s*$/s;
const MATCHER =
  /\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*")\s*(?:,|$)/y;

/** Reads `name{label="value",…}`; undefined when it is more than that. */
export function parseSelector(text: string): Selector | undefined {
  const [whole, name, inside] = SELECTOR.exec(text) ?? [];
  if (!whole?.trim()) return undefined;
  const matchers = parseMatchers(inside ?? '');
  if (!matchers) return undefined;
  const all = name
    ? [...matchers, ({ __name__ }: Labels) => __name__ === name]
    : matchers;
  return labels => all.every(matches => matches(labels));
}

function parseMatchers(text: string): Selector[] | undefined {
  const matchers: Selector[] = [];
  MATCHER.lastIndex = 0;
  while (text.slice(MATCHER.lastIndex).trim() !== '') {
    const found = MATCHER.exec(text);
    if (!found) return undefined;
    const [, label = '', operator = '', quoted = '""'] = found;
    const holds = comparison(operator, String(JSON.parse(quoted)));
    matchers.push(labels => holds(labels[label] ?? ''));
  }
  return matchers;
}

function comparison(operator: string, wanted: string) {
  const pattern = () => new RegExp(`^(?:${wanted})$`, 's');
  switch (operator) {
    case '=':
      return (found: string) => found === wanted;
    case '!=':
      return (found: string) => found !== wanted;
    case '=~': {
      const regex = pattern();
      return (found: string) => regex.test(found);
    }
    default: {
      const regex = pattern();
      return (found: string) => !regex.test(found);
    }
  }
}
