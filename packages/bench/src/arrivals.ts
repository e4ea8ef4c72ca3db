import type { Page } from '@playwright/test';

declare global {
  interface Window {
    greenlightArrivals?: {
      seen: Map<string, number>;
      waiting: Map<string, (at: number) => void>;
    };
  }
}

/** Milliseconds since 1970 with a fraction; comparable across processes of one machine. */
export const preciseNow = () => performance.timeOrigin + performance.now();

/**
 * Notes, in the page, when a commit first stands in the Delivery card's DOM.
 * The card writes it into the title of the version.
 */
export async function noteArrivals(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Map<string, number>();
    const waiting = new Map<string, (at: number) => void>();
    window.greenlightArrivals = { seen, waiting };
    const look = () => {
      const now = performance.timeOrigin + performance.now();
      for (const element of document.querySelectorAll(
        '[data-testid="delivery-card"] [title*="commit "]',
      )) {
        const title = element.getAttribute('title') ?? '';
        const commit = /commit ([0-9a-f]{40})/.exec(title)?.[1];
        if (commit && !seen.has(commit)) {
          seen.set(commit, now);
          waiting.get(commit)?.(now);
        }
      }
    };
    new MutationObserver(look).observe(document.body, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
}

/** When the commit arrived in the page; fails after ten seconds. The page waits without polling, which would be part of the load. */
export async function arrivalOf(page: Page, commit: string): Promise<number> {
  const at = await page.evaluate(
    sha =>
      new Promise<number | undefined>(resolve => {
        const arrivals = window.greenlightArrivals;
        const noted = arrivals?.seen.get(sha);
        if (noted !== undefined) {
          resolve(noted);
          return;
        }
        arrivals?.waiting.set(sha, resolve);
        setTimeout(() => resolve(undefined), 10_000);
      }),
    commit,
  );
  if (at === undefined) {
    throw new Error(`${commit} did not arrive in the page within 10 s`);
  }
  return at;
}
