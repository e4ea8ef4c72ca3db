import { z } from 'zod/v4';
import { LabError, messageOf } from '../errors.ts';
import type { Lab } from '../run/state.ts';
import type { TrafficCommand } from './control.ts';
import type { Fault, Quality, Stream, Which } from './model.ts';

/**
 * One version that gets requests, and what was counted of it.
 *
 * @public
 */
export interface ShownStream extends Stream {
  good: number;
  bad: number;
}

/**
 * What the traffic model does.
 *
 * @public
 */
export interface ShownTraffic {
  streams: ShownStream[];
  faults: Fault[];
  stopped: Which[];
  hidden: Which[];
}

/**
 * The traffic of a lab's services.
 *
 * @public
 */
export interface LabTraffic {
  /** Gives a service, or one version of it, errors and slow answers: shares from 0 to 1. It may be said before the version is there. */
  makeBad(bad: Which & Partial<Quality>): Promise<ShownTraffic>;
  /** Takes back what makeBad said of it, or of a part of it. */
  makeGood(which: Which): Promise<ShownTraffic>;
  /** No more requests; the series stay. */
  stop(which: Which): Promise<ShownTraffic>;
  resume(which: Which): Promise<ShownTraffic>;
  /** Takes the series away, while counting goes on. */
  hide(which: Which): Promise<ShownTraffic>;
  /** Shows them again: born late, with what was counted meanwhile. */
  unhide(which: Which): Promise<ShownTraffic>;
  /** Counters begin at 0 again; without a choice, all of them. */
  reset(which?: Which): Promise<ShownTraffic>;
  /** As it was when the lab started; the counters go on. */
  restore(): Promise<ShownTraffic>;
  show(): Promise<ShownTraffic>;
}

const environment = z.enum(['dev', 'staging', 'canary', 'prod']);
const which = z.object({
  service: z.string(),
  namespace: z.string().optional(),
  environment: environment.optional(),
  version: z.string().optional(),
});

const shownTraffic = z.object({
  streams: z.array(
    z.object({
      service: z.string(),
      namespace: z.string(),
      environment,
      track: z.enum(['stable', 'canary', 'candidate']),
      version: z.string(),
      hash: z.string(),
      errorRatio: z.number(),
      slowRatio: z.number(),
      requestsPerSecond: z.number(),
      good: z.number(),
      bad: z.number(),
    }),
  ),
  faults: z.array(
    z.object({
      which,
      errorRatio: z.number().optional(),
      slowRatio: z.number().optional(),
    }),
  ),
  stopped: z.array(which),
  hidden: z.array(which),
});

const refusal = z.looseObject({ message: z.string() });

/**
 * Changes the traffic of a lab, and says what it is.
 *
 * @public
 */
export function traffic(lab: Pick<Lab, 'name' | 'traffic'>): LabTraffic {
  const send = (command: TrafficCommand) =>
    ask(lab, '/control', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
  return {
    makeBad: ({ errorRatio, slowRatio, ...chosen }) =>
      send({
        do: 'makeBad',
        which: chosen,
        ratios: { errorRatio, slowRatio },
      }),
    makeGood: chosen => send({ do: 'makeGood', which: chosen }),
    stop: chosen => send({ do: 'stop', which: chosen }),
    resume: chosen => send({ do: 'resume', which: chosen }),
    hide: chosen => send({ do: 'hide', which: chosen }),
    unhide: chosen => send({ do: 'unhide', which: chosen }),
    reset: chosen => send({ do: 'reset', which: chosen }),
    restore: () => send({ do: 'restore' }),
    show: () => ask(lab, '/streams', {}),
  };
}

async function ask(
  { name, traffic: place }: Pick<Lab, 'name' | 'traffic'>,
  path: string,
  init: RequestInit,
): Promise<ShownTraffic> {
  if (!place) {
    throw new LabError(
      `The lab "${name}" has no traffic: it was started without Prometheus.`,
    );
  }
  let response: Response;
  try {
    response = await fetch(`${place.url}${path}`, init);
  } catch (error) {
    throw new LabError(
      `The traffic of the lab "${name}" does not answer (${messageOf(
        error,
      )}): look at "./greenlight lab logs traffic --name ${name}".`,
      { cause: error },
    );
  }
  const body: unknown = await response.json();
  if (response.ok) return shownTraffic.parse(body);
  const said = refusal.safeParse(body).data?.message;
  throw new LabError(said ?? `The traffic answered ${response.status}.`);
}
