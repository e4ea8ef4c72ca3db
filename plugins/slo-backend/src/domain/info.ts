import { z } from 'zod/v4';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  exactTarget,
  readWindow,
} from '@greenlight/backstage-plugin-slo-common';
import type { Objective } from '@greenlight/backstage-plugin-slo-common';
import { quoted } from './quoted';
import type { Labels } from './sample';

/** An objective as its labels describe it, or what is wrong with them. */
export type Info =
  | { ok: true; objective: Objective; specHash: string }
  | { ok: false; who: Who; sentence: string };

/** Whose objective it is, as far as that can be said. */
export type Who = Pick<Objective, 'id' | 'name' | 'entityRef' | 'environment'>;

// Labels are text that anyone who writes a metric chose: no line breaks, no
// characters that turn the direction of reading, and no novels.
const plain = (most: number) =>
  z
    .string()
    .max(most, { error: `is longer than ${most} characters` })
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, {
      error: 'holds characters that cannot be seen',
    });

const labelsSchema = z.object({
  slo_id: plain(200).min(1),
  slo_name: plain(200).optional(),
  slo_service: plain(200).optional(),
  entity_ref: z.string().min(1),
  environment: plain(63).default(''),
  team: plain(200).optional(),
  spec_hash: plain(64).default(''),
  objective: plain(40).default(''),
  window: plain(20).default(''),
  budgeting_method: plain(40)
    .regex(/^Occurrences$/, {
      error: 'is one that is not supported; only Occurrences is',
    })
    .default('Occurrences'),
  weighting: z
    .enum(['events', 'time'], { error: 'is none of events and time' })
    .default('events'),
});

const REF = /^[\w.-]+:[\w.-]+\/[\w.-]+$/;
const LONGEST_REF = 200;

function entityRefOf(text: string): string | undefined {
  if (text.length > LONGEST_REF || !REF.test(text)) return undefined;
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    return undefined;
  }
}

/**
 * Reads the labels of an objective. Undefined where they name no entity: such
 * an objective belongs to nobody's page.
 */
export function readInfo(labels: Labels, instance: string): Info | undefined {
  const parsed = labelsSchema.safeParse(labels);
  if (!parsed.success) {
    const entityRef = entityRefOf(labels.entity_ref ?? '');
    const [issue] = parsed.error.issues;
    if (entityRef === undefined) return undefined;
    return {
      ok: false,
      who: whoOf(labels, entityRef),
      sentence: flawOf(labels, issue),
    };
  }
  const { data } = parsed;
  const entityRef = entityRefOf(data.entity_ref);
  if (entityRef === undefined) return undefined;
  const who = whoOf(labels, entityRef);
  const target = exactTarget(data.objective);
  if (!target.ok) return { ok: false, who, sentence: target.sentence };
  const window = readWindow(data.window);
  if (!window.ok) return { ok: false, who, sentence: window.sentence };
  return {
    ok: true,
    specHash: data.spec_hash,
    objective: {
      ...who,
      ...(data.slo_service && { service: data.slo_service }),
      ...(data.team && { team: data.team }),
      source: 'greenlight',
      weighting: data.weighting,
      target: target.target,
      window: window.window,
      instances: [instance],
    },
  };
}

function flawOf(labels: Labels, issue: z.core.$ZodIssue | undefined): string {
  const name = String(issue?.path[0] ?? '');
  return `its label ${name}, ${quoted(labels[name] ?? '')}, ${issue?.message}`;
}

function clean(text: string | undefined): string {
  return (text ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .slice(0, 200);
}

function whoOf(labels: Labels, entityRef: string): Who {
  const id = clean(labels.slo_id);
  return {
    id,
    name: clean(labels.slo_name) || id,
    entityRef,
    environment: clean(labels.environment),
  };
}
