import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const REPOSITORY = resolve(__dirname, '../../../..');
const ROOT = resolve(
  REPOSITORY,
  process.env.CONFORMANCE_DIR ?? '../shared/conformance',
);

/** Data of other projects, never copied here. Without it a suite is skipped and its name says why. */
export function conformance(folder: string) {
  const at = resolve(ROOT, folder);
  const there = existsSync(at);
  return {
    read: (path: string): unknown =>
      parse(readFileSync(resolve(at, path), 'utf8')),
    describe: (name: string, suite: () => void) => {
      if (there) {
        describe(name, suite);
        return;
      }
      const why = `no conformance data at ${at}; set CONFORMANCE_DIR`;
      describe.skip(`${name} (skipped: ${why})`, () => {
        it.skip(why, () => {});
      });
    },
  };
}
