import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { codeOf, LabError } from '../errors.ts';
import { cacheDir, packageDir } from '../run/paths.ts';
import { writeAssets, ASSET_FILES } from './assets.ts';
import { buildFlags, buildKey } from './buildKey.ts';
import { holdBuildLock } from './buildLock.ts';
import { go, goEnv, goVersion } from './goTool.ts';
import {
  ISTIO_ROW,
  PROGRAM_ROWS,
  PROGRAMS,
  type ProgramRow,
} from './programs.ts';
import { buildProblems, gigabytes, type DiskNeed } from './requirements.ts';

/** Where the programs of this checkout are, or will be. */
export interface Programs {
  dir: string;
  binDir: string;
  assetsDir: string;
  /** What a build still has to make; empty when complete. */
  missing: string[];
}

/** Tells the person what happens. */
export type Say = (line: string) => void;

/** Finds the cache folder of this checkout's go.mod and go.sum files. */
export function locatePrograms(): Programs {
  const files = new Map<string, string>();
  for (const row of [...PROGRAM_ROWS, ISTIO_ROW]) {
    for (const name of ['go.mod', 'go.sum']) {
      const path = join(packageDir(), 'go', row.folder, name);
      files.set(`${row.folder}/${name}`, readFileSync(path, 'utf8'));
    }
  }
  const key = buildKey({
    platform: `${process.platform}-${process.arch}`,
    rows: PROGRAM_ROWS,
    files,
  });
  const dir = join(cacheDir(), 'lab', key);
  const binDir = join(dir, 'bin');
  const assetsDir = join(dir, 'assets');
  const missing = [
    ...PROGRAMS.filter(name => !existsSync(join(binDir, name))),
    ...ASSET_FILES.filter(name => !existsSync(join(assetsDir, name))),
  ];
  return { dir, binDir, assetsDir, missing };
}

/** Builds what is missing. Every program appears under its name only when it is whole, so an interrupted build picks up where it was. */
export async function buildPrograms(say: Say): Promise<Programs> {
  const before = locatePrograms();
  if (before.missing.length === 0) return before;
  refuseWhenHopeless(before);
  announce(before, say);
  mkdirSync(before.binDir, { recursive: true });
  const release = await holdBuildLock(before.dir, say);
  try {
    const started = Date.now();
    const { missing, binDir, assetsDir } = locatePrograms();
    for (const [index, row] of PROGRAM_ROWS.entries()) {
      const say2 = (line: string) =>
        say(`[${index + 1}/${PROGRAM_ROWS.length + 1}] ${line}`);
      await buildRow(row, { binDir, missing, say: say2 });
    }
    say(
      `[${PROGRAM_ROWS.length + 1}/${
        PROGRAM_ROWS.length + 1
      }] custom resource definitions and pod stages`,
    );
    await writeAssets(join(packageDir(), 'go'), assetsDir);
    say(`Built in ${seconds(started)}: ${binDir}`);
  } finally {
    release();
  }
  return locatePrograms();
}

async function buildRow(
  row: ProgramRow,
  options: { binDir: string; missing: readonly string[]; say: Say },
): Promise<void> {
  const { binDir, say } = options;
  for (const [name, pkg] of Object.entries(row.programs)) {
    const label = `${row.folder} ${row.version}: ${name}`;
    if (!options.missing.includes(name)) {
      say(`${label} is there`);
      continue;
    }
    const started = Date.now();
    const temporary = join(binDir, `.${name}.${process.pid}.tmp`);
    let compiled = 0;
    let told = started;
    try {
      await go(['build', '-v', ...buildFlags(row), '-o', temporary, pkg], {
        cwd: join(packageDir(), 'go', row.folder),
        onLine: () => {
          compiled += 1;
          if (Date.now() - told < 15_000) return;
          told = Date.now();
          say(
            `${label}: ${compiled} packages compiled after ${seconds(started)}`,
          );
        },
      });
      renameSync(temporary, join(binDir, name));
    } finally {
      rmSync(temporary, { force: true });
    }
    say(`${label} built in ${seconds(started)}`);
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(0)} s`;
}

/** Measured from empty caches: downloaded modules, compiled packages, programs. */
const NEED = { modules: 3e9, compiled: 5.5e9, programs: 0.6e9 };

function announce(programs: Programs, say: Say): void {
  const cold = PROGRAM_ROWS.filter(row =>
    Object.keys(row.programs).some(name => programs.missing.includes(name)),
  ).reduce((sum, row) => sum + row.coldSeconds, 0);
  const total = NEED.modules + NEED.compiled + NEED.programs;
  say(
    `Building the lab's programs from their Go modules into ${programs.dir}.`,
  );
  say(
    `This happens once: about ${Math.ceil(
      cold / 60,
    )} minutes on two cores with empty Go caches (seconds with warm ones), ` +
      `up to ${gigabytes(total)} of disk: modules ${gigabytes(
        NEED.modules,
      )} in ${goEnv('GOMODCACHE')}, compiled packages ${gigabytes(
        NEED.compiled,
      )} in ${goEnv('GOCACHE')}, programs ${gigabytes(NEED.programs)}.`,
  );
}

function refuseWhenHopeless(programs: Programs): void {
  const version = goVersion();
  const disks =
    version === undefined
      ? []
      : diskNeeds([
          [goEnv('GOMODCACHE'), NEED.modules],
          [goEnv('GOCACHE'), NEED.compiled],
          [programs.dir, NEED.programs],
        ]);
  const problems = buildProblems({ goVersion: version, disks });
  if (problems.length > 0) throw new LabError(problems.join('\n'));
}

/** Adds up what goes to the same disk; what a cache already holds need not be written again. */
function diskNeeds(parts: ReadonlyArray<[string, number]>): DiskNeed[] {
  const byDevice = new Map<number, DiskNeed>();
  for (const [path, bytes] of parts) {
    const existing = existingParent(path);
    const warm = existsSync(path) && existing === path;
    const need = warm ? bytes / 4 : bytes;
    const device = statSync(existing).dev;
    const disk = byDevice.get(device);
    if (disk) {
      disk.needBytes += need;
    } else {
      const { bavail, bsize } = statfsSync(existing);
      byDevice.set(device, {
        path: existing,
        needBytes: need,
        freeBytes: bavail * bsize,
      });
    }
  }
  return [...byDevice.values()];
}

function existingParent(path: string): string {
  for (let dir = path; ; dir = join(dir, '..')) {
    try {
      statSync(dir);
      return dir;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
}
