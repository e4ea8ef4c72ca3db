import { LabError } from '../errors.ts';
import type { LabApi } from '../kube/api.ts';
import type { KubeObject, KubeRef } from '../kube/objects.ts';
import {
  describeObservation,
  matches,
  toObservation,
  type Expected,
  type Observation,
} from './observation.ts';

/**
 * What `observe` looks at.
 *
 * @public
 */
export interface ObservedSubject {
  api: LabApi;
  rollout: KubeRef & { name: string };
  virtualService?: KubeRef & { name: string };
}

/**
 * What is done, what must come of it, and what may be seen on the way.
 *
 * @public
 */
export interface ObserveOptions {
  /** Done once the watch sees the state before. */
  act?: () => Promise<unknown>;
  /** The settled state. */
  until: Expected;
  /** States that may pass; the state before always may. Without it, every state may. */
  passing?: readonly Expected[];
  /** Default 20 s. */
  withinMs?: number;
  /**
   * How long nothing at all may change before a state counts as settled; default 1 s. It cannot be 0: while the controller ends a round of its own, it overwrites
   * what it knows with what it wrote, and a patch of ours that lands then stays unseen until the next change of the Rollout.
   */
  quietMs?: number;
}

/**
 * What came of it.
 *
 * @public
 */
export interface Observed {
  before: Observation;
  settled: Observation;
  /** Every different state between the act and the settled one. */
  passed: Observation[];
  /** From the answer to the act until the settled state was seen. */
  tookMs: number;
}

function isSame(a: Observation, b: Observation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Collects states and decides when they have settled. */
class Recording {
  readonly begun: Promise<void>;
  readonly settled: Promise<Observed>;
  readonly #options: ObserveOptions;
  readonly #passed: Observation[] = [];
  #begin: () => void = () => undefined;
  #settle: (result: Observed) => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;
  #before?: Observation;
  #now?: Observation;
  #actedAt?: number;
  #deadline?: NodeJS.Timeout;
  #hold?: NodeJS.Timeout;

  constructor(options: ObserveOptions) {
    this.#options = options;
    this.begun = new Promise(resolve => {
      this.#begin = resolve;
    });
    this.settled = new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#fail = reject;
    });
    this.settled.catch(() => undefined);
  }

  see(next: Observation): void {
    if (this.#now && isSame(this.#now, next)) {
      // Something that is not observed changed: the controller is still at work.
      this.#hold?.refresh();
      return;
    }
    this.#now = next;
    if (!this.#before) {
      this.#before = next;
      this.#begin();
    } else {
      this.#passed.push(next);
    }
    this.#judge();
  }

  acted(): void {
    const { withinMs = 20_000 } = this.#options;
    this.#actedAt = Date.now();
    this.#deadline = setTimeout(
      () => this.#give(`did not settle within ${withinMs / 1000} s`),
      withinMs,
    );
    this.#judge();
  }

  close(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#hold);
  }

  #judge(): void {
    const { until, passing, quietMs = 1000 } = this.#options;
    if (this.#actedAt === undefined || !this.#now) return;
    clearTimeout(this.#hold);
    this.#hold = undefined;
    if (matches(this.#now, { observed: true, ...until })) {
      const tookMs = Date.now() - this.#actedAt;
      this.#hold = setTimeout(() => this.#finish(tookMs), quietMs);
    } else if (passing && !this.#mayPass(this.#now, passing)) {
      this.#give('passed a state that is not allowed');
    }
  }

  #mayPass(now: Observation, passing: readonly Expected[]): boolean {
    const isBefore = this.#before !== undefined && isSame(now, this.#before);
    return isBefore || passing.some(expected => matches(now, expected));
  }

  #finish(tookMs: number): void {
    const { passing = [{}] } = this.#options;
    const [before, settled] = [this.#before, this.#now];
    if (!before || !settled) return;
    const passed = this.#passed.slice(0, -1);
    const stray = passed.find(
      one => !this.#mayPass(one, passing) && !this.#settles(one),
    );
    if (stray) this.#give('passed a state that is not allowed');
    else this.#settle({ before, settled, passed, tookMs });
  }

  #settles(one: Observation): boolean {
    return matches(one, this.#options.until);
  }

  #give(what: string): void {
    const seen = [this.#before, ...this.#passed].map(one =>
      one ? `  ${describeObservation(one)}` : '  nothing',
    );
    const expected = JSON.stringify(this.#options.until, (_, value: unknown) =>
      value instanceof RegExp ? String(value) : value,
    );
    this.#fail(
      new LabError(
        `It ${what}. Expected ${expected}; seen:\n${seen.join('\n')}`,
      ),
    );
  }
}

async function watchInto(
  { api, rollout, virtualService }: ObservedSubject,
  recording: Recording,
  signal: AbortSignal,
): Promise<void> {
  let latest: KubeObject | undefined;
  let mesh: KubeObject | undefined;
  const tell = () => {
    if (latest && (mesh || !virtualService)) {
      recording.see(toObservation(latest, mesh));
    }
  };
  const follow = async (
    ref: KubeRef,
    take: (object: KubeObject) => void,
  ): Promise<void> => {
    for await (const { object } of api.watch(ref, signal)) {
      take(object);
      tell();
    }
  };
  await Promise.all([
    follow(rollout, object => {
      latest = object;
    }),
    virtualService &&
      follow(virtualService, object => {
        mesh = object;
      }),
  ]);
}

/**
 * Watches a Rollout and its VirtualService while something is done to it, until it settles; fails with all that was seen when it settles elsewhere or passes a
 * state that is not allowed.
 *
 * @public
 */
export async function observe(
  subject: ObservedSubject,
  options: ObserveOptions,
): Promise<Observed> {
  const stop = new AbortController();
  const recording = new Recording(options);
  const watching = watchInto(subject, recording, stop.signal);
  try {
    await Promise.race([recording.begun, watching]);
    await options.act?.();
    recording.acted();
    return await Promise.race([
      recording.settled,
      watching.then(() => {
        throw new LabError('The watch ended before the state settled.');
      }),
    ]);
  } finally {
    recording.close();
    stop.abort();
    await watching.catch(() => undefined);
  }
}
