import { createHash } from 'node:crypto';
import type { ProgramRow } from './programs.ts';

/** What a build depends on. */
export interface BuildInput {
  platform: string;
  rows: readonly ProgramRow[];
  /** `<folder>/go.mod` and `<folder>/go.sum` → content. */
  files: ReadonlyMap<string, string>;
}

/** `go build` flags of a row; part of the key. */
export function buildFlags(row: ProgramRow): string[] {
  return [
    '-trimpath',
    `-ldflags=${['-s', '-w', ...(row.linkerFlags ?? [])].join(' ')}`,
  ];
}

/** Names the cache folder: the same inputs give the same folder, whatever the order in which files were read. */
export function buildKey(input: BuildInput): string {
  const hash = createHash('sha256');
  hash.update(`${ASSETS_VERSION}\0${input.platform}\0`);
  for (const row of input.rows) {
    hash.update(`${row.folder}\0${JSON.stringify(row.programs)}\0`);
    hash.update(`${buildFlags(row).join('\0')}\0`);
  }
  for (const path of [...input.files.keys()].sort()) {
    hash.update(`${path}\0${input.files.get(path)}\0`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Raised when the way in which CRDs and stages are extracted changes. */
const ASSETS_VERSION = 2;
