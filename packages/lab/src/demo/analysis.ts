import { z } from 'zod/v4';
import type { KubeObject } from '../kube/objects.ts';

const template = z.looseObject({
  kind: z.literal('AnalysisTemplate'),
  spec: z.looseObject({
    metrics: z.array(
      z.looseObject({
        provider: z.looseObject({
          prometheus: z.looseObject({ address: z.string() }).optional(),
        }),
      }),
    ),
  }),
});

const analysis = z.looseObject({
  templates: z.array(z.looseObject({ templateName: z.string() })),
});

const canary = z.looseObject({
  kind: z.literal('Rollout'),
  spec: z.looseObject({
    strategy: z.looseObject({
      canary: z.looseObject({ analysis: analysis.optional() }),
    }),
  }),
});

/** Demo objects whose analysis asks this Prometheus; where there is none, they do without, since a Rollout that cannot ask is aborted. */
export function askingPrometheus(
  objects: readonly KubeObject[],
  url: string | undefined,
): KubeObject[] {
  if (url !== undefined) return objects.map(object => addressed(object, url));
  const asking = objects.filter(asksPrometheus);
  const gone = asking.map(({ metadata }) => metadata.name);
  return objects
    .filter(object => !asking.includes(object))
    .map(object => withoutAnalysis(object, gone));
}

function asksPrometheus(object: KubeObject): boolean {
  const { data } = template.safeParse(object);
  return data?.spec.metrics.some(one => one.provider.prometheus) ?? false;
}

function addressed(object: KubeObject, address: string): KubeObject {
  const { data } = template.safeParse(object);
  if (!data) return object;
  const metrics = data.spec.metrics.map(metric => {
    const { prometheus } = metric.provider;
    if (!prometheus) return metric;
    const provider = { prometheus: { ...prometheus, address } };
    return { ...metric, provider };
  });
  return { ...object, spec: { ...data.spec, metrics } };
}

function withoutAnalysis(
  object: KubeObject,
  gone: readonly string[],
): KubeObject {
  const { data } = canary.safeParse(object);
  const { strategy } = data?.spec ?? {};
  const { analysis: asked, ...rest } = strategy?.canary ?? {};
  if (!data || !asked) return object;
  const templates = asked.templates.filter(
    ({ templateName }) => !gone.includes(templateName),
  );
  const left = templates.length > 0 && { analysis: { templates } };
  return {
    ...object,
    spec: { ...data.spec, strategy: { canary: { ...rest, ...left } } },
  };
}
