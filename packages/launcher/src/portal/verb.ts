import fs from 'node:fs';
import path from 'node:path';
import type { Run } from '../cli/parse.ts';
import { dataDir } from '../paths.ts';
import { endOrphans } from '../process/orphans.ts';
import { reporterTo } from '../report.ts';
import { runStage } from '../stages.ts';
import type { Stage } from '../stages.ts';
import { installStage, prepareToolPath } from '../setup/install.ts';
import { labFile } from '../setup/lab.ts';
import { isFree } from '../setup/ports.ts';
import { appBuildStage } from './appBuild.ts';
import { readLabFile } from './labFile.ts';
import type { LabDescription } from './labFile.ts';
import { servePortal } from './serve.ts';

const DEFAULT_PORT = 7007;

const NO_WORLD = [
  'The portal needs a world to show. Bring up the lab, a real control plane on this machine:',
  '',
  '  ./greenlight lab up && ./greenlight start --lab',
  '',
  'A cluster of your own: see "In your own portal" in README.md.',
].join('\n');

export async function startVerb({ flags }: Run): Promise<number> {
  if (flags.lab === undefined) {
    console.error(NO_WORLD);
    return 2;
  }
  const port = Number(flags.port ?? DEFAULT_PORT);
  const name = typeof flags.lab === 'string' ? flags.lab : 'default';
  const world = readLabFile(labFile(name));
  const trouble = await whyNotToStart(
    port,
    world.ok ? undefined : world.reason,
  );
  if (trouble || !world.ok) {
    console.error(trouble);
    return 1;
  }
  if (!(await prepare(flags['no-install'] === true))) {
    return 1;
  }
  return serve({
    port,
    lab: world.lab,
    as: typeof flags.as === 'string' ? flags.as : undefined,
    fresh: flags.fresh === true,
  });
}

async function whyNotToStart(
  port: number,
  labTrouble: string | undefined,
): Promise<string | undefined> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return '--port takes a number from 1 to 65535.';
  }
  if (labTrouble) {
    return `No lab is up (${labTrouble}). Bring it up: ./greenlight lab up`;
  }
  const ended = await endOrphans();
  if (ended > 0) {
    console.log(`Ended what a killed run left behind (${ended}).`);
  }
  return (await isFree(port))
    ? undefined
    : `Port ${port} is taken by another program. Stop it, or choose another port: ./greenlight start --lab --port ${
        port + 1
      }`;
}

async function prepare(noInstall: boolean): Promise<boolean> {
  prepareToolPath();
  const stages: Stage[] = [
    ...(noInstall ? [] : [installStage()]),
    appBuildStage(),
  ];
  for (const stage of stages) {
    const outcome = await runStage(stage, {
      reporter: reporterTo(line => console.log(line)),
      clock: () => performance.now(),
    });
    if (outcome.result.kind === 'failed') {
      return false;
    }
  }
  return true;
}

interface ServeRequest {
  port: number;
  lab: LabDescription;
  as: string | undefined;
  fresh: boolean;
}

async function serve({ port, lab, as, fresh }: ServeRequest): Promise<number> {
  const dir = path.join(dataDir, `lab-${lab.name}`);
  if (fresh) {
    fs.rmSync(dir, { recursive: true, force: true });
  }
  let code = 1;
  const outcome = await runStage(
    {
      name: 'portal',
      run: async () => {
        const started = await servePortal({
          port,
          lab,
          as,
          dataDir: dir,
          logName: 'portal',
          onLine: line => /\b(error|warn)\b/i.test(line) && console.log(line),
        });
        if (!started.ok) {
          return { kind: 'failed', output: started.output, advise: true };
        }
        console.log(`\n  ${started.portal.url}\n`);
        console.log(
          `  signed in as ${
            as ?? 'the operator otto (--as USER for another)'
          }, lab "${
            lab.name
          }", log in .greenlight/logs/portal.log, Ctrl-C stops it\n`,
        );
        const ended = await started.portal.running.ended;
        code = ended.code ?? 1;
        return code === 0
          ? { kind: 'ok' }
          : { kind: 'failed', output: ended.output, advise: true };
      },
    },
    {
      reporter: reporterTo(line => console.log(line)),
      clock: () => performance.now(),
      heartbeatMs: 3_600_000,
    },
  );
  return outcome.result.kind === 'ok' ? 0 : code || 1;
}
