import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type Server } from 'node:http';
import { z } from 'zod/v4';
import { packageDir } from '../run/paths.ts';
import { identify, isAlive } from '../run/processes.ts';
import { waitFor } from '../run/waiting.ts';
import { describeOnPrometheus } from './testing.ts';
import { promtool } from './promtool.ts';
import { startPrometheus, type PrometheusServer } from './server.ts';

const MINUTE = 60_000;
const SOON = { withinMs: 20_000, everyMs: 100 };
const DAY = 24 * 3600;

const vector = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

/** The value of a query that has one answer. */
async function valueOf(
  { url }: PrometheusServer,
  query: string,
): Promise<string | undefined> {
  const asked = new URLSearchParams({ query });
  const response = await fetch(`${url}/api/v1/query?${asked}`);
  const { data } = vector.parse(await response.json());
  return data.result[0]?.value[1];
}

function becomes(server: PrometheusServer, value: string): Promise<boolean> {
  return waitFor(
    `The value ${value}`,
    async () => (await valueOf(server, 'a:b')) === value,
    SOON,
  );
}

function recording(value: string): string {
  return `groups: [{ name: g, interval: 1s, rules: [{ record: 'a:b', expr: '${value}' }] }]`;
}

function aMonthOf(metric: string, now = Date.now()): string {
  const end = Math.floor(now / 1000 / 300) * 300;
  const lines = Array.from(
    { length: 30 * 288 },
    (_, i) => `${metric} 2 ${end - (30 * 288 - 1 - i) * 300}`,
  );
  return `# TYPE ${metric} gauge\n${lines.join('\n')}\n# EOF\n`;
}

describe.each(['3', '2'] as const)('Prometheus %s', version => {
  describeOnPrometheus(version, "of one's own", found => {
    let server: PrometheusServer;
    let metrics: Server;

    beforeAll(async () => {
      metrics = createServer((_, response) => {
        response.writeHead(200, {
          'content-type': 'text/plain; version=0.0.4',
        });
        response.end('up_for_sure{job="mine"} 1\n');
      });
      const port = await new Promise<number>(resolve => {
        metrics.listen(0, '127.0.0.1', () => {
          const address = metrics.address();
          resolve(typeof address === 'object' ? address?.port ?? 0 : 0);
        });
      });
      server = await startPrometheus({
        version,
        rules: [recording('vector(41)')],
        scrape: [
          {
            job: 'm',
            url: `http://127.0.0.1:${port}/metrics`,
            intervalSeconds: 1,
          },
        ],
        openMetrics: [aMonthOf('tile')],
      });
    }, MINUTE);

    afterAll(async () => {
      await server.stop();
      metrics.closeAllConnections();
      metrics.close();
    });

    it('says which version it is', () => {
      expect(server.version).toBe(found().version);
      expect(server.version.startsWith(`${version}.`)).toBe(true);
    });

    it('has the past that it was given', async () => {
      const all = `sum_over_time(tile[30d])`;
      expect(Number(await valueOf(server, all))).toBeGreaterThan(2 * 8600);
      expect(await valueOf(server, `tile offset ${29 * DAY}s`)).toBe('2');
    });

    it(
      'reads what it is to scrape, with the labels of the exporter',
      async () => {
        expect(
          await waitFor(
            'The first scrape',
            () => valueOf(server, 'up_for_sure{job="mine"}'),
            SOON,
          ),
        ).toBe('1');
      },
      MINUTE,
    );

    it(
      'evaluates its rules, and others after a reload',
      async () => {
        expect(await becomes(server, '41')).toBe(true);
        await server.reload({ rules: [recording('vector(42)')] });
        expect(await becomes(server, '42')).toBe(true);
      },
      MINUTE,
    );

    it('keeps its rules when the new ones are wrong, and says why', async () => {
      await expect(
        server.reload({ rules: [recording('rate(')] }),
      ).rejects.toThrow(/refused its configuration: .*error/);
      const kept = join(server.dir, 'rules', 'rules-1.yaml');
      expect(readFileSync(kept, 'utf8')).toBe(recording('vector(42)'));
    });

    it('leaves nothing when it is stopped', async () => {
      const { pid, dir, stop } = await startPrometheus({ version });
      const identity = identify(pid);
      await stop();
      expect(identity && isAlive(identity)).toBe(false);
      expect(existsSync(dir)).toBe(false);
    });

    it('says what promtool says of a text that it cannot read', async () => {
      await expect(
        startPrometheus({ version, openMetrics: ['a 1 2\n'] }),
      ).rejects.toThrow(/OpenMetrics text 1: .*EOF/);
    });

    it('says why it does not start', async () => {
      await expect(
        startPrometheus({ version, rules: ['groups: 7'] }),
      ).rejects.toThrow(/prometheus ended unexpectedly[^]*cannot unmarshal/);
    });

    it(
      'ends with the process that started it, even when that is killed',
      async () => {
        const script = join(packageDir(), 'src', 'prometheus', 'server.ts');
        const child = spawn(
          process.execPath,
          [
            '-e',
            `import(${JSON.stringify(
              script,
            )}).then(async ({ startPrometheus }) => {
              const { pid, dir } = await startPrometheus({ version: '${version}' });
              console.log(JSON.stringify({ pid, dir }));
              setInterval(() => {}, 1000);
            })`,
          ],
          {
            stdio: ['ignore', 'pipe', 'inherit'],
            env: { ...process.env, NODE_OPTIONS: '' },
          },
        );
        const line = await new Promise<string>(resolve => {
          child.stdout.once('data', data => resolve(String(data)));
        });
        const { pid, dir } = z
          .object({ pid: z.number(), dir: z.string() })
          .parse(JSON.parse(line));
        const identity = identify(pid);
        if (!identity) throw new Error('It does not run.');
        child.kill('SIGKILL');
        const gone = () => !isAlive(identity) && !existsSync(dir);
        expect(await waitFor('The end of it', gone, SOON)).toBe(true);
      },
      MINUTE,
    );

    it('has a promtool that checks', async () => {
      const file = 'wrong.yaml';
      writeFileSync(join(server.dir, file), recording('rate('));
      const answer = await promtool(['check', 'rules', file], {
        version,
        cwd: server.dir,
      });
      expect(answer).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/parse/),
      });
    });
  });
});
