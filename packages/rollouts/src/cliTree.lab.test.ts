import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  describeOnLab,
  firstCluster,
  labApi,
  loadObjects,
  startLab,
  stopLab,
} from '@greenlight/lab';
import type { KubeObject, Lab } from '@greenlight/lab';
import {
  parseAnalysisRun,
  parsePod,
  parseReplicaSet,
  parseRollout,
} from './parse';
import { must } from './testing/builders';
import { cliLines } from './__testUtils__/cliTree';
import { conformance } from './testing/conformance';
import { objectSets, standIns, withOddities } from './__testUtils__/objectSets';
import type { FileObject, ObjectSet } from './__testUtils__/objectSets';
import { rolloutTree } from './tree';
import { treeText } from './treeText';

/*
 * What is done to the files, and where the two answers differ on purpose:
 * - Two of the Rollouts have a capital letter in their names, which every API server refuses: it is written small.
 * - All Rollouts of a folder share the ReplicaSets, and an object has one owner: each Rollout is loaded with them alone, and all is removed after it.
 * - The CLI takes every workloadRef for a Deployment and prints an error where there is none. Our tree needs the ReplicaSets only, so it is shown.
 *   One Rollout refers to a ReplicaSet: a Deployment of that name stands in, and a test of its own shows both answers without it.
 * - Icons, colors and ages are left out.
 */

const MINUTE = 60_000;
const ARGO = 'argoproj.io/v1alpha1';
const data = conformance('argo-rollouts-objects', { describe, it });

/** A cluster without controllers, what is printed of it and what we make of it. */
class BareCluster {
  readonly #lab: Lab;
  #loaded: KubeObject[] = [];

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  async load(objects: readonly FileObject[]): Promise<void> {
    this.#loaded = await loadObjects(firstCluster(this.#lab), objects);
  }

  /** Nothing collects garbage here: each object is removed by its name. */
  async clear(): Promise<void> {
    const api = labApi(firstCluster(this.#lab));
    for (const { apiVersion, kind, metadata } of this.#loaded.splice(0)) {
      const { name, namespace } = metadata;
      await api.remove({ apiVersion, kind, name, namespace });
    }
  }

  async printed({ metadata }: FileObject): Promise<string[]> {
    const program = join(this.#lab.binDir, 'kubectl-argo-rollouts');
    const what = ['get', 'rollout', metadata.name, '-n', metadata.namespace];
    const how = [
      '--no-color',
      '--kubeconfig',
      firstCluster(this.#lab).kubeconfig,
    ];
    const { stdout } = await promisify(execFile)(program, [...what, ...how]);
    return cliLines(stdout);
  }

  async ours({ metadata: { name, namespace } }: FileObject): Promise<string[]> {
    const api = labApi(firstCluster(this.#lab));
    const list = (apiVersion: string, kind: string) =>
      api.list({ apiVersion, kind, namespace });
    const sets = await list('apps/v1', 'ReplicaSet');
    const pods = await list('v1', 'Pod');
    const runs = await list(ARGO, 'AnalysisRun');
    const ref = { apiVersion: ARGO, kind: 'Rollout', namespace, name };
    const tree = rolloutTree(
      must(parseRollout(await api.get(ref))),
      {
        replicaSets: sets.map(raw => must(parseReplicaSet(raw))),
        pods: pods.map(raw => must(parsePod(raw))),
        analysisRuns: runs.map(raw => must(parseAnalysisRun(raw))),
      },
      new Date(),
    );
    return treeText(tree).split('\n');
  }
}

function setOf(
  folder: string,
  wanted: (set: ObjectSet) => boolean = () => true,
): ObjectSet {
  const found = objectSets(data, folder).find(wanted);
  if (!found) throw new Error(`No such Rollout in ${folder}`);
  return found;
}

function treesOfTheCli() {
  const name = `trees-${process.pid}`;
  let bare: BareCluster;
  beforeAll(async () => {
    bare = new BareCluster(await startLab({ name, controllers: false }));
  }, 3 * MINUTE);
  afterEach(() => bare.clear(), MINUTE);
  afterAll(() => stopLab(name), MINUTE);

  it.each(
    ['blue-green', 'canary'].flatMap(folder =>
      objectSets(data, folder).map(
        set => [set.rollout.metadata.name, set] as const,
      ),
    ),
  )(
    '%s',
    async (_, set) => {
      await bare.load([set.rollout, ...set.others, ...standIns(set)]);
      const printed = await bare.printed(set.rollout);
      expect(printed.filter(line => / {2}Pod {2}/.test(line))).toHaveLength(6);
      expect(await bare.ours(set.rollout)).toEqual(printed);
    },
    2 * MINUTE,
  );

  it(
    'of a workloadRef that names no Deployment: the CLI prints an error, we the same as with one',
    async () => {
      const set = setOf('canary', each => standIns(each).length > 0);
      await bare.load([set.rollout, ...set.others]);
      await expect(bare.printed(set.rollout)).rejects.toThrow(/not found/);
      const alone = await bare.ours(set.rollout);
      await bare.clear();
      await bare.load([set.rollout, ...set.others, ...standIns(set)]);
      expect(alone).toEqual(await bare.printed(set.rollout));
    },
    2 * MINUTE,
  );

  it(
    'of what the files do not have: restarts, crashes, deadlines and an analysis run',
    async () => {
      const set = setOf('canary');
      await bare.load([set.rollout, ...withOddities(set, new Date())]);
      const printed = await bare.printed(set.rollout);
      const text = printed.join('\n');
      expect(text).toMatch(/CrashLoopBackOff {2}ready:0\/1,restarts:3/);
      expect(text).toMatch(/delay:4h$/m);
      expect(text).toMatch(/delay:passed$/m);
      expect(text).toMatch(/AnalysisRun {2}Failed {2}✔ 2,✖ 1/);
      expect(text).toMatch(/Job {2}Failed/);
      expect(await bare.ours(set.rollout)).toEqual(printed);
    },
    2 * MINUTE,
  );
}

describeOnLab('the trees that the Argo Rollouts CLI prints', () => {
  data.suite(
    'of its own object sets, in an API server without controllers',
    treesOfTheCli,
  );
});
