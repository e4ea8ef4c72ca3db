import { componentCommand, type ClusterLayout } from './components.ts';
import { COMPONENTS } from './state.ts';

const LAYOUT: ClusterLayout = {
  binDir: '/bin',
  dir: '/lab',
  ports: { apiserver: 1, kwok: 2, health: 3, metrics: 4 },
  telemetry: {
    prometheus: {
      program: '/bin/prometheus',
      promtool: '/bin/promtool',
      version: '3.16.0',
      dir: '/prometheus',
      port: 5,
    },
    traffic: { main: '/traffic.ts', port: 6 },
  },
};

it('knows how to start every component', () => {
  for (const name of COMPONENTS) {
    const { program } = componentCommand(name, LAYOUT);
    expect([
      process.execPath,
      expect.stringMatching(/^\/bin\//),
    ]).toContainEqual(program);
  }
});

it('keeps a month of history and more', () => {
  expect(componentCommand('prometheus', LAYOUT)).toMatchObject({
    cwd: '/prometheus',
    ports: [5],
    args: expect.arrayContaining(['--storage.tsdb.retention.time=35d']),
  });
});

it('says where Prometheus stands when it does not stand here', () => {
  const alone = { ...LAYOUT, telemetry: undefined };
  expect(() => componentCommand('prometheus', alone)).toThrow(
    /no Prometheus beside this cluster.*first cluster/,
  );
});

it('opens no port without a password: etcd listens on a socket file', () => {
  const { args, ports } = componentCommand('etcd', LAYOUT);
  expect(ports).toEqual([]);
  expect(args.filter(arg => arg.startsWith('--listen'))).toEqual([
    '--listen-client-urls=unix://etcd.sock:0',
    '--listen-peer-urls=unix://peer.sock:0',
  ]);
});

it('binds the API server to loopback and knows nobody without a token', () => {
  expect(componentCommand('apiserver', LAYOUT).args).toEqual(
    expect.arrayContaining([
      '--bind-address=127.0.0.1',
      '--anonymous-auth=false',
    ]),
  );
});
