/** What a channel of live hints carries. @public */
export type Beat = {
  /** Names the process that sends. */
  boot: string;
  /** Counts its broadcasts from 1. */
  seq: number;
  /** Opaque ids of what changed. */
  hints?: string[];
};

/** Parses a message of the channel; whatever else may arrive is no beat. */
export function toBeat(message: unknown): Beat | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { boot, seq, hints } = message as Record<string, unknown>;
  if (typeof boot !== 'string' || typeof seq !== 'number') return undefined;
  const known = Array.isArray(hints)
    ? hints.filter((hint): hint is string => typeof hint === 'string')
    : undefined;
  return { boot, seq, ...(known && { hints: known }) };
}

const MOST_SENDERS = 32;

/** Tells a gap from a beat that follows the one before. */
export class BeatSequence {
  private readonly seen = new Map<string, number>();

  /** Whether beats were missed before this one, or never heard at all. */
  take(beat: Beat): boolean {
    const gap = this.seen.get(beat.boot) !== beat.seq - 1;
    this.seen.delete(beat.boot);
    this.seen.set(beat.boot, beat.seq);
    if (this.seen.size > MOST_SENDERS) {
      const [oldest] = this.seen.keys();
      if (oldest !== undefined) this.seen.delete(oldest);
    }
    return gap;
  }

  /** Whatever comes next follows a gap. */
  forget(): void {
    this.seen.clear();
  }
}
