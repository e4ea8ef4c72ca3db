import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod/v4';

const DURATION = 'write a duration, for example 30s, 5m or { seconds: 30 }';

/** A duration as Backstage reads it anywhere, in milliseconds. */
const duration = z.unknown().transform((value, context) => {
  try {
    const reader = new ConfigReader({ is: value as string });
    const ms = durationToMilliseconds(
      readDurationFromConfig(reader, { key: 'is' }),
    );
    if (ms > 0) return ms;
  } catch {
    // Said below, with the path.
  }
  context.issues.push({ code: 'custom', input: value, message: DURATION });
  return z.NEVER;
});

function isHttp(value: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}

const URL_TEXT =
  'write an http or https address, for example https://prometheus.example.com';
const address = z
  .string({ error: URL_TEXT })
  .refine(isHttp, { error: URL_TEXT });

const NAME =
  'write a short name of lower case letters, digits and dashes, for example production';
const ENVIRONMENT =
  'write the value of the label environment, for example prod';
const HEADERS =
  'write headers as texts, for example { Authorization: ${TOKEN} }';
const LABEL = 'write the name of a label, for example prometheus_replica';

const instance = z.strictObject({
  name: z
    .string({ error: NAME })
    .regex(/^[a-z0-9]([-a-z0-9]{0,62}[a-z0-9])?$/, { error: NAME }),
  url: address,
  externalUrl: address.optional(),
  headers: z
    .record(
      z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { error: HEADERS }),
      z.string({ error: HEADERS }).regex(/^[^\r\n]+$/, { error: HEADERS }),
      { error: HEADERS },
    )
    .optional(),
  timeout: duration.optional(),
});

/** `slo` as people write it. Keys of other modules may stand beside these. */
export const writtenSchema = z.looseObject(
  {
    prometheus: z
      .array(instance, {
        error: 'write a list of Prometheus instances with name and url',
      })
      .optional(),
    refreshInterval: duration.optional(),
    cardEnvironment: z
      .string({ error: ENVIRONMENT })
      .regex(/^[^\p{Cc}]{1,64}$/u, { error: ENVIRONMENT })
      .optional(),
    replicaLabels: z
      .array(
        z
          .string({ error: LABEL })
          .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, { error: LABEL }),
        { error: 'write a list of label names' },
      )
      .optional(),
  },
  { error: 'write the settings of slo as keys and values' },
);
