import { parseRollout } from '@greenlight/rollouts';
import type {
  ClusterWriter,
  PatchResult,
  ReadResult,
} from '@greenlight/cluster';
import type {
  ClusterRefusal,
  FreshRollout,
  PatchOutcome,
  RolloutPlace,
  RolloutWriter,
} from '../../service/ports';
import { rolloutResource } from './kinds';

type Failure = Exclude<
  ReadResult | PatchResult,
  { outcome: 'found' | 'patched' | 'conflict' }
>;

function refusal(place: RolloutPlace, failure: Failure): ClusterRefusal {
  const { reason } = failure;
  switch (failure.outcome) {
    case 'not-found':
      return { outcome: 'gone', reason };
    case 'unreachable':
      return {
        outcome: 'unreachable',
        reason: `Cluster ${place.cluster} does not answer: ${reason}`,
        maybeApplied: failure.maybeApplied,
      };
    case 'forbidden':
      return {
        outcome: 'refused',
        reason: `Cluster ${place.cluster} refuses our credential for actions: ${reason}`,
      };
    default:
      return {
        outcome: 'refused',
        reason: `Cluster ${place.cluster} rejects the request: ${reason}`,
      };
  }
}

function refOf({ namespace, name }: RolloutPlace) {
  return { ...rolloutResource, namespace, name };
}

/** Reads and patches Rollouts of one cluster, each patch for exactly one version. */
export class RolloutPatcher implements RolloutWriter {
  constructor(private readonly writer: ClusterWriter) {}

  async read(place: RolloutPlace): Promise<FreshRollout | ClusterRefusal> {
    const result = await this.writer.read(refOf(place));
    if (result.outcome !== 'found') return refusal(place, result);
    const { raw, resourceVersion } = result.object;
    const parsed = parseRollout(raw);
    return parsed.ok
      ? { outcome: 'found', rollout: parsed.value, resourceVersion }
      : { outcome: 'refused', reason: parsed.problem };
  }

  async patch(
    place: RolloutPlace,
    step: Parameters<RolloutWriter['patch']>[1],
    resourceVersion: string,
  ): Promise<PatchOutcome> {
    const { subresource, body, fallback } = step;
    const ref = refOf(place);
    const first = await this.writer.patch(ref, {
      subresource,
      body,
      resourceVersion,
    });
    // Rollouts before v1.0 have no status subresource; their status is patched with the rest.
    const withoutSubresource =
      first.outcome === 'not-found' && subresource !== undefined && fallback;
    const result = withoutSubresource
      ? await this.writer.patch(ref, { body: fallback.body, resourceVersion })
      : first;
    if (result.outcome === 'conflict') return { outcome: 'conflict' };
    if (result.outcome !== 'patched') return refusal(place, result);
    return {
      outcome: 'patched',
      resourceVersion: result.object.resourceVersion,
      skipNext: withoutSubresource ? fallback.skipNext : 0,
    };
  }
}
