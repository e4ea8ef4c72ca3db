import { createHash } from 'node:crypto';
import type { ProgramRow } from './programs.ts';

/** The content of a row's module files: with the row itself, all that its programs are made of. */
export interface ModuleFiles {
  goMod: string;
  goSum: string;
}

/** `go build` flags of a row; part of its key. */
export function buildFlags(row: ProgramRow): string[] {
  return [
    '-trimpath',
    ...(row.tags ? [`-tags=${row.tags.join(',')}`] : []),
    `-ldflags=${['-s', '-w', ...(row.linkerFlags ?? [])].join(' ')}`,
  ];
}

/** Names the folder of one row's programs, so that a change of one row leaves the programs of the others as they are. */
export function rowKey(
  row: ProgramRow,
  options: { platform: string; files: ModuleFiles },
): string {
  const { platform, files } = options;
  return digest([
    platform,
    row.folder,
    row.programs,
    buildFlags(row),
    files.goMod,
    files.goSum,
  ]);
}

/** Raised when the way in which CRDs and stages are extracted changes. */
const ASSETS_VERSION = 2;

/** Names the folder of what is read out of modules instead of built: definitions and stages. */
export function assetsKey(files: readonly ModuleFiles[]): string {
  return digest([ASSETS_VERSION, ...files.map(one => [one.goMod, one.goSum])]);
}

/** Names the folder that shows the programs of all rows under one roof. */
export function setKey(rowKeys: readonly string[]): string {
  return digest(rowKeys);
}

function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value))
    .digest('hex')
    .slice(0, 16);
}
