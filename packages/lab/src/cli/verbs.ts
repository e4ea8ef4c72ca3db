/** One option of a verb. */
export interface OptionSpec {
  name: string;
  short?: string;
  /** Missing for a switch; else how the value is called in the help. */
  value?: string;
  help: string;
}

/** One verb of `lab`. */
export interface VerbSpec {
  name: string;
  summary: string;
  details: string;
  /** Names of what may stand after the verb. */
  arguments: readonly string[];
  options: readonly OptionSpec[];
}

const NAME: OptionSpec = {
  name: 'name',
  value: 'NAME',
  help: 'which lab; several run side by side (default: default)',
};

/** All verbs, in the order of the help. */
export const VERBS: readonly VerbSpec[] = [
  {
    name: 'build',
    summary: 'build the programs of the lab into the cache folder',
    details:
      'Builds etcd, Kubernetes, kwok, Argo Rollouts and Prometheus from their pinned Go modules, each once, into folders named by the hash of what they are built from. Says the time and disk it needs first; what was built is kept when it is interrupted. Needs Go 1.26 or newer.',
    arguments: [],
    options: [],
  },
  {
    name: 'up',
    summary: 'start a control plane with the demo services',
    details:
      'Starts etcd, kube-apiserver, controller-manager, scheduler, kwok, the Argo Rollouts controller, Prometheus and the traffic that it reads on free loopback ports and leaves them running; "lab down" ends them. Builds the programs first if they are missing.',
    arguments: [],
    options: [
      NAME,
      {
        name: 'clusters',
        value: 'N',
        help: 'how many API servers, 1 to 4 (default: 1)',
      },
      {
        name: 'foreground',
        help: 'stay, and end the lab on Ctrl-C or when this process dies',
      },
      { name: 'no-demo', help: 'without the demo services' },
      {
        name: 'no-controllers',
        help: 'etcd and kube-apiserver only: nothing reconciles (implies --no-demo and --no-prometheus)',
      },
      {
        name: 'prometheus',
        value: 'VERSION',
        help: "3 is built with the lab, 2 is Debian's 2.42 as it is installed (default: 3)",
      },
      {
        name: 'no-prometheus',
        help: 'without Prometheus and the traffic that it reads',
      },
    ],
  },
  {
    name: 'down',
    summary: 'end a lab and remove its folder',
    details:
      'Ends every process of the lab and removes its state. Only processes that this lab started are touched, even when their numbers were given to others since.',
    arguments: [],
    options: [NAME, { name: 'all', help: 'every lab of this folder' }],
  },
  {
    name: 'status',
    summary: 'show processes, ports, memory and health',
    details:
      'Shows the labs that run: each process with its number, ports and resident memory, and whether the API server answers that it is ready. The exit code is 1 when something of it is not well.',
    arguments: [],
    options: [NAME, { name: 'json', help: 'for programs' }],
  },
  {
    name: 'logs',
    summary: 'print the log of a component',
    details:
      'Prints the end of the log of one component (etcd, apiserver, controller-manager, scheduler, kwok, rollouts, prometheus, traffic, or supervisor), or of all.',
    arguments: ['component'],
    options: [
      NAME,
      { name: 'follow', short: 'f', help: 'go on as lines are written' },
      { name: 'cluster', value: 'CLUSTER', help: 'which one (default: lab)' },
      {
        name: 'lines',
        value: 'N',
        help: 'how many of the last lines (default: 40)',
      },
    ],
  },
  {
    name: 'reset',
    summary: 'bring the demo services back to how they started',
    details:
      'Deletes the demo services and applies them again, and puts the rules of their objectives back; the control plane, all other objects and the samples of Prometheus stay.',
    arguments: [],
    options: [NAME],
  },
  {
    name: 'traffic',
    summary: 'make versions bad, stop requests, hide series',
    details:
      'Changes the requests that Prometheus sees. "show" lists them; "bad" gives a service, or a version of it, errors and slow answers, "good" takes that back; "stop" and "resume" its requests; "hide" and "unhide" its series, which go on counting; "reset" its counters to 0; "restore" everything to how the lab started.',
    arguments: ['action', 'service'],
    options: [
      NAME,
      {
        name: 'environment',
        value: 'ENVIRONMENT',
        help: 'dev, staging, canary or prod (default: all)',
      },
      {
        name: 'version',
        value: 'VERSION',
        help: 'an image tag or a pod-template hash (default: all)',
      },
      {
        name: 'namespace',
        value: 'NAMESPACE',
        help: 'where the service runs (default: all)',
      },
      {
        name: 'errors',
        value: 'SHARE',
        help: 'for "bad": share of requests that are answered by a 500, as 0.05 or 5%',
      },
      {
        name: 'slow',
        value: 'SHARE',
        help: 'for "bad": share of requests that take longer than 300 ms',
      },
    ],
  },
];
