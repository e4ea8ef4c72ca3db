import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { adviceFor } from '../advice.ts';
import { fromRoot, logDir, root } from '../paths.ts';
import { run } from '../process/programs.ts';
import type { Program } from '../process/programs.ts';
import { atEnd } from '../process/signals.ts';
import { lastLines } from '../report.ts';
import type { Obtained } from '../test/needs.ts';

const LAB = fromRoot('packages', 'lab', 'src', 'main.ts');

export type LabUp = { ok: true; file: string } | { ok: false; reason: string };

/** The lab's own command line, run by the Node that runs us. */
export function labProgram(args: readonly string[]): Program {
  return {
    command: process.execPath,
    args: [
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      '--disable-warning=ExperimentalWarning',
      LAB,
      ...args,
    ],
    cwd: root,
  };
}

export function labFile(name: string): string {
  const base =
    process.env.GREENLIGHT_LAB_DIR ??
    path.join(os.homedir(), '.cache', 'greenlight', 'labs');
  return path.join(base, name, 'lab.json');
}

/** Builds the programs of the lab, or says why that cannot be done here. */
export async function buildLab(): Promise<Obtained> {
  const built = await run({
    ...labProgram(['build']),
    logFile: path.join(logDir, 'lab-build.log'),
    onLine: line => console.log(`  ${line}`),
  });
  return built.code === 0
    ? { ok: true, env: {} }
    : { ok: false, reason: whyNot('lab build', built.output) };
}

/** A lab of one's own, that ends with this run. */
export async function upLab(
  suite: string,
  args: readonly string[],
): Promise<LabUp> {
  const name = `test-${suite}-${process.pid}`;
  atEnd(async () => {
    await run(labProgram(['down', '--name', name]));
  });
  const up = await run({
    ...labProgram(['up', '--name', name, ...args]),
    logFile: path.join(logDir, `lab-up-${suite}.log`),
  });
  const file = labFile(name);
  return up.code === 0 && fs.existsSync(file)
    ? { ok: true, file }
    : { ok: false, reason: whyNot('lab up', up.output) };
}

export async function downLab(suite: string): Promise<void> {
  const name = `test-${suite}-${process.pid}`;
  await run(labProgram(['down', '--name', name]));
}

/** The sentence of an error, without the stack below it. */
function errorLine(output: string): string | undefined {
  return output.match(/Error: (?:\w*Error: )?(\S.*)/)?.[1];
}

function whyNot(what: string, output: string): string {
  return `\`./greenlight ${what}\` failed: ${
    adviceFor(output) ?? errorLine(output) ?? lastLines(output, 5)
  }`;
}
