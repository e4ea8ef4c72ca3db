import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const REPOSITORY = resolve(__dirname, '../../../..');
const ROOT = resolve(
  REPOSITORY,
  process.env.CONFORMANCE_DIR ?? '../shared/conformance',
);

interface Jest {
  describe: jest.Describe;
  it: jest.It;
}

/** Data of other projects, never copied here. Without it a suite is skipped, and its name says why. */
export function conformance(folder: string, { describe: suite, it }: Jest) {
  const at = resolve(ROOT, folder);
  const there = existsSync(at);
  return {
    names: (path: string) => readdirSync(resolve(at, path)).sort(),
    text: (path: string) => readFileSync(resolve(at, path), 'utf8'),
    suite: (name: string, tests: () => void) => {
      if (there) {
        suite(name, tests);
        return;
      }
      const why = `skipped: no conformance data at ${at}; set CONFORMANCE_DIR`;
      suite.skip(`${name} (${why})`, () => {
        it.skip(why, () => {});
      });
    },
  };
}
