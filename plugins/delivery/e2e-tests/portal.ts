import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** Opens a page of the portal, signed in. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  const inside = page.getByRole('heading', { level: 1 });
  await expect(enter.or(inside).first()).toBeVisible({ timeout: 30_000 });
  if (await enter.isVisible()) await enter.click();
}

/** Opens the overview of a service and gives its card, once it is there. */
export async function openCard(page: Page, name: string): Promise<Locator> {
  await open(page, `/catalog/default/component/${name}`);
  const card = page.getByTestId('delivery-card');
  await expect(card.getByRole('list', { name: 'Environments' })).toBeVisible({
    timeout: 30_000,
  });
  return card;
}

/** Confirms the open question. */
export async function confirm(page: Page, title: RegExp, verb: string) {
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
}

type Finding = { id: string; impact: string | null; html: string };

/** Serious findings of axe within an element, contrast included. */
export async function seriousFindings(
  page: Page,
  selector: string,
): Promise<Finding[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core'), 'utf8'));
  return page.evaluate(async within => {
    const { axe } = window as unknown as {
      axe: typeof import('axe-core');
    };
    const { violations } = await axe.run(within);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({
        id,
        impact: impact ?? null,
        html: nodes
          .map(({ html }) => html)
          .join('\n')
          .slice(0, 600),
      }));
  }, selector);
}
