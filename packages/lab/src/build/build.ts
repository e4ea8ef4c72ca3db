import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { codeOf, LabError } from '../errors.ts';
import { packageDir } from '../run/paths.ts';
import { writeAssets } from './assets.ts';
import { buildFlags } from './buildKey.ts';
import { holdBuildLock } from './buildLock.ts';
import { go, goEnv, goVersion } from './goTool.ts';
import {
  buildsDir,
  locatePrograms,
  type LocatedRow,
  type Programs,
} from './locate.ts';
import { PROGRAM_ROWS, type ProgramRow } from './programs.ts';
import { buildProblems, gigabytes, type DiskNeed } from './requirements.ts';

/** Tells the person what happens. */
export type Say = (line: string) => void;

/** Builds what is missing. Every program appears under its name only when it is whole, so an interrupted build picks up where it was. */
export async function buildPrograms(say: Say): Promise<Programs> {
  const before = locatePrograms();
  if (before.missing.length === 0) return before;
  if (wantsGo(before)) {
    refuseWhenHopeless(before);
    announce(before, say);
  }
  mkdirSync(buildsDir(), { recursive: true });
  const release = await holdBuildLock(buildsDir(), say);
  try {
    const started = Date.now();
    const { rows, binDir, assetsDir, missingAssets } = locatePrograms();
    const steps = rows.length + 1;
    for (const [index, row] of rows.entries()) {
      await buildRow(row, line => say(`[${index + 1}/${steps}] ${line}`));
    }
    say(`[${steps}/${steps}] custom resource definitions and pod stages`);
    if (missingAssets.length > 0) {
      await writeAssets(join(packageDir(), 'go'), assetsDir);
    }
    showTogether(rows, binDir);
    say(`Built in ${seconds(started)}: ${binDir}`);
  } finally {
    release();
  }
  return locatePrograms();
}

async function buildRow(located: LocatedRow, say: Say): Promise<void> {
  const { row, dir } = located;
  mkdirSync(dir, { recursive: true });
  for (const [name, pkg] of Object.entries(row.programs)) {
    const label = `${row.folder} ${row.version}: ${name}`;
    if (located.missing.includes(name)) {
      await buildProgram({ row, pkg, to: join(dir, name), label, say });
    } else {
      say(`${label} is there`);
    }
  }
}

async function buildProgram(what: {
  row: ProgramRow;
  pkg: string;
  to: string;
  label: string;
  say: Say;
}): Promise<void> {
  const { row, to, label, say } = what;
  const started = Date.now();
  const temporary = `${to}.${process.pid}.tmp`;
  let compiled = 0;
  let told = started;
  try {
    await go(['build', '-v', ...buildFlags(row), '-o', temporary, what.pkg], {
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
    renameSync(temporary, to);
  } finally {
    rmSync(temporary, { force: true });
  }
  say(`${label} built in ${seconds(started)}`);
}

/** One folder for PATH and for whoever looks for a program, though each row is kept on its own. */
function showTogether(rows: readonly LocatedRow[], binDir: string): void {
  mkdirSync(binDir, { recursive: true });
  for (const { row, dir } of rows) {
    for (const name of Object.keys(row.programs)) {
      const temporary = join(binDir, `.${name}.${process.pid}.tmp`);
      rmSync(temporary, { force: true });
      symlinkSync(relative(binDir, join(dir, name)), temporary);
      renameSync(temporary, join(binDir, name));
    }
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(0)} s`;
}

/** Measured from empty caches, for all rows: downloaded modules, compiled packages, programs. */
const NEED = { modules: 3.5e9, compiled: 6.5e9, programs: 0.7e9 };

const coldSecondsOf = (rows: readonly ProgramRow[]) =>
  rows.reduce((sum, row) => sum + row.coldSeconds, 0);

/** What the missing rows want: their share of the whole, told by how long they take. */
function needOf(programs: Programs): typeof NEED & { seconds: number } {
  const missing = programs.rows.filter(one => one.missing.length > 0);
  const cold = coldSecondsOf(missing.map(({ row }) => row));
  const share = cold / coldSecondsOf(PROGRAM_ROWS);
  return {
    modules: NEED.modules * share,
    compiled: NEED.compiled * share,
    programs: NEED.programs * share,
    seconds: cold,
  };
}

/** Another checkout may have built every row: then they are only to be shown together. */
function wantsGo({ rows, missingAssets }: Programs): boolean {
  return missingAssets.length > 0 || rows.some(row => row.missing.length > 0);
}

function announce(programs: Programs, say: Say): void {
  const need = needOf(programs);
  if (need.seconds === 0) return;
  const names = programs.rows.flatMap(({ missing }) => missing).join(', ');
  say(`Building ${names} from Go modules into ${join(buildsDir(), 'rows')}.`);
  say(
    `This happens once: about ${Math.ceil(
      need.seconds / 60,
    )} minutes on two cores with empty Go caches (seconds with warm ones), ` +
      `up to ${gigabytes(
        need.modules + need.compiled + need.programs,
      )} of disk: modules ${gigabytes(need.modules)} in ${goEnv(
        'GOMODCACHE',
      )}, compiled packages ${gigabytes(need.compiled)} in ${goEnv(
        'GOCACHE',
      )}, programs ${gigabytes(need.programs)}.`,
  );
}

function refuseWhenHopeless(programs: Programs): void {
  const version = goVersion();
  const need = needOf(programs);
  const disks =
    version === undefined
      ? []
      : diskNeeds([
          [goEnv('GOMODCACHE'), need.modules],
          [goEnv('GOCACHE'), need.compiled],
          [buildsDir(), need.programs],
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
