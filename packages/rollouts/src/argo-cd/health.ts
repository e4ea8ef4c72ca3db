import {
  asObject,
  field,
  Foreign,
  isBeforeV010,
  listLength,
  numberOr,
  objectField,
  toNumber,
  truthy,
} from './foreign';

/**
 * The health that Argo CD gives to a Rollout.
 *
 * @public
 */
export type ArgoCdHealth = {
  /** `Healthy`, `Progressing`, `Suspended`, `Degraded`; whatever else the controller wrote as phase passes through. */
  status: string;
  message: string;
};

const NOT_OBSERVED = 'Waiting for rollout spec update to be observed';
const WAITING = 'Waiting for roll out to finish:';

/**
 * Answers as Argo CD does, in status and message, also for controllers before v1.0. To be compared with; for a page use
 * `rolloutStatus`. What makes Argo CD's own check fail is Unknown here.
 *
 * @public
 */
export function argoCdHealth(raw: unknown): ArgoCdHealth {
  const object = asObject(raw);
  const spec = objectField(object, 'spec');
  if (!object || !spec) return health('Unknown', 'not a Rollout');
  const status = objectField(object, 'status');
  if (!status || !isObserved(object, spec, status)) {
    return health('Progressing', NOT_OBSERVED);
  }
  const phase = field(status, 'phase');
  if (phase !== undefined) {
    const message = field(status, 'message');
    return health(
      phase === 'Paused' ? 'Suspended' : String(phase),
      typeof message === 'string' ? message : '',
    );
  }
  return healthWithoutPhase(spec, status);
}

function isObserved(object: Foreign, spec: Foreign, status: Foreign): boolean {
  const metadata = objectField(object, 'metadata');
  const seen = toNumber(field(status, 'observedGeneration'));
  if (!isBeforeV010(object) && seen !== field(metadata, 'generation')) {
    return false;
  }
  const annotations = objectField(metadata, 'annotations');
  if (field(spec, 'workloadRef') === undefined || !annotations) return true;
  return (
    toNumber(field(annotations, 'rollout.argoproj.io/workload-generation')) ===
    toNumber(field(status, 'workloadObservedGeneration'))
  );
}

/** For controllers before v1.0. */
function healthWithoutPhase(spec: Foreign, status: Foreign): ArgoCdHealth {
  const conditions = field(status, 'conditions');
  if (!Array.isArray(conditions)) {
    return health('Unknown', 'the status has no conditions');
  }
  if (field(status, 'currentPodHash') === undefined) {
    return (
      badCondition(conditions) ??
      paused(spec, status) ??
      health(
        'Progressing',
        'Waiting for rollout to finish: status has not been reconciled.',
      )
    );
  }
  return (
    badCondition(conditions) ??
    paused(spec, status) ??
    replicas(spec, status) ??
    strategy(spec, status) ??
    health('Healthy', '')
  );
}

function badCondition(
  conditions: readonly unknown[],
): ArgoCdHealth | undefined {
  for (const condition of conditions.map(asObject)) {
    const type = field(condition, 'type');
    const reason = field(condition, 'reason');
    const bad =
      type === 'InvalidSpec' ||
      (type === 'Progressing' &&
        (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded'));
    if (bad) return health('Degraded', String(field(condition, 'message')));
  }
  return undefined;
}

function paused(spec: Foreign, status: Foreign): ArgoCdHealth | undefined {
  const pauses = listLength(field(status, 'pauseConditions')) ?? 0;
  return pauses > 0 || truthy(field(spec, 'paused'))
    ? health('Suspended', 'Rollout is paused')
    : undefined;
}

function replicas(spec: Foreign, status: Foreign): ArgoCdHealth | undefined {
  const desired = numberOr(field(spec, 'replicas'), 1);
  const updated = numberOr(field(status, 'updatedReplicas'), 0);
  if (updated < desired) {
    return health('Progressing', `${WAITING} More replicas need to be updated`);
  }
  return numberOr(field(status, 'availableReplicas'), 0) < updated
    ? health(
        'Progressing',
        `${WAITING} updated replicas are still becoming available`,
      )
    : undefined;
}

function strategy(spec: Foreign, status: Foreign): ArgoCdHealth | undefined {
  const how = objectField(spec, 'strategy');
  const current = field(status, 'currentPodHash');
  const stable = stableHash(status);
  if (field(how, 'blueGreen') !== undefined) {
    const blueGreen = objectField(status, 'blueGreen');
    if (field(blueGreen, 'activeSelector') !== current) {
      return health('Progressing', 'active service cutover pending');
    }
    return stable !== '' && stable !== current
      ? health('Progressing', 'waiting for analysis to complete')
      : undefined;
  }
  if (field(how, 'canary') === undefined) return undefined;
  const all = numberOr(field(status, 'replicas'), 0);
  if (all > numberOr(field(status, 'updatedReplicas'), 0)) {
    return health(
      'Progressing',
      `${WAITING} old replicas are pending termination`,
    );
  }
  return stable !== current
    ? health('Progressing', 'Waiting for rollout to finish steps')
    : undefined;
}

/** Before v0.8 the stable hash stood under `canary`. */
function stableHash(status: Foreign): unknown {
  const stable = field(status, 'stableRS');
  if (stable !== undefined) return stable;
  const canary = objectField(status, 'canary');
  return canary ? field(canary, 'stableRS') : '';
}

function health(status: string, message: string): ArgoCdHealth {
  return { status, message };
}
