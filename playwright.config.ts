import { generateProjects } from '@backstage/e2e-test-utils/playwright';
import { defineConfig } from '@playwright/test';

/**
 * Browser tests run against a portal that `./greenlight test browser` started:
 * GREENLIGHT_PORTAL_URL is its address, GREENLIGHT_LAB the lab behind it and
 * GREENLIGHT_CHROMIUM the browser.
 */
export default defineConfig({
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  outputDir: 'test-results',
  reporter: [['list']],
  use: {
    baseURL: process.env.GREENLIGHT_PORTAL_URL ?? 'http://localhost:7007',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 900 },
  },
  projects: (generateProjects() ?? []).map(project => ({
    ...project,
    use: {
      browserName: 'chromium',
      launchOptions: {
        executablePath: process.env.GREENLIGHT_CHROMIUM,
        args: ['--no-sandbox', '--disable-dev-shm-usage'],
      },
    },
  })),
});
