import {
  asObject,
  field,
  Foreign,
  isBeforeV010,
  listLength,
  objectField,
  truthy,
} from './foreign';

/**
 * The actions that Argo CD offers on a Rollout.
 *
 * @public
 */
export const ARGO_CD_ACTIONS = [
  'restart',
  'resume',
  'abort',
  'retry',
  'pause',
  'promote-full',
  'skip-current-step',
] as const;

/**
 * The name of an action of Argo CD.
 *
 * @public
 */
export type ArgoCdActionName = (typeof ARGO_CD_ACTIONS)[number];

const NONE: Record<ArgoCdActionName, boolean> = {
  restart: false,
  resume: false,
  abort: false,
  retry: false,
  pause: false,
  'promote-full': false,
  'skip-current-step': false,
};

/**
 * Which actions Argo CD enables on a Rollout. To be compared with; for a page use `possibleActions`. Without a status
 * Argo CD's own script fails and offers none.
 *
 * @public
 */
export function argoCdActions(raw: unknown): Record<ArgoCdActionName, boolean> {
  const object = asObject(raw);
  const spec = objectField(object, 'spec');
  const status = objectField(object, 'status');
  if (!object || !spec || !status) return NONE;
  const promoted =
    field(status, 'currentPodHash') === field(status, 'stableRS');
  const aborted = truthy(field(status, 'abort'));
  return {
    restart: true,
    resume: isPaused(spec, status),
    abort: !promoted && !aborted,
    retry: !promoted && aborted,
    pause: !promoted && !aborted && !truthy(field(spec, 'paused')),
    'promote-full': !promoted && canFinish(object, spec),
    'skip-current-step': hasCurrentStep(spec, status),
  };
}

function isPaused(spec: Foreign, status: Foreign): boolean {
  const pauses = field(status, 'pauseConditions');
  return pauses === undefined
    ? truthy(field(spec, 'paused'))
    : (listLength(pauses) ?? 0) > 0;
}

function canFinish(object: Foreign, spec: Foreign): boolean {
  const blueGreen = field(objectField(spec, 'strategy'), 'blueGreen');
  return !isBeforeV010(object) || blueGreen === undefined;
}

function hasCurrentStep(spec: Foreign, status: Foreign): boolean {
  const count = stepCount(spec);
  return count !== undefined && field(status, 'currentStepIndex') !== count;
}

function stepCount(spec: Foreign): number | undefined {
  const canary = objectField(objectField(spec, 'strategy'), 'canary');
  return listLength(field(canary, 'steps'));
}

/**
 * The Rollout as Argo CD would make it by an action; the same object where the action changes nothing.
 *
 * @public
 */
export function argoCdAction(
  action: ArgoCdActionName,
  raw: unknown,
  options: { now: Date },
): unknown {
  const object = asObject(raw);
  const spec = objectField(object, 'spec');
  if (!object || !spec) return raw;
  if (action === 'pause') return withSpec(object, { paused: true });
  if (action === 'restart') {
    const restartAt = `${options.now.toISOString().slice(0, 19)}Z`;
    return withSpec(object, { restartAt });
  }
  const status = objectField(object, 'status');
  if (!status) return raw;
  switch (action) {
    case 'resume':
      return resumed(object, spec, status);
    case 'abort':
      return withStatus(object, { abort: true });
    case 'retry':
      return withStatus(object, { abort: undefined });
    case 'promote-full':
      return finished(object, spec);
    default:
      return skipped(object, spec, status);
  }
}

function resumed(object: Foreign, spec: Foreign, status: Foreign): Foreign {
  const pauses = listLength(field(status, 'pauseConditions')) ?? 0;
  const cleared =
    pauses > 0 ? withStatus(object, { pauseConditions: undefined }) : object;
  return truthy(field(spec, 'paused'))
    ? withSpec(cleared, { paused: false })
    : cleared;
}

function finished(object: Foreign, spec: Foreign): Foreign {
  if (!isBeforeV010(object)) return withStatus(object, { promoteFull: true });
  const count = stepCount(spec);
  const skip = count === undefined ? {} : { currentStepIndex: count };
  return withStatus(object, { abort: undefined, ...skip });
}

function skipped(object: Foreign, spec: Foreign, status: Foreign): Foreign {
  const count = stepCount(spec);
  const index = field(status, 'currentStepIndex');
  if (count === undefined || typeof index !== 'number' || index >= count) {
    return object;
  }
  const pauses = listLength(field(status, 'pauseConditions')) ?? 0;
  return withStatus(object, {
    ...(pauses > 0 ? { pauseConditions: undefined } : {}),
    currentStepIndex: index + 1,
  });
}

function withSpec(object: Foreign, change: Foreign): Foreign {
  return { ...object, spec: changed(objectField(object, 'spec'), change) };
}

function withStatus(object: Foreign, change: Foreign): Foreign {
  return { ...object, status: changed(objectField(object, 'status'), change) };
}

/** Undefined takes a field away. */
function changed(object: Foreign | undefined, change: Foreign): Foreign {
  const result = { ...object, ...change };
  return Object.fromEntries(
    Object.entries(result).filter(([, value]) => value !== undefined),
  );
}
