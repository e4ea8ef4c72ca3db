import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../errors.ts';

/** Asks again until there is an answer that is neither undefined nor false; says what was waited for when it takes too long. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  options: { withinMs: number; everyMs?: number },
): Promise<T> {
  const deadline = Date.now() + options.withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= deadline) {
      throw new LabError(
        `${what} did not happen within ${options.withinMs / 1000} s.`,
      );
    }
    await delay(options.everyMs ?? 50);
  }
}
