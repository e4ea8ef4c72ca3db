import { z } from 'zod/v4';
import type { KubeObject } from '../kube/objects.ts';

/**
 * What can be seen of a Rollout at one moment: what the controller wrote, and what it did to the mesh.
 *
 * @public
 */
export interface Observation {
  phase: string;
  message: string;
  /** The current step; undefined without steps. */
  step: number | undefined;
  /** `stable/canary[/candidate]` in the VirtualService; undefined without one. */
  weights: string | undefined;
  currentHash: string;
  stableHash: string;
  /** Blue-green: where the active and the preview service point. */
  activeHash: string | undefined;
  previewHash: string | undefined;
  abort: boolean;
  promoteFull: boolean | undefined;
  /** `spec.paused`. */
  manuallyPaused: boolean;
  /** The controller has seen the newest spec. */
  observed: boolean;
}

/**
 * What a state must look like; a message is matched as a part or by an expression, everything else exactly.
 *
 * @public
 */
export type Expected = Partial<Omit<Observation, 'message'>> & {
  message?: string | RegExp;
};

const rollout = z.looseObject({
  spec: z.looseObject({ paused: z.boolean().optional() }),
  status: z
    .looseObject({
      phase: z.string().optional(),
      message: z.string().optional(),
      currentStepIndex: z.number().optional(),
      currentPodHash: z.string().optional(),
      stableRS: z.string().optional(),
      abort: z.boolean().optional(),
      promoteFull: z.boolean().optional(),
      observedGeneration: z.string().optional(),
      blueGreen: z
        .looseObject({
          activeSelector: z.string().optional(),
          previewSelector: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
});

const virtualService = z.looseObject({
  spec: z.looseObject({
    http: z.array(
      z.looseObject({
        name: z.string().optional(),
        route: z.array(z.looseObject({ weight: z.number().optional() })),
      }),
    ),
  }),
});

/** Reads one moment out of a Rollout and its VirtualService. */
export function toObservation(
  object: KubeObject,
  mesh?: KubeObject,
): Observation {
  const { spec, status = {} } = rollout.parse(object);
  return {
    phase: status.phase ?? '',
    message: status.message ?? '',
    step: status.currentStepIndex,
    weights: mesh && weightsOf(mesh),
    currentHash: status.currentPodHash ?? '',
    stableHash: status.stableRS ?? '',
    activeHash: status.blueGreen?.activeSelector,
    previewHash: status.blueGreen?.previewSelector,
    abort: status.abort ?? false,
    promoteFull: status.promoteFull,
    manuallyPaused: spec.paused ?? false,
    observed: status.observedGeneration === String(object.metadata.generation),
  };
}

function weightsOf(mesh: KubeObject): string {
  const { http } = virtualService.parse(mesh).spec;
  const primary = http.find(({ name }) => name === 'primary') ?? http[0];
  return (primary?.route ?? []).map(({ weight }) => weight ?? 0).join('/');
}

/** Is this state as expected? */
export function matches(seen: Observation, expected: Expected): boolean {
  const { message, ...exact } = expected;
  return (
    messageMatches(seen.message, message) &&
    (Object.keys(exact) as Array<keyof typeof exact>).every(
      key => exact[key] === seen[key],
    )
  );
}

function messageMatches(
  seen: string,
  expected: string | RegExp | undefined,
): boolean {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(seen);
  return expected === '' ? seen === '' : seen.includes(expected);
}

/** One line for a report. */
export function describeObservation(seen: Observation): string {
  const flags = [
    seen.abort && 'abort',
    seen.promoteFull !== undefined && `promoteFull: ${seen.promoteFull}`,
    seen.manuallyPaused && 'spec.paused',
    !seen.observed && 'not yet observed',
  ].filter(Boolean);
  return [
    `${seen.phase || '(no phase)'} "${seen.message}"`,
    seen.step !== undefined && `step ${seen.step}`,
    seen.weights !== undefined && `weights ${seen.weights}`,
    `current ${seen.currentHash} stable ${seen.stableHash}`,
    seen.activeHash && `active ${seen.activeHash} preview ${seen.previewHash}`,
    ...flags,
  ]
    .filter(Boolean)
    .join(', ');
}
