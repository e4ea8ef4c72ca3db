import { labApi } from '@greenlight/lab';
import type { LabApi, LabCluster } from '@greenlight/lab';
import { KubeConfig, ListWatch, Watch } from '@kubernetes/client-node';
import type {
  KubernetesListObject,
  KubernetesObject,
} from '@kubernetes/client-node';
import type { ClusterWriter } from '../../ClusterWriter';
import { createClusterWriter } from '../../createClusterWriter';
import { connect, follow, keepRead, say } from './follow';
import { spread } from './measure';
import { NAMESPACE } from './objects';

const TARGET = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  namespace: NAMESPACE,
  name: 'app-7',
};

const REF = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const PATH = '/apis/argoproj.io/v1alpha1/rollouts';

/** Calls back with the step of the target, whenever it is seen. */
interface Observer {
  title: string;
  onStep: (step: number) => void;
  stop(): Promise<unknown>;
}

function stepOf(object: unknown): number {
  const { status } = object as { status?: { currentStepIndex?: number } };
  return status?.currentStepIndex ?? -1;
}

function anObserver(title: string): Observer {
  return { title, onStep: () => undefined, stop: async () => undefined };
}

function watchRaw(api: LabApi): Observer {
  const observer = anObserver('raw watch event (the floor)');
  const ended = new AbortController();
  const running = (async () => {
    for await (const { object } of api.watch(REF, ended.signal)) {
      if (object.metadata.name === TARGET.name) observer.onStep(stepOf(object));
    }
  })();
  observer.stop = () => {
    ended.abort();
    return running;
  };
  return observer;
}

/** What people use otherwise: the informer of client-node. */
async function watchByInformer(cluster: LabCluster): Promise<Observer> {
  const observer = anObserver('event of client-node’s informer');
  const config = new KubeConfig();
  const { url: server, caData, tokens } = cluster;
  config.loadFromClusterAndUser(
    { name: 'lab', server, caData, skipTLSVerify: false },
    { name: 'reader', token: tokens.reader },
  );
  const api = labApi(cluster, 'reader');
  const informer = new ListWatch<KubernetesObject>(
    PATH,
    new Watch(config),
    async () =>
      (await api.request(
        'GET',
        PATH,
      )) as KubernetesListObject<KubernetesObject>,
    false,
  );
  informer.on('update', object => {
    if (object.metadata?.name === TARGET.name) observer.onStep(stepOf(object));
  });
  await informer.start();
  observer.stop = () => informer.stop();
  return observer;
}

async function watchByIndex(cluster: LabCluster): Promise<Observer> {
  const observer = anObserver('change told by the index');
  const { index } = await follow(cluster, keepRead);
  const at = { kind: 'Rollout', cluster: cluster.name, ...TARGET } as const;
  index.subscribe(({ changes }) => {
    if (!changes.some(({ name }) => name === TARGET.name)) return;
    const row = index.get(at);
    if (row) observer.onStep(stepOf(row.value));
  });
  observer.stop = () => index.stop();
  return observer;
}

function arrivalOf(observer: Observer, step: number): Promise<number> {
  return new Promise(resolve => {
    observer.onStep = seen => {
      if (seen === step) resolve(performance.now());
    };
  });
}

async function patchTo(writer: ClusterWriter, step: number) {
  const found = await writer.read(TARGET);
  if (found.outcome !== 'found') throw new Error(found.reason);
  const started = performance.now();
  const result = writer.patch(TARGET, {
    subresource: 'status',
    body: { status: { currentStepIndex: step } },
    resourceVersion: found.object.resourceVersion,
  });
  return { started, result };
}

/** From the sending of a patch until it is seen in three ways, side by side. */
export async function measureLatency(options: {
  cluster: LabCluster;
  api: LabApi;
  patches: number;
}) {
  const { cluster, api, patches } = options;
  const writer = createClusterWriter({
    connection: connect(cluster, 'writer'),
  });
  const observers = [
    watchRaw(api),
    await watchByInformer(cluster),
    await watchByIndex(cluster),
  ];
  const samples = observers.map((): number[] => []);
  const answers: number[] = [];
  for (let step = 1; step <= patches; step++) {
    const arrivals = observers.map(observer => arrivalOf(observer, step));
    const { started, result } = await patchTo(writer, step);
    if ((await result).outcome !== 'patched') throw new Error('not patched');
    answers.push(performance.now() - started);
    for (const [at, arrival] of (await Promise.all(arrivals)).entries()) {
      samples[at]?.push(arrival - started);
    }
  }
  say(`patch → its answer: ${spread(answers)}`);
  for (const [at, { title }] of observers.entries()) {
    say(`patch → ${title}: ${spread(samples[at] ?? [])}`);
  }
  await Promise.all([writer.close(), ...observers.map(o => o.stop())]);
}
