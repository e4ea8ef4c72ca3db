import { createServer } from 'node:net';
import { LabError } from '../errors.ts';

/** Below the range from which Linux and macOS give ports to outgoing connections, so that a port chosen here is not taken by one of those. */
const FIRST = 20_000;
const LAST = 29_999;

/** May a listener be opened here now? */
export type PortProbe = (port: number) => Promise<boolean>;

/** Asks the kernel on all the addresses that our programs bind. */
export const probePort: PortProbe = port =>
  ['127.0.0.1', '0.0.0.0'].reduce<Promise<boolean>>(
    async (free, host) => (await free) && canListen(port, host),
    Promise.resolve(true),
  );

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.unref();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Different free ports. The start is drawn, so that labs that come up side by side do not try the same ones. */
export async function freePorts(
  count: number,
  options: { probe?: PortProbe; draw?: () => number } = {},
): Promise<number[]> {
  const { probe = probePort, draw = Math.random } = options;
  const size = LAST - FIRST + 1;
  const start = Math.floor(draw() * size);
  const found: number[] = [];
  for (let tried = 0; tried < size && found.length < count; tried++) {
    const port = FIRST + ((start + tried) % size);
    if (await probe(port)) found.push(port);
  }
  if (found.length < count) {
    throw new LabError(
      `There are no ${count} free ports between ${FIRST} and ${LAST} on loopback: end some of the programs that listen there ("ss -ltnp" lists them).`,
    );
  }
  return found;
}
