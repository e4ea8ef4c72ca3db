/** Random choices that a seed repeats. */
export interface Draws {
  seed: number;
  /** From 0 up to, not including, `below`. */
  whole: (below: number) => number;
  between: (least: number, most: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(choices: readonly T[]) => T;
}

/** Mulberry32: small, and good enough to choose what to disturb. */
export function drawsFrom(seed: number): Draws {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return {
    seed,
    whole,
    between: (least, most) => least + next() * (most - least),
    chance: probability => next() < probability,
    pick: choices => {
      const chosen = choices[whole(choices.length)];
      if (chosen === undefined) throw new Error('There is nothing to pick');
      return chosen;
    },
  };
}
