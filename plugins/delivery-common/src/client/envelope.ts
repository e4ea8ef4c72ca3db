import { z } from 'zod/v4';
import type { Receipt } from '../receipt';
import type { ServiceDelivery } from '../service';

const workloadRef = z.looseObject({
  cluster: z.string(),
  namespace: z.string(),
  kind: z.enum(['Rollout', 'Deployment']),
  name: z.string(),
});

const receipt = z.looseObject({
  id: z.string(),
  action: z.string(),
  environment: z.string(),
  target: workloadRef,
  by: z.string(),
  state: z.string(),
  because: z.string(),
  history: z.array(z.looseObject({ state: z.string(), at: z.string() })),
});

const workload = z.looseObject({
  ref: workloadRef,
  uid: z.string(),
  version: z.looseObject({ label: z.string() }),
  health: z.string(),
  message: z.string(),
  replicas: z.looseObject({ desired: z.number(), ready: z.number() }),
  rollout: z
    .looseObject({ steps: z.array(z.unknown()), weights: z.looseObject({}) })
    .optional(),
  consent: z.looseObject({ given: z.boolean() }),
  actions: z.array(z.looseObject({ action: z.string(), enabled: z.boolean() })),
  receipts: z.array(receipt),
  problems: z.array(z.string()),
});

const service = z.looseObject({
  entityRef: z.string(),
  hint: z.string(),
  at: z.string(),
  selection: z.looseObject({
    kind: z.enum(['selected', 'missing', 'invalid']),
  }),
  environments: z.array(
    z.looseObject({
      name: z.string(),
      title: z.string(),
      state: z.enum(['deployed', 'empty', 'unknown']),
      workloads: z.array(workload),
      clusters: z.array(z.string()),
    }),
  ),
  elsewhere: z.array(workloadRef),
  clusters: z.array(
    z.looseObject({
      name: z.string(),
      state: z.string(),
      write: z.looseObject({ possible: z.boolean() }),
    }),
  ),
  links: z.array(
    z.looseObject({ kind: z.string(), title: z.string(), url: z.string() }),
  ),
  budget: z
    .looseObject({
      environment: z.string(),
      status: z.enum(['exhausted', 'burning', 'unknown', 'ok']),
      because: z.string(),
      objective: z.string().optional(),
      remaining: z.number().optional(),
      burn: z.number().optional(),
      newestAt: z.string().optional(),
    })
    .optional(),
  staleAfterMs: z.number(),
});

const receipts = z.looseObject({ receipts: z.array(receipt) });

/**
 * Shapes of the answers, as deep as a page would stumble over. They are
 * checked, not copied: unknown fields of a newer backend stay.
 */
export type Shape<T> = (body: unknown) => T | undefined;

export const asService: Shape<ServiceDelivery> = shapeOf(service);
export const asReceipt: Shape<Receipt> = shapeOf(receipt);
export const asReceipts: Shape<{ receipts: Receipt[] }> = shapeOf(receipts);

function shapeOf<T>(schema: z.ZodType): Shape<T> {
  const fits = (body: unknown): body is T => schema.safeParse(body).success;
  return body => (fits(body) ? body : undefined);
}
