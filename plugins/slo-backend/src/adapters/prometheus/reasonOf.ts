const LONGEST = 400;

/** Why something failed, in a sentence that fits a page. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
