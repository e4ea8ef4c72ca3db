import { setTimeout as pause } from 'node:timers/promises';

const SAY_AFTER_MS = 10_000;

/** Repeats a question until its answer is no complaint, and tells how long that took; fails with the last one. */
export async function eventually(
  what: string,
  complaint: () => Promise<string | undefined>,
  options: { withinMs: number; say: (line: string) => void },
): Promise<number> {
  const started = Date.now();
  let quiet = true;
  for (;;) {
    const said = await complaint().catch(error => `it failed: ${error}`);
    const passed = Date.now() - started;
    if (said === undefined) return passed;
    if (passed > options.withinMs) {
      throw new Error(`${what}: still not after ${passed / 1000} s: ${said}`);
    }
    if (quiet && passed > SAY_AFTER_MS) {
      quiet = false;
      options.say(`${what}: not yet, ${said}`);
    }
    await pause(250);
  }
}
