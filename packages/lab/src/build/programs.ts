/** One Go module that programs are built from; its folder under `go/` holds go.mod and go.sum. */
export interface ProgramRow {
  folder: string;
  module: string;
  version: string;
  /** Program name → package. */
  programs: Record<string, string>;
  /** Extra linker flags: versions that upstream's own build scripts would have set. */
  linkerFlags?: readonly string[];
  /** Build tags: parts that can be left out. */
  tags?: readonly string[];
  /** How long a cold build of this row took on two cores, to say before it starts. */
  coldSeconds: number;
}

const K8S = 'k8s.io/component-base/version';
const KUBECTL = 'k8s.io/client-go/pkg/version';
const ROLLOUTS = 'github.com/argoproj/argo-rollouts';
const PROMETHEUS = 'github.com/prometheus/prometheus';

/** The programs of the lab, in the order in which they are built. */
export const PROGRAM_ROWS: readonly ProgramRow[] = [
  {
    folder: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
    version: 'v3.6.16',
    programs: { etcd: 'go.etcd.io/etcd/server/v3' },
    coldSeconds: 50,
  },
  {
    folder: 'kubernetes',
    module: 'k8s.io/kubernetes',
    version: 'v1.36.3',
    programs: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager':
        'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
    },
    linkerFlags: [K8S, KUBECTL].flatMap(path => [
      `-X ${path}.gitVersion=v1.36.3`,
      `-X ${path}.gitMajor=1`,
      `-X ${path}.gitMinor=36`,
    ]),
    coldSeconds: 335,
  },
  {
    folder: 'rollouts',
    module: ROLLOUTS,
    version: 'v1.9.2',
    programs: {
      'rollouts-controller': `${ROLLOUTS}/cmd/rollouts-controller`,
      'kubectl-argo-rollouts': `${ROLLOUTS}/cmd/kubectl-argo-rollouts`,
    },
    linkerFlags: [`-X ${ROLLOUTS}/utils/version.version=1.9.2`],
    coldSeconds: 165,
  },
  {
    folder: 'kwok',
    module: 'sigs.k8s.io/kwok',
    version: 'v0.8.0',
    programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
    coldSeconds: 85,
  },
  {
    folder: 'prometheus',
    module: PROMETHEUS,
    version: 'v0.316.0',
    programs: {
      prometheus: `${PROMETHEUS}/cmd/prometheus`,
      promtool: `${PROMETHEUS}/cmd/promtool`,
    },
    linkerFlags: ['-X github.com/prometheus/common/version.Version=3.16.0'],
    // The discovery of targets in clouds is most of the code, and nobody asks it here.
    tags: ['remove_all_sd'],
    coldSeconds: 185,
  },
];

/** A Go module of which only the custom resource definitions are read. */
export const ISTIO_ROW = {
  folder: 'istio',
  module: 'istio.io/api',
  version: 'v1.31.4',
} as const;
