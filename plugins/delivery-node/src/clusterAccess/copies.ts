const KEY = Symbol.for('@greenlight/backstage-plugin-delivery-node/copies');

type Place = { [KEY]?: Set<string> };

/**
 * Remembers, for the whole process, from where copies of this library were
 * used. Two copies have two service refs and never meet; nothing else in the
 * process could tell.
 */
export function rememberCopy(
  folder: string,
  place = globalThis as Place,
): void {
  const known = place[KEY] ?? new Set<string>();
  known.add(folder);
  place[KEY] = known;
}

export function knownCopies(place = globalThis as Place): string[] {
  return [...(place[KEY] ?? [])];
}
