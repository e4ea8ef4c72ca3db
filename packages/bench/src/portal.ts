import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages in the background are the point of the measurement with many pages.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** A value from the environment that the launcher sets. */
export function need(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set. Run this through ./greenlight bench, which brings up what it needs.`,
    );
  }
  return value;
}

/** Headless Chromium as the launcher found it. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
}

/** Signs a browser context in and leaves it signed in for every page that is opened in it. */
export async function signIn(
  context: BrowserContext,
  portalUrl: string,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(portalUrl);
  const enter = page.getByRole('button', { name: 'Enter' });
  const inside = page.getByRole('link', { name: 'Catalog', exact: true });
  await enter.or(inside).first().waitFor();
  if (await enter.isVisible()) {
    await enter.click();
  }
  await inside.waitFor();
  await page.close();
}

/** Opens the page of a demo service and waits until its card is live. */
export async function openService(
  context: BrowserContext,
  portalUrl: string,
  service: string,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${portalUrl}/catalog/default/component/${service}`);
  const enter = page.getByRole('button', { name: 'Enter' });
  const card = page.getByTestId('delivery-card');
  await enter.or(card).first().waitFor();
  if (await enter.isVisible()) {
    await enter.click();
  }
  await card.waitFor();
  await page
    .getByTestId('live-mark')
    .filter({ hasText: /^\W*live$/ })
    .first()
    .waitFor();
  return page;
}

/** A token for calls of the API as the user whom the portal signs in. */
export async function userToken(portalUrl: string): Promise<string> {
  const answer = await fetch(`${portalUrl}/api/auth/guest/refresh`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  const session: unknown = await answer.json();
  const token =
    typeof session === 'object' && session && 'backstageIdentity' in session
      ? (session.backstageIdentity as { token?: string }).token
      : undefined;
  if (!token) {
    throw new Error(`The portal gave no token: ${answer.status}`);
  }
  return token;
}
