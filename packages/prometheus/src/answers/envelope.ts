import { z } from 'zod/v4';
import { WrongShape } from './WrongShape';

const remarks = {
  warnings: z.array(z.string()).nullish(),
  infos: z.array(z.string()).nullish(),
};

const envelopeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown(), ...remarks }),
  z.object({
    status: z.literal('error'),
    errorType: z.string(),
    error: z.string(),
    ...remarks,
  }),
]);

/** What is around every answer of the API, also around its refusals. */
export type Envelope = z.infer<typeof envelopeSchema>;

/** Reads what is around an answer; the data in it is not read yet. */
export function readEnvelope(json: unknown): Envelope | undefined {
  return envelopeSchema.safeParse(json).data;
}

/** Reads data by a schema; complains about the first place that is wrong. */
export function parseAs<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = ['data', ...(issue?.path ?? [])].map(String).join('.');
  throw new WrongShape(`${where}: ${issue?.message ?? 'not as expected'}`);
}
