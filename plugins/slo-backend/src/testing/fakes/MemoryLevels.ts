import type { BudgetLevel } from '@greenlight/backstage-plugin-slo-common';
import { keyOf } from '../../domain/identity';
import type { Identity } from '../../domain/identity';
import type { KnownLevel, LevelStore } from '../../service/ports';

/** Levels in memory. */
export class MemoryLevels implements LevelStore {
  readonly #levels = new Map<string, KnownLevel>();

  async all(): Promise<ReadonlyMap<string, KnownLevel>> {
    return new Map(this.#levels);
  }

  async first(objective: Identity, known: KnownLevel): Promise<boolean> {
    const key = keyOf(objective);
    if (this.#levels.has(key)) return false;
    this.#levels.set(key, known);
    return true;
  }

  async change(
    objective: Identity,
    from: BudgetLevel,
    to: KnownLevel,
  ): Promise<boolean> {
    const key = keyOf(objective);
    const known = this.#levels.get(key);
    if (known?.level !== from || known.seenAt >= to.seenAt) return false;
    this.#levels.set(key, to);
    return true;
  }
}
