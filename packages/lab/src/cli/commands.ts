import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPrograms, type Say } from '../build/build.ts';
import { applyDemo, removeDemo } from '../demo/demo.ts';
import { LabError } from '../errors.ts';
import { reloadPrometheus } from '../prometheus/http.ts';
import {
  requirePrometheus,
  type PrometheusVersion,
} from '../prometheus/programs.ts';
import { livingSupervisor } from '../run/leftovers.ts';
import { labsDir } from '../run/paths.ts';
import { startLab, stopLab } from '../run/startLab.ts';
import { placeDemoRules } from '../run/telemetry.ts';
import { labFile, readLab, type Lab } from '../run/state.ts';
import { traffic } from '../traffic/client.ts';
import { trafficVerb } from '../traffic/cli.ts';
import { parseCount, type Options } from './arguments.ts';
import { showLogs } from './logs.ts';
import { statusOf, statusText } from './status.ts';

/** What a verb works with. */
export interface CommandContext {
  options: Options;
  words: readonly string[];
  say: Say;
}

/** Runs a verb; gives the exit code. */
export type Command = (context: CommandContext) => Promise<number>;

/** What each verb does. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  build: async ({ say }) => {
    const { binDir } = await buildPrograms(say);
    say(`The programs are in ${binDir}`);
    return 0;
  },
  up,
  down,
  status,
  logs,
  reset,
  traffic: async ({ options, words, say }) => {
    say(await trafficVerb(readLab(nameOf(options)), { options, words }));
    return 0;
  },
};

function nameOf(options: Options): string {
  return typeof options.name === 'string' ? options.name : 'default';
}

async function up({ options, say }: CommandContext): Promise<number> {
  const clusters = parseCount(String(options.clusters ?? '1'), {
    option: 'clusters',
    min: 1,
    max: 4,
  });
  if ('message' in clusters) throw new LabError(clusters.message);
  const controllers = options['no-controllers'] !== true;
  const prometheus = prometheusOf(options, { default: controllers });
  if (prometheus === '2') requirePrometheus(prometheus);
  await buildPrograms(say);
  const interrupted = new Promise<'interrupted'>(resolve => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, () => resolve('interrupted'));
    }
  });
  const name = nameOf(options);
  const foreground = options.foreground === true;
  const starting = startLab({
    name,
    clusters: clusters.count,
    controllers,
    demo: controllers && options['no-demo'] !== true,
    prometheus,
    detached: !foreground,
    onProgress: say,
  });
  const first = await Promise.race([starting, interrupted]);
  if (first === 'interrupted') return endInterrupted(name, starting, say);
  tellWhere(first, say);
  if (!foreground) return 0;
  say('Ctrl-C ends it.');
  await interruptedOrGone(interrupted, first);
  return endInterrupted(name, Promise.resolve(first), say);
}

/** The version that is wanted, false for none. */
export function prometheusOf(
  options: Options,
  { default: byDefault }: { default: boolean },
): PrometheusVersion | false {
  const { prometheus } = options;
  if (options['no-prometheus'] === true) {
    if (prometheus === undefined) return false;
    throw new LabError(
      '--prometheus and --no-prometheus say the opposite: leave one out.',
    );
  }
  if (prometheus === undefined) return byDefault ? '3' : false;
  if (prometheus === '2' || prometheus === '3') return prometheus;
  throw new LabError(
    `--prometheus is "${prometheus}", but must be 3 (built with the lab) or 2 (Debian's).`,
  );
}

async function endInterrupted(
  name: string,
  starting: Promise<Lab>,
  say: Say,
): Promise<number> {
  say(`Ending the lab "${name}".`);
  starting.catch(() => undefined);
  await stopLab(name);
  return 130;
}

async function interruptedOrGone(
  interrupted: Promise<unknown>,
  lab: Lab,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const gone = new Promise<void>(resolve => {
    timer = setInterval(() => {
      if (!livingSupervisor(lab.stateDir)) resolve();
    }, 500);
  });
  await Promise.race([interrupted, gone]);
  clearInterval(timer);
}

function tellWhere(lab: Lab, say: Say): void {
  const flag = lab.name === 'default' ? '' : ` --name ${lab.name}`;
  for (const { name, url, kubeconfig } of lab.clusters) {
    say(`Cluster ${name}: ${url}`);
    say(`  export KUBECONFIG=${kubeconfig}`);
  }
  if (lab.prometheus) {
    say(`Prometheus ${lab.prometheus.version}: ${lab.prometheus.url}`);
  }
  say(`For tests: export GREENLIGHT_LAB=${labFile(lab.name)}`);
  say(`"./greenlight lab status${flag}" shows it, "down${flag}" ends it.`);
}

async function down({ options, say }: CommandContext): Promise<number> {
  const names = options.all === true ? allNames() : [nameOf(options)];
  if (names.length === 0) say('There is no lab.');
  for (const name of names) {
    const was = existsSync(join(labsDir(), name));
    await stopLab(name);
    say(was ? `The lab "${name}" is gone.` : `There was no lab "${name}".`);
  }
  return 0;
}

function allNames(): string[] {
  if (!existsSync(labsDir())) return [];
  return readdirSync(labsDir(), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name);
}

async function status({ options, say }: CommandContext): Promise<number> {
  const names = options.name === undefined ? allNames() : [nameOf(options)];
  if (names.length === 0) {
    say(
      options.json === true
        ? '[]'
        : 'No lab is running: start one with "./greenlight lab up".',
    );
    return 1;
  }
  const all = await Promise.all(names.map(statusOf));
  say(
    options.json === true
      ? JSON.stringify(all, null, 2)
      : all.map(statusText).join('\n\n'),
  );
  return all.every(({ well }) => well) ? 0 : 1;
}

async function logs(context: CommandContext): Promise<number> {
  const { options, words, say } = context;
  const lines = parseCount(String(options.lines ?? '40'), {
    option: 'lines',
    min: 1,
    max: 1_000_000,
  });
  if ('message' in lines) throw new LabError(lines.message);
  await showLogs(readLab(nameOf(options)), {
    component: words[0],
    cluster: typeof options.cluster === 'string' ? options.cluster : undefined,
    follow: options.follow === true,
    lines: lines.count,
    say,
  });
  return 0;
}

async function reset({ options, say }: CommandContext): Promise<number> {
  const lab = readLab(nameOf(options));
  if (!lab.controllers) {
    throw new LabError(
      `The lab "${lab.name}" has no controllers, so demo services would not come to life: start one without --no-controllers.`,
    );
  }
  if (lab.prometheus) {
    placeDemoRules(lab.prometheus.dir);
    await reloadPrometheus(lab.prometheus.url);
    await traffic(lab).restore();
  }
  await removeDemo(lab, say);
  await applyDemo(lab, say);
  return 0;
}
