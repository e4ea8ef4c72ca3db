/**
 * Many values per key. Most keys have exactly one value, and a Set for each of
 * them would cost more than the value's row in the index.
 */
export class Bags<V extends object> {
  readonly #bags = new Map<string, V | Set<V>>();

  add(key: string, value: V): void {
    const bag = this.#bags.get(key);
    if (bag === undefined) this.#bags.set(key, value);
    else if (bag instanceof Set) bag.add(value);
    else if (bag !== value) this.#bags.set(key, new Set([bag, value]));
  }

  remove(key: string, value: V): void {
    const bag = this.#bags.get(key);
    if (bag === value) this.#bags.delete(key);
    else if (bag instanceof Set) {
      bag.delete(value);
      const [last] = bag;
      if (bag.size === 1 && last) this.#bags.set(key, last);
    }
  }

  get(key: string): readonly V[] {
    const bag = this.#bags.get(key);
    if (bag === undefined) return [];
    return bag instanceof Set ? [...bag] : [bag];
  }
}
