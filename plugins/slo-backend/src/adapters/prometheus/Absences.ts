import type { Labels, Prometheus, Sample } from '@greenlight/prometheus';
import { rawKeyOf } from '../../domain/identity';
import {
  BAD_TILE,
  TILE,
  lastSeenQuery,
  mostIdsAtOnce,
} from '../../domain/queries';
import type { SnapshotQuery } from '../../domain/queries';
import type { FailingRule } from '../../domain/reading';
import { reasonOf } from './reasonOf';

const RULES_KEPT_MS = 5 * 60_000;
/** After a start of Prometheus, rules fail only once they were evaluated. */
const NO_FAILURE_KEPT_MS = 60_000;

type Question = {
  samples: Record<SnapshotQuery, readonly Sample[]>;
  now: Date;
  signal: AbortSignal;
};

type Explained = {
  lastSeen: Sample[];
  failingRules: FailingRule[];
  failed: string[];
};

/**
 * Finds out why objectives have no fresh tile or no sum: when a tile was last
 * written, and whether a rule fails. It asks only while there are such objectives, and
 * remembers, because what is gone does not change.
 */
export class Absences {
  /** By objective; empty where no tile was ever seen. */
  readonly #lastSeen = new Map<string, Sample[]>();
  #rules: { at: number; failing: FailingRule[] } | undefined;

  constructor(private readonly prometheus: Prometheus) {}

  async explain(question: Question): Promise<Explained> {
    const missing = this.#missing(question);
    if (missing.size === 0) {
      this.#rules = undefined;
      return { lastSeen: [], failingRules: [], failed: [] };
    }
    const failed: string[] = [];
    const attempt = async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        question.signal.throwIfAborted();
        failed.push(reasonOf(error));
      }
    };
    await Promise.all([
      attempt(() => this.#askLastSeen(missing, question)),
      attempt(() => this.#askRules(question)),
    ]);
    return {
      lastSeen: [...this.#lastSeen.values()].flat(),
      failingRules: this.#rules?.failing ?? [],
      failed,
    };
  }

  /**
   * Objectives without a fresh tile or without a sum, by their key; what is
   * there again is forgotten.
   */
  #missing({ samples }: Question): Map<string, Labels> {
    const keys = (of: readonly Sample[]) =>
      new Set(of.map(({ labels }) => rawKeyOf(labels)));
    const [fresh, summed] = [keys(samples.newest), keys(samples.sums)];
    const missing = new Map(
      samples.info.flatMap(({ labels }) => {
        const key = rawKeyOf(labels);
        return fresh.has(key) && summed.has(key)
          ? []
          : [[key, labels] as const];
      }),
    );
    for (const key of this.#lastSeen.keys()) {
      if (!missing.has(key)) this.#lastSeen.delete(key);
    }
    return missing;
  }

  async #askLastSeen(
    missing: ReadonlyMap<string, Labels>,
    { signal }: Question,
  ): Promise<void> {
    const unknown = [...missing].filter(([key]) => !this.#lastSeen.has(key));
    const asked = unknown.slice(0, mostIdsAtOnce);
    if (asked.length === 0) return;
    const ids = new Set(asked.map(([, labels]) => labels.slo_id ?? ''));
    const query = lastSeenQuery([...ids]);
    const { value } = await this.prometheus.query({ query, signal });
    for (const [key] of asked) this.#lastSeen.set(key, []);
    for (const sample of value) {
      this.#lastSeen.get(rawKeyOf(sample.labels))?.push(sample);
    }
  }

  async #askRules({ samples, now, signal }: Question): Promise<void> {
    const at = now.getTime();
    const keptMs = this.#rules?.failing.length
      ? RULES_KEPT_MS
      : NO_FAILURE_KEPT_MS;
    if (this.#rules && at - this.#rules.at < keptMs) return;
    const sums = samples.sums.map(({ labels }) => labels.__name__ ?? '');
    const names = [...new Set([TILE, BAD_TILE, ...sums])];
    const { value } = await this.prometheus.rules({
      type: 'record',
      names,
      signal,
    });
    const failing = value.flatMap(group =>
      group.rules.flatMap(rule =>
        rule.health === 'err'
          ? [
              {
                rule: rule.name,
                labels: rule.labels,
                error: rule.lastError ?? 'no reason given',
              },
            ]
          : [],
      ),
    );
    this.#rules = { at, failing };
  }
}
