import { createServer } from 'node:net';
import { freePorts, probePort } from './ports.ts';

describe('Free ports', () => {
  it('are different, and taken ones are passed over', async () => {
    const taken = new Set([20_000, 20_002]);
    const ports = await freePorts(3, {
      draw: () => 0,
      probe: async port => !taken.has(port),
    });
    expect(ports).toEqual([20_001, 20_003, 20_004]);
  });

  it('go round at the end of the range', async () => {
    const ports = await freePorts(2, {
      draw: () => 0.99999,
      probe: async () => true,
    });
    expect(ports).toEqual([29_999, 20_000]);
  });

  it('are said to be missing with what to do', async () => {
    await expect(
      freePorts(1, { draw: () => 0, probe: async () => false }),
    ).rejects.toThrow(/no 1 free ports.*end some of the programs/);
  });

  it('are those on which nobody listens', async () => {
    const [port = 0] = await freePorts(1);
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(port, '127.0.0.1', resolve);
    });
    expect(await probePort(port)).toBe(false);
    await new Promise(resolve => {
      server.close(resolve);
    });
    expect(await probePort(port)).toBe(true);
  });
});
