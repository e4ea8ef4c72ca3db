import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adviceFor } from '../advice.ts';
import { logDir } from '../paths.ts';
import { run, start } from '../process/programs.ts';
import { atEnd } from '../process/signals.ts';
import { lastLines } from '../report.ts';
import type { Obtained } from '../test/needs.ts';
import { aptInstall, findProgram, mayInstall } from './find.ts';
import { freePort } from './ports.ts';

/** What Backstage's TestDatabases reads for its id POSTGRES_15. */
const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
const RUNNING = [
  'postgres://postgres@127.0.0.1:5432/postgres',
  'postgres://postgres:postgres@127.0.0.1:5432/postgres',
];
const READY_WITHIN_MS = 30_000;

/** A PostgreSQL for tests: the one named, one that runs here, one started from installed programs, one installed. */
export async function findPostgres(): Promise<Obtained> {
  const named = process.env[VARIABLE];
  if (named) {
    return { ok: true, env: { [VARIABLE]: named }, note: 'as configured' };
  }
  for (const url of RUNNING) {
    if (await answers(url)) {
      return { ok: true, env: { [VARIABLE]: url }, note: 'runs on 5432' };
    }
  }
  const bin = programsDir() ?? (await install());
  if (typeof bin !== 'string') {
    return { ok: false, reason: bin.reason };
  }
  return startCluster(bin);
}

/** Debian keeps the server's programs off PATH, a folder for each version. */
function programsDir(): string | undefined {
  const base = '/usr/lib/postgresql';
  const versions = fs.existsSync(base)
    ? fs.readdirSync(base).sort((a, b) => Number(b) - Number(a))
    : [];
  const initdb = findProgram(
    'initdb',
    versions.map(version => path.join(base, version, 'bin')),
  );
  return initdb && path.dirname(initdb);
}

async function install(): Promise<string | { reason: string }> {
  if (!mayInstall()) {
    return {
      reason: `no PostgreSQL here; install it (on Debian: apt-get install postgresql), start one on 127.0.0.1:5432, or set ${VARIABLE}`,
    };
  }
  const trouble = await aptInstall(['postgresql']);
  return (
    programsDir() ?? {
      reason: `apt-get could not install postgresql: ${
        adviceFor(trouble ?? '') ?? lastLines(trouble ?? '', 3)
      }`,
    }
  );
}

async function startCluster(bin: string): Promise<Obtained> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'greenlight-postgres-'));
  atEnd(async () => fs.rmSync(dir, { recursive: true, force: true }));
  const data = path.join(dir, 'data');
  await giveTo(dir);
  const made = await run({
    ...asServer(path.join(bin, 'initdb'), [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '--no-sync',
    ]),
    logFile: path.join(logDir, 'postgres-initdb.log'),
  });
  if (made.code !== 0) {
    return { ok: false, reason: `initdb failed: ${lastLines(made.output, 3)}` };
  }
  const port = await freePort();
  const server = start({
    ...asServer(path.join(bin, 'postgres'), serverArgs(data, dir, port)),
    logFile: path.join(logDir, 'postgres.log'),
  });
  atEnd(() => server.stop());
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return (await readyWithin(port))
    ? { ok: true, env: { [VARIABLE]: url }, note: `started from ${bin}` }
    : { ok: false, reason: 'PostgreSQL did not answer within 30 s' };
}

function serverArgs(data: string, dir: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: dir,
    fsync: 'off',
    max_connections: '200',
  };
  return [
    '-D',
    data,
    '-p',
    `${port}`,
    ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
}

/** PostgreSQL refuses to run as root, so root lends it to the user of Debian's package. */
function asServer(command: string, args: string[]) {
  return os.userInfo().uid === 0
    ? { command: 'runuser', args: ['-u', 'postgres', '--', command, ...args] }
    : { command, args };
}

async function giveTo(dir: string): Promise<void> {
  if (os.userInfo().uid === 0) {
    await run({ command: 'chown', args: ['postgres', dir] });
  }
}

async function answers(url: string): Promise<boolean> {
  const psql = findProgram('psql');
  if (!psql || !(await isOpen(5432))) {
    return false;
  }
  const ended = await run({
    command: psql,
    args: [url, '-w', '-qAtc', 'select 1'],
  });
  return ended.code === 0;
}

async function readyWithin(port: number): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (await isOpen(port)) {
      return true;
    }
    await sleep(100);
  }
  return false;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    const answer = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.setTimeout(2_000, () => answer(false));
  });
}
