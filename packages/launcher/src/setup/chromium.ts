import { adviceFor } from '../advice.ts';
import { lastLines } from '../report.ts';
import type { Obtained } from '../test/needs.ts';
import { aptInstall, findProgram, mayInstall } from './find.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const find = () =>
  process.env.GREENLIGHT_CHROMIUM ??
  names.map(name => findProgram(name)).find(Boolean);

/** A Chromium that is installed, else Debian's. Tests read its path from GREENLIGHT_CHROMIUM. */
export async function findChromium(): Promise<Obtained> {
  const found = find();
  if (found) {
    return { ok: true, env: { GREENLIGHT_CHROMIUM: found } };
  }
  if (!mayInstall()) {
    return {
      ok: false,
      reason:
        'no Chromium here; install it (on Debian: apt-get install chromium) or set GREENLIGHT_CHROMIUM to its path',
    };
  }
  const trouble = await aptInstall(['chromium', 'fonts-liberation']);
  const installed = find();
  return installed
    ? { ok: true, env: { GREENLIGHT_CHROMIUM: installed }, note: 'installed' }
    : {
        ok: false,
        reason: `apt-get could not install chromium: ${
          adviceFor(trouble ?? '') ?? lastLines(trouble ?? '', 3)
        }`,
      };
}
