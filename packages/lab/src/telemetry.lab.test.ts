import { createServer } from 'node:net';
import { z } from 'zod/v4';
import { describeOnPrometheus } from './prometheus/testing.ts';
import { firstCluster, startComponent, stopComponent } from './run/control.ts';
import { startLab, stopLab } from './run/startLab.ts';
import { readLab, type Lab, type LabPrometheus } from './run/state.ts';
import { waitFor } from './run/waiting.ts';
import { describeOnLab } from './testing.ts';

const MINUTE = 60_000;
const SOON = { withinMs: 30_000, everyMs: 200 };

const vector = z.object({
  data: z.object({
    result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })),
  }),
});

function prometheusOf(lab: Lab): LabPrometheus {
  if (!lab.prometheus) throw new Error('The lab has no Prometheus.');
  return lab.prometheus;
}

/** The only value of a query at a time in seconds, or undefined. */
async function valueAt(
  lab: Lab,
  query: string,
  time = Date.now() / 1000,
): Promise<string | undefined> {
  const asked = new URLSearchParams({ query, time: String(time) });
  const { url } = prometheusOf(lab);
  const response = await fetch(`${url}/api/v1/query?${asked}`);
  const { data } = vector.parse(await response.json());
  return data.result[0]?.value[1];
}

/** Listens on a port until the given work is done. */
async function occupied(port: number, work: () => Promise<void>) {
  const server = createServer(socket => void socket.resume());
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', resolve);
  });
  await work();
  await new Promise(resolve => {
    server.close(resolve);
  });
}

describeOnLab('The Prometheus of a lab', () => {
  const name = `prometheus-${process.pid}`;
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ name, controllers: false, prometheus: '3' });
  }, 2 * MINUTE);
  afterAll(() => stopLab(name), MINUTE);

  const read = () =>
    waitFor(
      'A scrape of the traffic',
      () => valueAt(lab, 'up{job="traffic"}'),
      SOON,
    );

  it(
    'reads the traffic',
    async () => {
      expect(await read()).toBe('1');
    },
    MINUTE,
  );

  it(
    'keeps its port and what it has read when it is stopped and started again',
    async () => {
      await read();
      const before = Date.now() / 1000;
      await stopComponent(lab, 'prometheus');
      await expect(valueAt(lab, 'up')).rejects.toThrow(/fetch failed/);
      expect(prometheusOf(readLab(name)).pid).toBeUndefined();
      await startComponent(lab, 'prometheus');
      expect(prometheusOf(readLab(name))).toEqual({
        ...prometheusOf(lab),
        pid: expect.any(Number),
        startTime: expect.any(String),
      });
      expect(await valueAt(lab, 'up{job="traffic"}', before)).toBe('1');
    },
    MINUTE,
  );

  it(
    'sees that the traffic is away, and that it is back',
    async () => {
      const becomes = (value: string) =>
        waitFor(
          `up to be ${value}`,
          async () => (await valueAt(lab, 'up{job="traffic"}')) === value,
          SOON,
        );
      await stopComponent(lab, 'traffic');
      expect(await becomes('0')).toBe(true);
      await startComponent(lab, 'traffic');
      expect(await becomes('1')).toBe(true);
    },
    MINUTE,
  );

  it(
    'says so when another program took its port meanwhile',
    async () => {
      const { port } = prometheusOf(lab);
      await stopComponent(lab, 'prometheus');
      await occupied(port, async () => {
        await expect(startComponent(lab, 'prometheus')).rejects.toThrow(
          `prometheus could not start because port ${port} was taken`,
        );
      });
      await startComponent(lab, 'prometheus');
      expect(await read()).toBe('1');
    },
    MINUTE,
  );
});

describeOnLab('A lab', () => {
  it(
    'has no Prometheus unless it is wanted, and says so',
    async () => {
      const name = `plain-${process.pid}`;
      const lab = await startLab({ name, controllers: false });
      expect(lab.prometheus).toBeUndefined();
      expect(lab.traffic).toBeUndefined();
      await expect(startComponent(lab, 'prometheus')).rejects.toThrow(
        /no Prometheus beside this cluster/,
      );
      await stopLab(lab);
    },
    2 * MINUTE,
  );

  it(
    'has one Prometheus however many clusters, beside the first',
    async () => {
      const name = `two-${process.pid}`;
      const lab = await startLab({
        name,
        clusters: 2,
        controllers: false,
        prometheus: '3',
      });
      const names = lab.clusters.map(({ components }) =>
        components.map(one => one.name).sort(),
      );
      expect(names).toEqual([
        ['apiserver', 'etcd', 'prometheus', 'traffic'],
        ['apiserver', 'etcd'],
      ]);
      expect(lab.traffic?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      await stopLab(lab);
    },
    2 * MINUTE,
  );

  describeOnPrometheus('2', "with Debian's Prometheus", found => {
    it(
      'runs that very version',
      async () => {
        const name = `debian-${process.pid}`;
        const lab = await startLab({
          name,
          controllers: false,
          prometheus: '2',
        });
        const { url } = prometheusOf(lab);
        const response = await fetch(`${url}/api/v1/status/buildinfo`);
        const build = z.object({ data: z.object({ version: z.string() }) });
        const { data } = build.parse(await response.json());
        expect(data.version).toContain(found().version);
        expect(firstCluster(lab).components).toHaveLength(4);
        await stopLab(lab);
      },
      2 * MINUTE,
    );
  });
});
