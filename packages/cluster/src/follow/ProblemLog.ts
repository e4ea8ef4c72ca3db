import type { Problem } from '../state';

/** What trouble is about; unreadable objects come and go beside the rest. */
export interface Subject {
  cluster?: string;
  kind?: string;
  objects?: boolean;
}

interface Episode {
  last?: Problem['type'];
  toldAt: Map<Problem['type'], number>;
}

export interface ProblemLogOptions {
  onProblem?: (problem: Problem) => void;
  /** The same about the same subject is told at most once in this time. */
  quietMs: number;
  now: () => number;
}

/**
 * Tells a problem when it begins and when it ends. Both may be reported as
 * often as they are noticed: what was told last is not told again, and what had
 * to be held back is told by a later report if it is still so.
 */
export class ProblemLog {
  readonly #episodes = new Map<string, Episode>();
  readonly #options: ProblemLogOptions;

  constructor(options: ProblemLogOptions) {
    this.#options = options;
  }

  report(problem: Problem): void {
    const { cluster, kind, type } = problem;
    const objects = type === 'dropped';
    const episode = this.#episode({ cluster, kind, objects });
    if (episode.last === type) return;
    this.#tell(episode, problem);
  }

  recovered(subject: Subject, message: string): void {
    const episode = this.#episode(subject);
    if (episode.last === undefined || episode.last === 'recovered') return;
    const { cluster, kind } = subject;
    this.#tell(episode, { cluster, kind, type: 'recovered', message });
  }

  #episode({ cluster, kind, objects = false }: Subject): Episode {
    const key = JSON.stringify([cluster, kind, objects]);
    const known = this.#episodes.get(key);
    if (known) return known;
    const fresh: Episode = { toldAt: new Map() };
    this.#episodes.set(key, fresh);
    return fresh;
  }

  #tell(episode: Episode, problem: Problem) {
    const now = this.#options.now();
    const before = episode.toldAt.get(problem.type);
    if (before !== undefined && now - before < this.#options.quietMs) return;
    episode.toldAt.set(problem.type, now);
    episode.last = problem.type;
    try {
      this.#options.onProblem?.(problem);
    } catch {
      // The caller's logger must not be able to end a watch.
    }
  }
}
