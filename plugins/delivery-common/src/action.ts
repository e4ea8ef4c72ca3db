import { z } from 'zod/v4';
import type { Saw, WorkloadRef } from './service';

/** Actions on a Rollout, in the order in which a menu shows them. @public */
export const actionNames = [
  'promote',
  'promoteFull',
  'abort',
  'retry',
  'pause',
  'resume',
  'restart',
] as const;

/** Name of an action on a Rollout. @public */
export type ActionName = (typeof actionNames)[number];

/** What people read on the button; Argo's word goes to the tooltip. @public */
export const actionTitles: Record<ActionName, string> = {
  promote: 'Next step',
  promoteFull: 'Finish now',
  abort: 'Abort',
  retry: 'Retry',
  pause: 'Pause',
  resume: 'Resume',
  restart: 'Restart pods',
};

const kubernetesName = z
  .string()
  .min(1)
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    'must be a Kubernetes name: lower case letters, digits, dots and dashes',
  );

/** A request for an action: what, on what, and what the person saw. @public */
export type ActionRequest = {
  action: ActionName;
  target: WorkloadRef & { kind: 'Rollout' };
  saw: Saw;
  /** Why, in the person's words; kept in the audit row. */
  reason?: string;
};

/** Schema of a request for an action. @public */
export const actionRequestSchema: z.ZodType<ActionRequest> = z.strictObject({
  action: z.enum(actionNames),
  target: z.strictObject({
    cluster: z.string().min(1).max(253),
    namespace: kubernetesName,
    kind: z.literal('Rollout'),
    name: kubernetesName,
  }),
  saw: z.strictObject({
    uid: z.string().min(1).max(128),
    podHash: z.string().max(128).optional(),
    stablePodHash: z.string().max(128).optional(),
    step: z.number().int().min(0).max(10_000).optional(),
    phase: z.enum(['Healthy', 'Progressing', 'Paused', 'Degraded', 'Unknown']),
    generation: z.number().int().optional(),
    aborted: z.boolean(),
    paused: z.boolean(),
  }),
  /** Why, in the person's words; kept in the audit row. */
  reason: z.string().trim().max(1000).optional(),
});
