import type { KubeObject } from '@greenlight/lab';
import { parse } from 'yaml';
import { z } from 'zod/v4';
import type { conformance } from '../testing/conformance';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
});
const specSchema = z.looseObject({
  workloadRef: z.object({ name: z.string() }).optional(),
});

/** A namespaced object of a file, not yet in a cluster. */
export type FileObject = KubeObject & z.infer<typeof objectSchema>;

/** A Rollout and all other objects of its folder that are no Rollouts. */
export interface ObjectSet {
  rollout: FileObject;
  others: readonly FileObject[];
}

/** One set for each Rollout of a folder; API servers want names in small letters. */
export function objectSets(
  data: ReturnType<typeof conformance>,
  folder: string,
): ObjectSet[] {
  const objects = data.names(folder).map(file => {
    const object = objectSchema.parse(parse(data.text(`${folder}/${file}`)));
    const name = object.metadata.name.toLowerCase();
    return changed(object, { metadata: { name } });
  });
  const rollouts = objects.filter(({ kind }) => kind === 'Rollout');
  const others = objects.filter(({ kind }) => kind !== 'Rollout');
  return rollouts.map(rollout => ({ rollout, others }));
}

/** The Deployment that a workloadRef names, where the set has none of that name. */
export function standIns({ rollout, others }: ObjectSet): FileObject[] {
  const name = specSchema.parse(rollout.spec).workloadRef?.name;
  const deployments = others.filter(({ kind }) => kind === 'Deployment');
  if (!name || deployments.some(one => one.metadata.name === name)) return [];
  return deployments.map(one => changed(one, { metadata: { name } }));
}

/** An object with some of its fields changed as by a merge patch. */
function changed(object: FileObject, fields: object): FileObject {
  return merged(object, fields) as FileObject;
}

function merged(into: unknown, from: unknown): unknown {
  if (typeof from !== 'object' || from === null || Array.isArray(from)) {
    return from;
  }
  const all: Record<string, unknown> = { ...(into as object | undefined) };
  for (const [key, value] of Object.entries(from)) {
    all[key] = merged(all[key], value);
  }
  return all;
}

const containers = (state: object) => ({
  status: {
    containerStatuses: [
      {
        name: 'canary-demo',
        image: 'shop:1',
        imageID: '',
        ready: false,
        restartCount: 3,
        lastState: {},
        state,
      },
    ],
  },
});

/** The same objects, some in states that the files do not show, and an analysis run. */
export function withOddities(
  { rollout, others }: ObjectSet,
  now: Date,
): FileObject[] {
  const changes: Record<string, readonly object[]> = {
    Pod: [
      containers({ waiting: { reason: 'CrashLoopBackOff' } }),
      containers({ terminated: { reason: 'OOMKilled', exitCode: 137 } }),
      containers({ terminated: { exitCode: 2 } }),
    ],
    // Half a minute more, so that both say the same word.
    ReplicaSet: [{}, removedIn(4 * 3600 + 30, now), removedIn(-3600, now)],
  };
  const seen: Record<string, number> = {};
  const odd = others.map(object => {
    const index = seen[object.kind] ?? 0;
    seen[object.kind] = index + 1;
    return changed(object, changes[object.kind]?.[index] ?? {});
  });
  return [...odd, analysisRun(rollout)];
}

function removedIn(seconds: number, now: Date) {
  const at = new Date(now.getTime() + seconds * 1000).toISOString();
  return {
    metadata: {
      annotations: {
        'scale-down-deadline': at.replace(/\.\d+Z$/, 'Z'),
      },
    },
  };
}

function analysisRun({ apiVersion, metadata }: FileObject): FileObject {
  const { name, namespace, uid } = metadata;
  return {
    apiVersion,
    kind: 'AnalysisRun',
    metadata: {
      name: `${name}-smoke`,
      namespace,
      annotations: { 'rollout.argoproj.io/revision': '31' },
      ownerReferences: [
        {
          apiVersion,
          kind: 'Rollout',
          name,
          uid: String(uid),
          controller: true,
        },
      ],
    },
    spec: {
      metrics: [
        { name: 'smoke', provider: { job: { spec: { template: {} } } } },
      ],
    },
    status: {
      phase: 'Failed',
      metricResults: [
        {
          name: 'smoke',
          phase: 'Failed',
          count: 3,
          successful: 2,
          failed: 1,
          measurements: [
            { phase: 'Successful', metadata: { 'job-name': 'smoke-1' } },
            { phase: 'Failed', metadata: { 'job-name': 'smoke-2' } },
          ],
        },
      ],
    },
  };
}
