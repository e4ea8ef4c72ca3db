import type { Page } from '@playwright/test';

declare global {
  interface Window {
    greenlightArrivals?: Record<string, number>;
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
    const seen: Record<string, number> = {};
    window.greenlightArrivals = seen;
    const look = () => {
      const now = performance.timeOrigin + performance.now();
      for (const element of document.querySelectorAll(
        '[data-testid="delivery-card"] [title*="commit "]',
      )) {
        const commit = /commit ([0-9a-f]{40})/.exec(
          element.getAttribute('title') ?? '',
        )?.[1];
        if (commit && !(commit in seen)) {
          seen[commit] = now;
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

/** When the commit arrived in the page; fails after ten seconds. */
export async function arrivalOf(page: Page, commit: string): Promise<number> {
  const handle = await page.waitForFunction(
    sha => window.greenlightArrivals?.[sha],
    commit,
    { timeout: 10_000, polling: 20 },
  );
  const at = await handle.jsonValue();
  if (typeof at !== 'number') {
    throw new Error(`The page noted no time for ${commit}`);
  }
  return at;
}
