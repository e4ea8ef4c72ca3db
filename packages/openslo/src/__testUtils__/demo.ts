import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentFile } from '../document/parseDocuments';

/** Objectives of the lab's demo; their rules lie in `rules`, the tests of those in `rules/tests`. */
export const DEMO_DIR = join(__dirname, '../../../lab/demo/slo');

/** The YAML files of a folder of the demo. */
export function demoFiles(folder = '.'): DocumentFile[] {
  const dir = join(DEMO_DIR, folder);
  return readdirSync(dir)
    .filter(name => name.endsWith('.yaml'))
    .map(name => ({ name, text: readFileSync(join(dir, name), 'utf8') }));
}
