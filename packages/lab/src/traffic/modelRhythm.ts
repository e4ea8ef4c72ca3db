/** Milliseconds since 1970. */
export type Instant = number;

const DAY = 24 * 3600;
const BUSIEST_HOUR = 14;

interface Wave {
  /** Share of the mean by which it swings. */
  height: number;
  seconds: number;
  /** Seconds since 1970 at which it stands highest. */
  peak: number;
}

/**
 * How many requests arrive between two instants when there is one a second on average: more by day than by night, a little different for each seed. It is the exact
 * integral of a smooth curve, so it does not matter in how many pieces a span is asked for.
 */
export function arrivals(seed: string, from: Instant, to: Instant): number {
  const [start, end] = [from / 1000, to / 1000];
  return wavesOf(seed).reduce(
    (sum, wave) => sum + swing(wave, start, end),
    end - start,
  );
}

/** Day and night, and a shorter wave whose length divides a day, so that all days have the same number of requests. */
function wavesOf(seed: string): Wave[] {
  const own = shareOf(seed);
  return [
    { height: 0.35, seconds: DAY, peak: (BUSIEST_HOUR - 1 + 2 * own) * 3600 },
    { height: 0.08, seconds: DAY / 5, peak: own * (DAY / 5) },
  ];
}

function swing(wave: Wave, start: number, end: number): number {
  const { height, seconds, peak } = wave;
  const turn = (2 * Math.PI) / seconds;
  const at = (second: number) => Math.sin(turn * (second - peak));
  return (height / turn) * (at(end) - at(start));
}

/** A number from 0 to 1 that belongs to a text (FNV-1a). */
function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}
