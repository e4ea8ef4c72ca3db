import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod/v4';
import { normalEntityRef } from '../domain/consent';
import { safeUrl } from '../domain/links';

const text = (fix: string) => z.string({ error: fix }).min(1, { error: fix });

const DURATION = 'write a duration, for example 30s, 5m or { days: 365 }';

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

const names = (fix: string) =>
  z.array(text(fix), { error: fix }).min(1, { error: fix });

const NAMESPACES =
  'write a list of names or patterns, for example [production, team-*]';
const CLUSTERS =
  'write a list of cluster names as the Kubernetes plugin has them';
const LABELS = 'write labels, for example { app.kubernetes.io/track: canary }';
const labels = z.record(z.string(), z.string({ error: LABELS }), {
  error: LABELS,
});

const environment = z.strictObject({
  name: z
    .string({ error: 'write a short name, for example prod' })
    .regex(/^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/, {
      error: 'use lower case letters, digits and dashes, at most 40',
    }),
  title: text('write a text').optional(),
  clusters: names(CLUSTERS).optional(),
  namespaces: names(NAMESPACES).optional(),
  labels: labels.optional(),
  notLabels: labels.optional(),
});

const write = z.strictObject({
  token: text('write the token, best as ${AN_ENVIRONMENT_VARIABLE}').optional(),
  tokenFile: text('write the path of a file with a token').optional(),
  authProvider: text(
    'write the name of an auth provider, for example aws',
  ).optional(),
  authMetadata: z
    .record(z.string(), z.string({ error: 'write a text' }), {
      error: 'write the settings of the auth provider as texts',
    })
    .optional(),
  sameAsKubernetesPlugin: z
    .boolean({ error: 'write true or false' })
    .optional(),
});

const cluster = z.strictObject({
  name: text('write the name of a cluster as the Kubernetes plugin has it'),
  write: write.optional(),
  namespaces: z
    .array(
      z
        .string({ error: 'write exact names of namespaces' })
        .regex(/^[a-z0-9-]{1,63}$/, {
          error:
            'write exact names of namespaces, no patterns: each gets its own watch',
        }),
      { error: 'write a list of exact names of namespaces' },
    )
    .min(1, { error: 'name at least one namespace, or leave it out' })
    .optional(),
});

const ENTITY = 'write an entity ref, for example component:default/checkout';
const consent = z.strictObject({
  entityRef: z.string({ error: ENTITY }).transform((value, context) => {
    const ref = normalEntityRef(value);
    if (ref !== undefined) return ref;
    context.issues.push({ code: 'custom', input: value, message: ENTITY });
    return z.NEVER;
  }),
  cluster: text('write the name of the cluster that holds the object'),
  namespace: text('write the namespace of the object'),
  name: text('write the name of the object'),
});

const PATTERN =
  'write a regular expression with one group that holds the commit';
const pattern = z.string({ error: PATTERN }).refine(
  value => {
    try {
      return (new RegExp(`${value}|`).exec('')?.length ?? 0) >= 2;
    } catch {
      return false;
    }
  },
  { error: PATTERN },
);

const BASE =
  'write an http or https address, for example https://argocd.example.com';
const tool = z.strictObject({
  baseUrl: z
    .string({ error: BASE })
    .refine(value => safeUrl(value) !== undefined, {
      error: BASE,
    }),
});

/** `delivery` as people write it. Keys of other modules may stand beside these. */
export const writtenSchema = z.looseObject(
  {
    environments: z
      .array(environment, {
        error: 'write a list of environments in the order of the pipeline',
      })
      .min(1, { error: 'name at least one environment, or leave it out' })
      .optional(),
    clusters: z
      .array(cluster, { error: 'write a list of clusters' })
      .optional(),
    consent: z.array(consent, { error: 'write a list of consents' }).optional(),
    version: z.strictObject({ commitPattern: pattern.optional() }).optional(),
    staleness: z
      .strictObject({
        probeInterval: duration.optional(),
        staleAfter: duration.optional(),
        watchSilence: duration.optional(),
      })
      .optional(),
    receipts: z.strictObject({ deadline: duration.optional() }).optional(),
    audit: z.strictObject({ retention: duration.optional() }).optional(),
    actions: z
      .strictObject({
        allowWithoutPermissions: z
          .boolean({ error: 'write true or false' })
          .optional(),
      })
      .optional(),
    links: z
      .strictObject({ argocd: tool.optional(), grafana: tool.optional() })
      .optional(),
  },
  { error: 'write the settings of delivery as keys and values' },
);
