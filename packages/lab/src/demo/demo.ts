import { join } from 'node:path';
import { z } from 'zod/v4';
import type { LabApi } from '../kube/api.ts';
import { refOf, type KubeObject } from '../kube/objects.ts';
import { readObjects } from '../kube/yamlFiles.ts';
import { labApi } from '../run/control.ts';
import { packageDir } from '../run/paths.ts';
import { POD_BEHAVIOR } from '../run/stages.ts';
import type { Lab } from '../run/state.ts';
import { waitFor } from '../run/waiting.ts';
import { askingPrometheus } from './analysis.ts';
import { ELSEWHERE, STORIES, type Story, type StoryStep } from './stories.ts';

type Say = (line: string) => void;

const COMMIT = 'greenlight.dev/commit';
const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const WITHIN = { withinMs: 90_000, everyMs: 100 };

const rolloutStatus = z.looseObject({
  phase: z.string().optional(),
  message: z.string().optional(),
  currentStepIndex: z.number().optional(),
  observedGeneration: z.union([z.string(), z.number()]).optional(),
});

/** Applies the demo services to a lab and waits until each shows its state. */
export async function applyDemo(lab: Lab, say: Say): Promise<void> {
  const started = Date.now();
  say('Demo services:');
  await Promise.all(
    demoOf(lab).map(async ({ api, cluster, story }) => {
      const objects = askingPrometheus(objectsOf(story), lab.prometheus?.url);
      await play(api, { objects, steps: story.steps });
      const took = ((Date.now() - started) / 1000).toFixed(1);
      const where = lab.clusters.length > 1 ? ` in ${cluster}` : '';
      say(`  ${story.service}${where} after ${took} s`);
    }),
  );
}

/** Deletes the demo services and what their controllers made of them. */
export async function removeDemo(lab: Lab, say: Say): Promise<void> {
  say('Removing the demo services.');
  await Promise.all(
    demoOf(lab).map(async ({ api, story }) => {
      const refs = objectsOf(story).map(refOf);
      await Promise.all(refs.map(ref => api.remove(ref, 'Foreground')));
      await waitFor(
        `The end of ${story.service}`,
        async () => {
          const left = await Promise.all(refs.map(ref => api.get(ref)));
          return left.every(object => object === undefined);
        },
        WITHIN,
      );
    }),
  );
}

function demoOf(
  lab: Lab,
): Array<{ api: LabApi; cluster: string; story: Story }> {
  return lab.clusters.flatMap((cluster, index) =>
    STORIES.filter(
      ({ service }) => index === 0 || ELSEWHERE.includes(service),
    ).map(story => ({ api: labApi(cluster), cluster: cluster.name, story })),
  );
}

function objectsOf({ service }: Story): KubeObject[] {
  return readObjects(join(packageDir(), 'demo', `${service}.yaml`));
}

async function play(
  api: LabApi,
  { objects, steps }: { objects: readonly KubeObject[] } & Pick<Story, 'steps'>,
): Promise<void> {
  await Promise.all(objects.map(object => api.apply(object)));
  const rollouts = objects.filter(({ kind }) => kind === 'Rollout');
  await Promise.all(
    rollouts.map(({ metadata: { name, namespace } }) =>
      arrival(api, { name, namespace }, ({ phase }) => phase === 'Healthy'),
    ),
  );
  for (const step of steps) await perform(api, step);
}

async function perform(api: LabApi, step: StoryStep): Promise<void> {
  const at = { name: step.rollout, namespace: 'production' };
  const ref = { ...ROLLOUT, ...at };
  if (step.do === 'abort') {
    await quiet(api, at);
    await api.patchStatus(ref, { status: { abort: true } });
  } else if (step.do === 'await') {
    await arrival(
      api,
      at,
      status =>
        status.phase === step.phase &&
        (step.message === undefined ||
          (status.message ?? '').includes(step.message)) &&
        (step.step === undefined || status.currentStepIndex === step.step),
    );
  } else {
    await api.patch(ref, {
      metadata: { annotations: { [COMMIT]: step.commit } },
      spec: {
        template: {
          metadata: {
            annotations: {
              [COMMIT]: step.commit,
              ...(step.pods ? { [POD_BEHAVIOR]: step.pods } : {}),
            },
          },
          // A merge patch replaces lists, so the whole container stands here.
          spec: { containers: [container(step.image)] },
        },
      },
    });
  }
}

/** The controller overlooks a patch that lands while it ends a round of its own, so it is left to finish. */
async function quiet(
  api: LabApi,
  at: { name: string; namespace: string },
): Promise<void> {
  let version: string | undefined;
  let since = Date.now();
  await waitFor(
    `A quiet second of the Rollout ${at.namespace}/${at.name}`,
    async () => {
      const rollout = await api.get({ ...ROLLOUT, ...at });
      const now = rollout?.metadata.resourceVersion;
      if (now !== version) since = Date.now();
      version = now;
      return Date.now() - since >= 1000;
    },
    WITHIN,
  );
}

function container(image: string): Record<string, unknown> {
  return {
    name: 'app',
    image,
    ports: [{ name: 'http', containerPort: 8080 }],
  };
}

async function arrival(
  api: LabApi,
  at: { name: string; namespace?: string },
  isThere: (status: z.infer<typeof rolloutStatus>) => boolean,
): Promise<void> {
  let seen = 'nothing';
  await waitFor(
    `The expected state of the Rollout ${at.namespace}/${at.name}`,
    async () => {
      const rollout = await api.get({ ...ROLLOUT, ...at });
      const status = rolloutStatus.parse(rollout?.status ?? {});
      seen = `${status.phase} ${status.message}`;
      const observed =
        String(status.observedGeneration) ===
        String(rollout?.metadata.generation);
      return observed && isThere(status);
    },
    WITHIN,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)} Seen last: ${seen}`, { cause: error });
  });
}
