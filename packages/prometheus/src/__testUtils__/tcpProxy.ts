import net from 'node:net';

/** A way to a server on loopback that can be closed, and opened again on its port. */
export interface TcpProxy {
  readonly url: string;
  /** Passes nothing on from now on, and ends nothing either. */
  hold(): void;
  /** Ends every connection and accepts none. */
  close(): Promise<void>;
  open(): Promise<void>;
}

export async function proxyTo(target: string): Promise<TcpProxy> {
  const port = Number(new URL(target).port);
  const sockets = new Set<net.Socket>();
  let held = false;
  let own = 0;
  let server: net.Server | undefined;

  const track = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const connect = (near: net.Socket) => {
    const far = net.connect(port, '127.0.0.1');
    track(near);
    track(far);
    near.on('data', chunk => {
      if (!held) far.write(chunk);
    });
    far.pipe(near);
    near.on('close', () => far.destroy());
  };
  const open = async () => {
    held = false;
    if (server?.listening) return;
    server = net.createServer(connect);
    const listening = Promise.withResolvers<void>();
    server.on('error', listening.reject);
    server.listen(own, '127.0.0.1', listening.resolve);
    await listening.promise;
    const address = server.address();
    own = typeof address === 'object' ? address?.port ?? 0 : 0;
  };
  await open();
  return {
    url: `http://127.0.0.1:${own}`,
    hold: () => {
      held = true;
    },
    open,
    async close() {
      const closed = Promise.withResolvers<void>();
      server?.close(() => closed.resolve());
      for (const socket of sockets) socket.destroy();
      await closed.promise;
    },
  };
}
