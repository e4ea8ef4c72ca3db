import { timingSafeEqual } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { z } from 'zod/v4';
import { LabApi } from '../kube/api.ts';
import { LabError, messageOf } from '../errors.ts';
import type { RunningCluster } from './controlPlane.ts';
import { freePorts } from './ports.ts';
import { serverReady } from './readiness.ts';
import { COMPONENTS } from './state.ts';
import { isTelemetry, telemetryReady } from './telemetry.ts';

/** What can be asked of a supervisor. */
export const controlCommand = z.object({
  action: z.enum(['start', 'stop']),
  cluster: z.string(),
  component: z.enum(COMPONENTS),
  signal: z.enum(['SIGKILL', 'SIGTERM', 'SIGSTOP', 'SIGCONT']).optional(),
});

/** What can be asked of a supervisor. */
export type ControlCommand = z.infer<typeof controlCommand>;

/** What the commands work on. */
export interface ControlTarget {
  find(cluster: string): RunningCluster;
}

/** The listening server. */
export interface ControlServer {
  url: string;
  token: string;
  close(): void;
}

/** Listens on loopback for those who can read the token in lab.json. */
export async function startControlServer(
  token: string,
  target: ControlTarget,
): Promise<ControlServer> {
  const [port] = await freePorts(1);
  const server = createServer((request, response) => {
    void answer(request, response, { token, target });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: { token: string; target: ControlTarget },
): Promise<void> {
  const reply = (status: number, message: string) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message }));
  };
  if (!isAllowed(request.headers.authorization, options.token)) {
    reply(401, 'The token of lab.json is needed.');
    return;
  }
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    await obey(controlCommand.parse(JSON.parse(text)), options.target);
    reply(200, 'done');
  } catch (error) {
    reply(error instanceof LabError ? 409 : 400, messageOf(error));
  }
}

function isAllowed(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function obey(
  command: ControlCommand,
  target: ControlTarget,
): Promise<void> {
  const { cluster, processes } = target.find(command.cluster);
  if (command.action === 'stop') {
    await processes.stop(command.component, command.signal);
    return;
  }
  processes.start(command.component);
  const { telemetry } = processes.layout;
  if (telemetry && isTelemetry(command.component)) {
    await telemetryReady(command.component, telemetry, processes);
  }
  if (command.component === 'apiserver') {
    const { url, caData, tokens } = cluster;
    const api = new LabApi({ url, caData, token: tokens.admin });
    await serverReady(api, processes);
  }
}
