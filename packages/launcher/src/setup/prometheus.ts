import { adviceFor } from '../advice.ts';
import { run } from '../process/programs.ts';
import { lastLines } from '../report.ts';
import type { Obtained } from '../test/needs.ts';
import { aptInstall, findProgram, mayInstall } from './find.ts';

/** Names a Prometheus 2 for tests; its promtool lies beside it. */
const VARIABLE = 'GREENLIGHT_PROMETHEUS2';
const INSTALL = 'apt-get install -y --no-install-recommends prometheus';

/** A Prometheus 2 that is installed, else Debian's. No service of it runs: tests start their own. */
export async function findPrometheus2(): Promise<Obtained> {
  const named = process.env[VARIABLE];
  const found = named ?? findProgram('prometheus');
  if (found) return whenOfVersion2(found, await versionOf(found));
  if (!mayInstall()) {
    return {
      ok: false,
      reason: `no Prometheus 2 here; install it (on Debian: ${INSTALL}) or set ${VARIABLE} to its path`,
    };
  }
  const trouble = await aptInstall(['prometheus']);
  const installed = findProgram('prometheus');
  return installed
    ? whenOfVersion2(installed, await versionOf(installed))
    : {
        ok: false,
        reason: `apt-get could not install prometheus: ${
          adviceFor(trouble ?? '') ?? lastLines(trouble ?? '', 3)
        }`,
      };
}

async function versionOf(program: string): Promise<string> {
  const { output } = await run({ command: program, args: ['--version'] });
  return output;
}

/** Tests of version 2 would prove nothing on another one. */
export function whenOfVersion2(program: string, says: string): Obtained {
  const version = says.match(/^prometheus, version (\S+)/m)?.[1];
  return version?.startsWith('2.')
    ? { ok: true, env: { [VARIABLE]: program }, note: version }
    : {
        ok: false,
        reason: `${program} is ${
          version ? `Prometheus ${version}` : 'not a Prometheus'
        }; set ${VARIABLE} to the path of a Prometheus 2 (Debian 12's: ${INSTALL})`,
      };
}
