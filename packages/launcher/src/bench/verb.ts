import fs from 'node:fs';
import path from 'node:path';
import type { Run } from '../cli/parse.ts';
import { fromRoot, logDir, root } from '../paths.ts';
import { run } from '../process/programs.ts';
import { endEverything } from '../process/signals.ts';
import { reporterTo } from '../report.ts';
import { anyFailed, runStage } from '../stages.ts';
import type { StageOutcome, StageResult } from '../stages.ts';
import { installStage, prepareToolPath } from '../setup/install.ts';
import { findChromium } from '../setup/chromium.ts';
import { buildLab } from '../setup/lab.ts';
import { labWorld, portalWorld } from '../test/worlds.ts';
import type { World } from '../test/worlds.ts';
import { entries } from './entries.ts';
import type { Entry } from './entries.ts';

const clock = () => performance.now();
const reporter = reporterTo(line => console.log(line));
const DEFAULT_MINUTES = '60';

const minutesOf = (flag: unknown) =>
  typeof flag === 'string' ? flag : DEFAULT_MINUTES;

export const benchVerb = (request: Run) => entriesVerb(request, 'bench');
export const soakVerb = (request: Run) => entriesVerb(request, 'soak');

async function entriesVerb(
  { flags, rest }: Run,
  kind: Entry['kind'],
): Promise<number> {
  const known = entries.filter(entry => entry.kind === kind);
  const unknown = rest.find(name => !known.some(entry => entry.name === name));
  if (unknown || known.length === 0) {
    console.error(
      known.length === 0
        ? `There is no ${kind} entry yet.`
        : `There is no ${kind} "${unknown}". Known: ${known
            .map(entry => entry.name)
            .join(', ')}.`,
    );
    return 2;
  }
  prepareToolPath();
  const outcomes: StageOutcome[] = flags['no-install']
    ? []
    : [await runStage(installStage(), { reporter, clock })];
  const chosen = known.filter(e => rest.length === 0 || rest.includes(e.name));
  const env = { GREENLIGHT_SOAK_MINUTES: minutesOf(flags.minutes) };
  for (const entry of anyFailed(outcomes) ? [] : chosen) {
    outcomes.push(
      await runStage(
        { name: entry.name, run: () => runEntry(entry, env) },
        { reporter, clock },
      ),
    );
  }
  await endEverything();
  return anyFailed(outcomes) ? 1 : 0;
}

async function runEntry(
  entry: Entry,
  env: Readonly<Record<string, string>>,
): Promise<StageResult> {
  const script = fromRoot(entry.script);
  if (!fs.existsSync(script)) {
    return { kind: 'failed', output: `There is no ${entry.script}` };
  }
  const world = await worldFor(entry);
  if (!world.ok) {
    return { kind: 'failed', output: world.reason, advise: true };
  }
  const ended = await run({
    command: process.execPath,
    args: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', script],
    cwd: root,
    env: { ...env, ...world.env },
    logFile: path.join(logDir, `${entry.kind}-${entry.name}.log`),
    onLine: line => console.log(line),
  });
  await world.end();
  return ended.code === 0
    ? { kind: 'ok' }
    : { kind: 'failed', output: ended.output };
}

async function worldFor(entry: Entry): Promise<World> {
  if (entry.world === 'none') {
    return { ok: true, env: {}, end: async () => {} };
  }
  const built = await buildLab();
  if (!built.ok) {
    return { ok: false, reason: built.reason };
  }
  if (entry.world === 'lab') {
    return labWorld(entry.name, []);
  }
  const chromium = await findChromium();
  const world = await portalWorld();
  return world.ok && chromium.ok
    ? { ...world, env: { ...world.env, ...chromium.env } }
    : world;
}
