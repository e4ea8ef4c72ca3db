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

/** Raised when the way in which CRDs and stages are extracted changes. */
const ASSETS_VERSION = 2;

/** Names the cache folder: the same inputs give the same folder, whatever the order in which files were read. */
export function buildKey(input: BuildInput): string {
  const rows = input.rows.map(row => [
    row.folder,
    row.programs,
    buildFlags(row),
  ]);
  const files = [...input.files.keys()]
    .sort()
    .map(path => [path, input.files.get(path)]);
  return createHash('sha256')
    .update(JSON.stringify([ASSETS_VERSION, input.platform, rows, files]))
    .digest('hex')
    .slice(0, 16);
}
