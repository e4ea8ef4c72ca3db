import { spawn } from 'node:child_process';
import type { Run } from './cli/parse.ts';
import { atEnd } from './process/signals.ts';
import { installStage, isInstalled, prepareToolPath } from './setup/install.ts';
import { labProgram } from './setup/lab.ts';
import { reporterTo } from './report.ts';
import { runStage } from './stages.ts';

/** Hands over to packages/lab. What `lab up` starts outlives this run on purpose. */
export async function labVerb({ rest }: Run): Promise<number> {
  prepareToolPath();
  if (!isInstalled()) {
    const { result } = await runStage(installStage(), {
      reporter: reporterTo(line => console.log(line)),
      clock: () => performance.now(),
    });
    if (result.kind === 'failed') {
      return 1;
    }
  }
  const { command, args, cwd } = labProgram(rest);
  return new Promise(resolve => {
    const child = spawn(command, [...args], { cwd, stdio: 'inherit' });
    const closed = new Promise<void>(done => child.once('close', () => done()));
    atEnd(async () => {
      child.kill('SIGTERM');
      await closed;
    });
    child.once('error', error => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', code => resolve(code ?? 1));
  });
}
