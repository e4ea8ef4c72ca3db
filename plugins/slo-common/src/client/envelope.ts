import { z } from 'zod/v4';
import type { ReliabilityDetail } from '../detail';
import type {
  ReliabilityOverview,
  ServiceReliability,
  WorstBudgets,
} from '../service';

const reason = z.looseObject({ code: z.string(), sentence: z.string() });

/** Measured, with what a page reads of it; or unknown, with the reason. */
function measured<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.discriminatedUnion('state', [
    z.looseObject({ state: z.literal('measured'), ...shape }),
    z.looseObject({ state: z.literal('unknown'), reason }),
  ]);
}

const ratio = z.looseObject({ text: z.string(), value: z.number() });
const figures = {
  attained: z.number(),
  consumed: z.number(),
  remaining: z.number(),
  consumedScaled: z.number(),
  events: z
    .looseObject({ bad: z.number(), total: z.number(), allowed: z.number() })
    .optional(),
  time: z.looseObject({
    allowedSeconds: z.number(),
    remainingSeconds: z.number(),
  }),
  coverage: z.looseObject({ ratio: z.number(), seenSeconds: z.number() }),
  newestAt: z.string(),
};
const burn = measured({
  rate: z.number(),
  errorRatio: z.number(),
  atLeast: z.number().optional(),
}).and(z.looseObject({ window: z.string() }));
const forecast = z.discriminatedUnion('state', [
  z.looseObject({ state: z.literal('never'), because: z.string() }),
  z.looseObject({ state: z.literal('gone') }),
  z.looseObject({
    state: z.literal('at'),
    at: z.string(),
    seconds: z.number(),
  }),
  z.looseObject({ state: z.literal('unknown'), reason }),
]);
const status = z.enum(['exhausted', 'burning', 'unknown', 'ok']);
const weighting = z.enum(['events', 'time']);

const summary = z.looseObject({
  objective: z.looseObject({
    id: z.string(),
    name: z.string(),
    entityRef: z.string(),
    environment: z.string(),
    weighting,
    target: z.looseObject({ percent: z.string(), ratio, budget: ratio }),
    window: z.looseObject({ text: z.string(), seconds: z.number() }),
  }),
  status,
  because: z.string(),
  budget: measured(figures),
  burns: z.array(burn),
  exhaustion: forecast,
  alerts: z.array(z.looseObject({ name: z.string(), severity: z.string() })),
  notes: z.array(z.string()),
  lastKnown: z.looseObject(figures).optional(),
});

const points = z.array(z.tuple([z.number(), z.number().nullable()]));
const detail = summary.extend({
  burnsByWindow: z.array(burn),
  pairs: z.array(
    z.looseObject({
      severity: z.string(),
      long: burn,
      short: burn,
      factor: z.number(),
      state: z.enum(['firing', 'quiet', 'unknown', 'neverFires']),
      because: z.string(),
    }),
  ),
  rollingExhaustion: forecast,
  recovery: forecast,
  recoveryThreshold: z.number(),
  burnDown: measured({ remaining: points, even: points }),
  burnHistory: measured({ points }),
  explanations: z.array(
    z.looseObject({
      of: z.string(),
      title: z.string(),
      formula: z.string(),
      filled: z.string(),
      result: measured({ value: z.number(), unit: z.string() }),
      evidence: z.array(
        z.looseObject({ symbol: z.string(), meaning: z.string() }),
      ),
      source: z.string(),
    }),
  ),
});

const row = z.looseObject({
  entityRef: z.string(),
  title: z.string(),
  environment: z.string(),
  status,
  because: z.string(),
  objectives: z.number(),
  worst: z.looseObject({
    id: z.string(),
    name: z.string(),
    targetPercent: z.string(),
    windowText: z.string(),
    attained: z.number().optional(),
    remaining: z.number().optional(),
    burn: z.number().optional(),
    coverage: z.number().optional(),
    exhaustedAt: z.string().optional(),
    newestAt: z.string().optional(),
    weighting,
  }),
});

const reading = {
  at: z.string(),
  readAt: z.string().optional(),
  staleAfterMs: z.number(),
  instances: z.array(
    z.looseObject({
      name: z.string(),
      state: z.enum(['live', 'partial', 'down', 'notRead']),
      readAt: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
};
const broken = z.array(
  z.looseObject({ id: z.string(), name: z.string(), reason }),
);
const entity = {
  ...reading,
  entityRef: z.string(),
  environment: z.string(),
  environments: z.array(z.string()),
  broken,
};

/**
 * Shapes of the answers, as deep as a page would stumble over. They are
 * checked, not copied: unknown fields of a newer backend stay.
 */
export type Shape<T> = (body: unknown) => T | undefined;

export const asService: Shape<ServiceReliability> = shapeOf(
  z.looseObject({ ...entity, objectives: z.array(summary) }),
);
export const asDetail: Shape<ReliabilityDetail> = shapeOf(
  z.looseObject({ ...entity, objectives: z.array(detail) }),
);
export const asOverview: Shape<ReliabilityOverview> = shapeOf(
  z.looseObject({
    ...reading,
    environment: z.string(),
    environments: z.array(z.string()),
    rows: z.array(row),
    hidden: z.number(),
  }),
);
export const asWorst: Shape<WorstBudgets> = shapeOf(
  z.looseObject({ ...reading, worst: z.record(z.string(), row) }),
);

function shapeOf<T>(schema: z.ZodType): Shape<T> {
  const fits = (body: unknown): body is T => schema.safeParse(body).success;
  return body => (fits(body) ? body : undefined);
}
