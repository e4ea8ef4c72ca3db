import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod/v4';
import { readObjects } from '../kube/yamlFiles.ts';
import type { LabRequest } from './request.ts';

/** A pod with this annotation behaves as its value says; without it, it becomes Ready. */
export const POD_BEHAVIOR = 'lab.greenlight.dev/pod';

const stage = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    selector: z.looseObject({
      matchExpressions: z.array(z.looseObject({})).optional(),
    }),
  }),
});

/** What kwok plays: its own stages, and ours for pods that are to fail. */
export function readStages({ assetsDir, packageDir }: LabRequest): string {
  const text = readFileSync(join(assetsDir, 'stages.json'), 'utf8');
  const stock = z.array(stage).parse(JSON.parse(text));
  const adjusted = stock.map(one =>
    one.metadata.name === 'pod-ready' ? exceptPlayed(one) : one,
  );
  const ours = readObjects(join(packageDir, 'stages', 'pods.yaml'));
  return [...adjusted, ...ours].map(one => stringify(one)).join('---\n');
}

/** The stock stage must leave pods alone that a stage of ours plays. */
function exceptPlayed(ready: z.infer<typeof stage>): z.infer<typeof stage> {
  const { selector } = ready.spec;
  const unplayed = {
    key: `.metadata.annotations["${POD_BEHAVIOR}"]`,
    operator: 'DoesNotExist',
  };
  const matchExpressions = [...(selector.matchExpressions ?? []), unplayed];
  return {
    ...ready,
    spec: { ...ready.spec, selector: { ...selector, matchExpressions } },
  };
}
