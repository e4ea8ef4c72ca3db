import { componentCommand, type ClusterLayout } from './components.ts';
import { COMPONENTS } from './state.ts';

const LAYOUT: ClusterLayout = {
  binDir: '/bin',
  dir: '/lab',
  ports: { apiserver: 1, kwok: 2, health: 3, metrics: 4 },
};

it('knows how to start every component', () => {
  for (const name of COMPONENTS) {
    expect(componentCommand(name, LAYOUT).program).toMatch(/^\/bin\//);
  }
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
