import { setTimeout as pause } from 'node:timers/promises';
import { aBlueGreen, aCanary, firstCluster } from '@greenlight/lab';
import type { Subject } from '@greenlight/lab';
import type { Draws } from './draws.ts';
import type { Asked, Seen, Shown } from './judgement.ts';
import type { Portal, Workload } from './portal.ts';
import type { SoakWorld } from './world.ts';

/** A Rollout that the soak acts on. */
export interface Member {
  name: string;
  kind: Seen['kind'];
  subject: Subject;
  version: number;
  /** How often it was touched, by anything. */
  touched: number;
  /** Hashes that served, in order, of a blue-green. */
  lives: string[];
}

/** Makes the Rollouts, all Healthy on version 1 and shown by the service. */
export async function gather(
  { lab, metadata, namespaceOf }: SoakWorld,
  kinds: readonly Member['kind'][],
): Promise<Member[]> {
  const cluster = firstCluster(lab);
  return Promise.all(
    kinds.map(async (kind, at) => {
      const name = `${kind === 'canary' ? 'canary' : 'blue-green'}-${at + 1}`;
      const options = { namespace: namespaceOf(name), replicas: 1 };
      const subject = await (kind === 'canary'
        ? aCanary(cluster, options)
        : aBlueGreen(cluster, options));
      await subject.patch({ metadata });
      const { activeHash } = await subject.seen();
      const lives = activeHash ? [activeHash] : [];
      return { name, kind, subject, version: 1, touched: 0, lives };
    }),
  );
}

/** What the API server says of a member; undefined while the controller has not seen its newest spec. */
export async function seenOf(member: Member): Promise<Seen | undefined> {
  const now = await member.subject.seen();
  const { phase, step, currentHash, stableHash, activeHash } = now;
  const { abort, manuallyPaused } = now;
  const { kind } = member;
  const facts = { kind, phase, step, currentHash, stableHash };
  return now.observed
    ? { ...facts, activeHash, abort, manuallyPaused }
    : undefined;
}

export const isOf = (member: Member) => (workload: Workload) =>
  workload.ref.namespace === member.subject.namespace;

/** What the portal says of a member. */
export function shownOf(
  member: Member,
  workloads: readonly Workload[],
): Shown | undefined {
  const found = workloads.find(isOf(member));
  if (!found?.rollout) return undefined;
  const { step, podHash, stablePodHash, manualPause, aborted } = found.rollout;
  return {
    phase: found.health,
    step,
    currentHash: podHash,
    stableHash: stablePodHash,
    abort: aborted !== undefined,
    manuallyPaused: manualPause,
  };
}

/** Notes every version that serves, until it is told to stop. */
export async function noteLives(
  members: readonly Member[],
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    for (const { kind, subject, lives } of members) {
      if (kind === 'canary') continue;
      // The API server may be down; what it missed is seen afterwards.
      const now = await subject.seen().catch(() => undefined);
      const hash = now?.activeHash;
      if (hash && hash !== lives.at(-1)) lives.push(hash);
    }
    await pause(200);
  }
}

/** A new version; a canary sometimes goes back. A blue-green that goes back serves at once, which is the controller's doing. */
export async function deploy(member: Member, draws: Draws): Promise<void> {
  const back = member.kind === 'canary' && draws.chance(0.2);
  member.version += back && member.version > 1 ? -1 : 1;
  member.touched += 1;
  await member.subject.setVersion(member.version);
}

const ACTIONS = [
  'promote',
  'promoteFull',
  'abort',
  'retry',
  'pause',
  'resume',
  'restart',
] as const;

/** What is asked: mostly something that is offered, sometimes what is not; once, or by a double click. */
export async function click(
  member: Member,
  { portal, draws, number }: { portal: Portal; draws: Draws; number: number },
): Promise<(Asked & { said: string })[]> {
  const { workloads } = await portal.look();
  const shown = workloads.find(isOf(member));
  const offers =
    shown?.actions.flatMap(one => (one.enabled ? [one] : [])) ?? [];
  const [any] = offers;
  if (!shown || !any) return [];
  const chosen = draws.chance(0.85) ? draws.pick(offers) : undefined;
  const action = chosen?.action ?? draws.pick(ACTIONS);
  const { saw } = offers.find(offer => offer.action === action) ?? any;
  const request = { action, target: shown.ref, saw };
  const times = draws.chance(0.25) ? [1, 2] : [1];
  const answers = await Promise.all(times.map(() => portal.act(request)));
  member.touched += 1;
  const { name: subject, touched } = member;
  return answers.map(({ status, receipt, said }) => ({
    ...{ subject, action, saw, click: number, status, touched, said },
    receiptId: receipt?.id,
  }));
}
