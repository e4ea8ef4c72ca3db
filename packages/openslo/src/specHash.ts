import { formatMatchers } from './matchers';
import type { Counted, Indicator } from './objective';

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * A hash of what is counted (64-bit FNV-1a, 16 hexadecimal digits). A changed
 * target keeps it, so the history goes on; a changed indicator starts anew.
 *
 * @public
 */
export function specHash(indicator: Indicator): string {
  const { counts, part, total } = indicator;
  const bytes = new TextEncoder().encode(
    JSON.stringify([counts, canonical(part), canonical(total)]),
  );
  let hash = OFFSET;
  for (const byte of bytes) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}

/** The order of matchers does not change what is counted. */
function canonical(counted: Counted): string[] {
  if (counted.kind === 'query') return ['query', counted.query, counted.unit];
  const matchers = counted.matchers.map(matcher => formatMatchers([matcher]));
  return [
    counted.kind,
    counted.metric,
    ...matchers.sort(),
    counted.kind === 'bucket' ? counted.le : '',
  ];
}
