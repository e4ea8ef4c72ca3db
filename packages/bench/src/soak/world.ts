import type { Lab } from '@greenlight/lab';
import type { Portal } from './portal.ts';

/** Where a soak runs: a lab, a portal on it, and one service of that portal. */
export interface SoakWorld {
  lab: Lab;
  portal: Portal;
  /** What an object carries so that the service shows it and may act on it. */
  metadata: {
    labels: Readonly<Record<string, string>>;
    annotations: Readonly<Record<string, string>>;
  };
  /** A namespace that the portal assigns to an environment. */
  namespaceOf: (name: string) => string;
  seed: number;
  /** How long new rounds are begun. */
  forMs: number;
  say: (line: string) => void;
}

/** What a soak did without finding anything. */
export interface SoakResult {
  rounds: number;
  /** How often each thing happened. */
  counts: Readonly<Record<string, number>>;
}

/** One line after each round. */
export function roundText({ rounds, counts }: SoakResult): string {
  const told = Object.entries(counts).map(([what, n]) => `${what} ${n}`);
  return `after round ${rounds}: ${told.sort().join(', ')}`;
}
