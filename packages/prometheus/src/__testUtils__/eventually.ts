/** Repeats a check until it passes, and throws its last error at the deadline. */
export async function eventually(
  check: () => void | Promise<void>,
  withinMs = 5_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }
}
