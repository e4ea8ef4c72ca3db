import { startComponent, stopComponent } from '@greenlight/lab';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { deploy, freshVersion, theLab } from './lab';
import { confirm, open, openCard, seriousFindings } from './portal';

const card = '[data-testid="delivery-card"]';

/** Fails a test when the page was loaded again. */
async function markPage(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    (window as unknown as { sameLoad: boolean }).sameLoad = true;
  });
  return async () =>
    expect(
      await page.evaluate(
        () => (window as unknown as { sameLoad?: boolean }).sameLoad,
      ),
    ).toBe(true);
}

const currentStep = (page: Page) =>
  page.locator(`${card} [aria-current="step"]`);

test('a canary goes on by Next step, and the page follows without reload', async ({
  page,
}) => {
  const version = freshVersion();
  await deploy('payments', version);
  const shown = await openCard(page, 'payments');
  await expect(shown).toContainText(version);
  await expect(shown).toContainText('step 2 of 8');
  await expect(currentStep(page)).toContainText('pause');
  await expect(page.getByTestId('live-mark')).toHaveAttribute(
    'data-status',
    'live',
  );
  const sameLoad = await markPage(page);

  await page
    .getByRole('button', { name: 'Next step: payments in prod' })
    .click();
  await confirm(page, /^Next step for payments/, 'Next step');

  const receipt = page.getByTestId('receipt').first();
  await expect(receipt).toContainText('Next step: payments in prod');
  await expect(receipt).toHaveAttribute('data-state', 'In effect');
  await expect(shown).toContainText('step 4 of 8');
  await expect(shown).toContainText('25 %');
  await sameLoad();
});

test('a canary is aborted, and says what Git still wants', async ({ page }) => {
  const version = freshVersion();
  await deploy('payments', version);
  const shown = await openCard(page, 'payments');
  await expect(shown).toContainText('step 2 of 8');
  const sameLoad = await markPage(page);
  await page
    .getByRole('button', { name: 'Actions for payments in prod' })
    .click();
  await page.getByRole('menuitem', { name: /^Abort/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Abort payments/ });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByLabel(/Reason/).fill('errors in the log');
  await confirm(page, /^Abort payments/, 'Abort');

  await expect(shown).toContainText(`Git still wants ${version}`);
  await expect(shown).toContainText('Degraded');
  const receipt = page.getByTestId('receipt').first();
  await expect(receipt).toContainText('errors in the log');
  await expect(
    page.getByRole('button', { name: 'Retry: payments in prod' }),
  ).toBeVisible();
  await sameLoad();

  await page
    .getByRole('button', { name: 'Actions for payments in prod' })
    .click();
  const next = page.getByRole('menuitem', { name: /^Next step/ });
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(next).toContainText(/retry/i);
});

test('what must not be acted on says why, and how to consent', async ({
  page,
}) => {
  const shown = await openCard(page, 'inventory');
  const held = page.getByRole('button', {
    name: 'Next step: inventory-worker in prod',
  });
  await held.focus();
  await expect(held).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tooltip')).toContainText('inventory-worker');
  await expect(page.getByRole('dialog')).toBeHidden();
  await shown.getByRole('button', { name: 'How to consent' }).first().click();
  await expect(shown).toContainText(
    'greenlight.dev/entity-ref: component:default/inventory',
  );
});

test('a foreign change shows on an open page', async ({ page }) => {
  const shown = await openCard(page, 'payments');
  const version = freshVersion();
  await deploy('payments', version);
  await expect(shown).toContainText(version);
});

test('the tab shows revisions, pods and receipts', async ({ page }) => {
  await open(page, '/catalog/default/component/checkout');
  await page.getByRole('link', { name: 'Delivery', exact: true }).click();
  const tab = page.getByTestId('delivery-tab');
  await expect(
    tab.getByRole('region', { name: /^Revision/ }).first(),
  ).toBeVisible();
  await expect(
    tab.getByRole('table', { name: /^Pods of/ }).first(),
  ).toBeVisible();
  expect(await seriousFindings(page, '[data-testid="delivery-tab"]')).toEqual(
    [],
  );
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the card (${colorScheme})`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    for (const service of [
      'checkout',
      'payments',
      'search',
      'storefront',
      'inventory',
      'legacy-billing',
      'recommendations',
    ]) {
      await openCard(page, service);
      expect(await seriousFindings(page, card), service).toEqual([]);
    }
  });
}

test('at 360 px nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const shown = await openCard(page, 'search');
  const box = await shown.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(360);
  const wider = await shown.evaluate(element =>
    [...element.querySelectorAll('*')]
      .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
      .filter(one => getComputedStyle(one).clipPath === 'none')
      .map(one => one.outerHTML.slice(0, 200)),
  );
  expect(wider).toEqual([]);
});

test('when the API server stops, the last state is shown as old and nothing is offered; it recovers by itself', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const shown = await openCard(page, 'payments');
  const actions = page.getByRole('button', { name: /^Actions for payments/ });
  await expect(actions.first()).toBeVisible();
  const sameLoad = await markPage(page);
  await stopComponent(theLab(), 'apiserver');
  try {
    await expect(shown.getByTestId('stale').first()).toContainText(
      'last seen',
      {
        timeout: 20_000,
      },
    );
    await expect(shown).toContainText(/sha-/);
    await expect(actions).toHaveCount(0);
    await expect(
      page.getByRole('button', { name: /: payments in prod/ }),
    ).toHaveCount(0);
    expect(await seriousFindings(page, card)).toEqual([]);
  } finally {
    await startComponent(theLab(), 'apiserver');
  }
  await expect(shown.getByTestId('stale')).toHaveCount(0, { timeout: 30_000 });
  await expect(actions.first()).toBeVisible();
  await sameLoad();
});

test('says that live updates are lost when the socket falls silent, and goes on by reading', async ({
  page,
}) => {
  let silent = false;
  await page.routeWebSocket(/\/api\/signals/, socket => {
    const server = socket.connectToServer();
    server.onMessage(message => {
      if (!silent) socket.send(message);
    });
  });
  const shown = await openCard(page, 'payments');
  const mark = page.getByTestId('live-mark');
  await expect(mark).toHaveAttribute('data-status', 'live', {
    timeout: 20_000,
  });
  silent = true;
  await expect(mark).toContainText('live updates lost', { timeout: 20_000 });
  const version = freshVersion();
  await deploy('payments', version);
  await expect(shown).toContainText(version);
});
