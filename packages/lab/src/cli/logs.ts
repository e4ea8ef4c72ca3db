import { createReadStream, existsSync, statSync, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { COMPONENTS, type Lab } from '../run/state.ts';

/** Which lines to show. */
export interface LogRequest {
  component?: string;
  cluster?: string;
  follow: boolean;
  lines: number;
  say: (line: string) => void;
}

/** Prints the end of one log or of all, and goes on if asked to. */
export async function showLogs(lab: Lab, request: LogRequest): Promise<void> {
  const files = logFiles(lab, request);
  const many = files.length > 1;
  for (const { name, path } of files) {
    if (!existsSync(path)) continue;
    if (many) request.say(`==> ${name} <==`);
    for (const line of await tail(path, request.lines)) request.say(line);
  }
  if (!request.follow) return;
  for (const file of files) follow(file, many, request.say);
  await new Promise<void>(resolve => process.once('SIGINT', () => resolve()));
}

/** The files that are meant, or a sentence that lists what there is. */
export function logFiles(
  lab: Lab,
  request: Pick<LogRequest, 'component' | 'cluster'>,
): Array<{ name: string; path: string }> {
  const { component } = request;
  const supervisor = {
    name: 'supervisor',
    path: join(lab.stateDir, 'supervisor.log'),
  };
  if (component === 'supervisor') return [supervisor];
  const clusterName = request.cluster ?? lab.clusters[0]?.name;
  const cluster = lab.clusters.find(({ name }) => name === clusterName);
  if (!cluster) {
    const names = lab.clusters.map(({ name }) => name).join(', ');
    throw new LabError(
      `There is no cluster "${clusterName}". There are: ${names}.`,
    );
  }
  const all = cluster.components.map(({ name, log }) => ({ name, path: log }));
  if (component === undefined) return [supervisor, ...all];
  const one = all.filter(({ name }) => name === component);
  if (one.length > 0) return one;
  throw new LabError(
    `"${component}" is not a component with a log. There are: ${[
      ...COMPONENTS,
      'supervisor',
    ].join(', ')}.`,
  );
}

async function tail(path: string, lines: number): Promise<string[]> {
  const text = await readFile(path, 'utf8');
  return text === '' ? [] : text.trimEnd().split('\n').slice(-lines);
}

function follow(
  file: { name: string; path: string },
  prefixed: boolean,
  say: (line: string) => void,
): void {
  let position = existsSync(file.path) ? statSync(file.path).size : 0;
  watchFile(file.path, { interval: 200 }, now => {
    if (now.size <= position) return;
    const stream = createReadStream(file.path, {
      start: position,
      end: now.size - 1,
      encoding: 'utf8',
    });
    position = now.size;
    stream.on('data', text => {
      for (const line of String(text).trimEnd().split('\n')) {
        say(prefixed ? `${file.name}: ${line}` : line);
      }
    });
  });
}
