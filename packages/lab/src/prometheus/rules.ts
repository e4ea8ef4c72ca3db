import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Replaces the rule files of a folder; what was there can be put back. */
export function writeRules(
  dir: string,
  texts: readonly string[],
): { restore(): void } {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const before = readdirSync(dir).map(name => ({
    name,
    text: readFileSync(join(dir, name), 'utf8'),
  }));
  const after = texts.map((text, index) => ({
    name: `rules-${index + 1}.yaml`,
    text,
  }));
  fill(dir, after);
  return { restore: () => fill(dir, before) };
}

function fill(
  dir: string,
  files: ReadonlyArray<{ name: string; text: string }>,
): void {
  for (const name of readdirSync(dir)) rmSync(join(dir, name));
  for (const { name, text } of files) writeFileSync(join(dir, name), text);
}
