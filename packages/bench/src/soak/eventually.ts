import { setTimeout as pause } from 'node:timers/promises';

/** Repeats a question until its answer is no complaint; fails with the last one. */
export async function eventually(
  what: string,
  complaint: () => Promise<string | undefined>,
  withinMs: number,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const said = await complaint().catch(error => `it failed: ${error}`);
    if (said === undefined) return;
    if (Date.now() > deadline) {
      throw new Error(`${what}: still not after ${withinMs / 1000} s: ${said}`);
    }
    await pause(100);
  }
}
