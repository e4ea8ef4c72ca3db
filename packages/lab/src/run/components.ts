import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { prometheusArgs } from '../prometheus/command.ts';
import type { ComponentName } from './state.ts';

/** What the command lines depend on. */
export interface ClusterLayout {
  binDir: string;
  /** The folder of this cluster: state, keys, logs; working directory of its programs. */
  dir: string;
  ports: { apiserver: number; kwok: number; health: number; metrics: number };
  /** Beside the first cluster, unless it is not wanted. */
  telemetry?: TelemetryLayout;
}

/** What Prometheus and the traffic that it reads depend on. */
export interface TelemetryLayout {
  prometheus: {
    program: string;
    promtool: string;
    version: string;
    dir: string;
    port: number;
  };
  traffic: { main: string; port: number };
}

/** How one program is started. */
export interface ComponentCommand {
  program: string;
  args: string[];
  ports: number[];
  /** Default: the folder of the cluster. */
  cwd?: string;
}

/**
 * etcd listens on a socket file in the private folder: it asks nobody for a password, so a port would be open to every user of the machine.
 * The path is relative to the working directory, since socket paths may be 107 characters long at most.
 */
const ETCD_SOCKET = 'unix://etcd.sock:0';

/** Controllers that want a cloud, addresses for nodes or a heartbeat that kwok does not send. */
const CONTROLLERS = [
  '*',
  '-node-lifecycle-controller',
  '-node-ipam-controller',
  '-service-lb-controller',
  '-node-route-controller',
  '-cloud-node-lifecycle-controller',
].join(',');

/** The client-side throttles of the programs are meant for large clusters; here they would only make tests slow. */
const UNTHROTTLED = ['--kube-api-qps=500', '--kube-api-burst=1000'];

/** The command line of one program. */
export function componentCommand(
  name: ComponentName,
  layout: ClusterLayout,
): ComponentCommand {
  const { binDir, ports } = layout;
  const run = (
    program: string,
    args: string[],
    used: number[] = [],
  ): ComponentCommand => ({
    program: join(binDir, program),
    args,
    ports: used,
  });
  switch (name) {
    case 'etcd':
      return run('etcd', etcdArgs());
    case 'apiserver':
      return run('kube-apiserver', apiserverArgs(ports.apiserver), [
        ports.apiserver,
      ]);
    case 'controller-manager':
      return run('kube-controller-manager', [
        '--kubeconfig=kubeconfig',
        '--leader-elect=false',
        '--secure-port=0',
        '--service-account-private-key-file=sa.key',
        '--root-ca-file=ca.crt',
        `--controllers=${CONTROLLERS}`,
        ...UNTHROTTLED,
      ]);
    case 'scheduler':
      return run('kube-scheduler', [
        '--kubeconfig=kubeconfig',
        '--leader-elect=false',
        '--secure-port=0',
        ...UNTHROTTLED,
      ]);
    case 'kwok':
      return run(
        'kwok',
        [
          '--kubeconfig=kubeconfig',
          '--manage-all-nodes=true',
          '--cidr=10.0.0.0/16',
          '--node-ip=127.0.0.1',
          '--config=stages.yaml',
          `--server-address=127.0.0.1:${ports.kwok}`,
        ],
        [ports.kwok],
      );
    case 'rollouts':
      return run(
        'rollouts-controller',
        [
          '--kubeconfig=kubeconfig',
          '--leader-elect=false',
          `--healthzPort=${ports.health}`,
          `--metricsPort=${ports.metrics}`,
          '--qps=500',
          '--burst=1000',
        ],
        [ports.health, ports.metrics],
      );
    case 'prometheus':
      return prometheusCommand(telemetryOf(layout));
    case 'traffic':
      return trafficCommand(telemetryOf(layout));
    default:
      throw new Error(`No command line for ${String(name satisfies never)}`);
  }
}

function telemetryOf({ telemetry }: ClusterLayout): TelemetryLayout {
  if (telemetry) return telemetry;
  throw new LabError(
    'There is no Prometheus beside this cluster: it stands beside the first cluster of a lab that was started without --no-prometheus.',
  );
}

/** A month of history must not age out while the lab runs. */
const RETENTION_DAYS = 35;

function prometheusCommand({ prometheus }: TelemetryLayout): ComponentCommand {
  const { program, port, dir } = prometheus;
  const args = prometheusArgs({ port, retentionDays: RETENTION_DAYS });
  return { program, args, ports: [port], cwd: dir };
}

function trafficCommand({ traffic }: TelemetryLayout): ComponentCommand {
  const { main, port } = traffic;
  const args = [main, '--kubeconfig', 'kubeconfig', '--port', String(port)];
  return { program: process.execPath, args, ports: [port] };
}

function etcdArgs(): string[] {
  return [
    '--data-dir=etcd',
    `--listen-client-urls=${ETCD_SOCKET}`,
    '--listen-peer-urls=unix://peer.sock:0',
    // Nobody asks this one: it must only look like an address.
    '--advertise-client-urls=http://127.0.0.1:1',
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

function apiserverArgs(port: number): string[] {
  return [
    `--etcd-servers=${ETCD_SOCKET}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    '--cert-dir=certs',
    '--token-auth-file=tokens.csv',
    '--service-account-key-file=sa.pub',
    '--service-account-signing-key-file=sa.key',
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--authorization-mode=RBAC',
    '--anonymous-auth=false',
    // TaintNodesByCondition would leave kwok's node tainted, since the node lifecycle controller is off; ServiceAccount would mount tokens into pods that nobody runs.
    '--disable-admission-plugins=ServiceAccount,TaintNodesByCondition',
    '--endpoint-reconciler-type=none',
  ];
}
