import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '@greenlight/lab';
import { disturb, revive } from './chaos.ts';
import { click, deploy, gather, noteLives, seenOf, shownOf } from './crowd.ts';
import type { Member } from './crowd.ts';
import { drawsFrom } from './draws.ts';
import type { Draws } from './draws.ts';
import { eventually } from './eventually.ts';
import {
  badAnswers,
  contradiction,
  differences,
  doubled,
  unapproved,
  unfinished,
} from './judgement.ts';
import type { Asked } from './judgement.ts';
import { roundText } from './world.ts';
import type { SoakResult, SoakWorld } from './world.ts';

const ROUND_MS = 20_000;
const SECOND = 1_000;

type Answered = Asked & { said: string };

interface Soak {
  world: SoakWorld;
  members: readonly Member[];
  draws: Draws;
  everything: Answered[];
  counts: Record<string, number>;
}

/** Random actions through the portal while the API server and the controller die at random; throws at the first thing that may not be. */
export async function soakActions(world: SoakWorld): Promise<SoakResult> {
  const end = Date.now() + world.forMs;
  const stop = new AbortController();
  world.say(`seed ${world.seed}`);
  const members = await gather(world, [
    'canary',
    'blueGreen',
    'canary',
    'blueGreen',
  ]);
  const noting = noteLives(members, stop.signal);
  const draws = drawsFrom(world.seed);
  const soak = { world, members, draws, everything: [], counts: {} };
  let rounds = 0;
  try {
    do {
      await oneRound(soak, rounds);
      rounds += 1;
      world.say(roundText({ rounds, counts: soak.counts }));
    } while (Date.now() < end);
  } catch (error) {
    throw new Error(`In round ${rounds} of seed ${world.seed}`, {
      cause: error,
    });
  } finally {
    stop.abort();
    await noting;
    await Promise.allSettled(members.map(({ subject }) => subject.remove()));
  }
  return { rounds, counts: soak.counts };
}

function count(soak: Soak, what: string, times = 1): void {
  soak.counts[what] = (soak.counts[what] ?? 0) + times;
}

async function oneRound(soak: Soak, number: number): Promise<void> {
  const { world, members, draws, everything } = soak;
  const asked: Answered[] = [];
  await Promise.all(members.map(member => deploy(member, draws)));
  // A sequence of its own, so that the pace of one does not change the choices of the other.
  const chaos = disturb(
    world.lab,
    drawsFrom(world.seed * 1_000 + number),
    ROUND_MS,
  );
  const end = Date.now() + ROUND_MS;
  try {
    while (Date.now() < end) {
      await pause(draws.between(50, 800));
      const member = draws.pick(members);
      if (draws.chance(0.15)) {
        await deploy(member, draws).catch(() => count(soak, 'lost versions'));
      } else {
        const clickNumber = everything.length + asked.length;
        const { portal } = world;
        asked.push(
          ...(await click(member, { portal, draws, number: clickNumber })),
        );
      }
    }
  } finally {
    count(soak, 'kills', await chaos);
  }
  everything.push(...asked);
  await judge(soak, asked);
}

async function judge(soak: Soak, asked: readonly Answered[]): Promise<void> {
  const { world, members } = soak;
  const { portal, say } = world;
  const first = (complaints: readonly string[]) => complaints[0];
  await eventually(
    'The clusters of the portal are live',
    async () => ((await portal.look()).live ? undefined : 'they are not'),
    { withinMs: 90 * SECOND, say },
  );
  await eventually(
    'Every receipt is final',
    async () => first(unfinished(asked, await portal.receipts())),
    { withinMs: 150 * SECOND, say },
  );
  await eventually(
    'Every spec is observed',
    () => unobserved(world.lab, members),
    { withinMs: 180 * SECOND, say },
  );
  await eventually(
    'The portal says what the API server says',
    () => differing(soak),
    { withinMs: 60 * SECOND, say },
  );
  const wrong = await violations(soak, asked);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/**
 * A change that lands while the controller ends a round of its own may stay unseen until another one: that one is made here. After several deaths of the API
 * server the controller itself waits up to a minute before it listens again.
 */
async function unobserved(
  lab: Lab,
  members: readonly Member[],
): Promise<string | undefined> {
  for (const { name, subject } of members) {
    if ((await subject.seen()).observed) continue;
    await pause(2 * SECOND);
    await revive(lab);
    const now = await subject.seen();
    if (now.observed) continue;
    const annotations = { 'greenlight.dev/soak': String(Date.now()) };
    await subject.patch({ metadata: { annotations } });
    return `the controller has not seen ${name}: ${JSON.stringify(now)}`;
  }
  return undefined;
}

async function differing({
  world,
  members,
}: Soak): Promise<string | undefined> {
  for (const member of members) {
    const seen = await seenOf(member);
    const { workloads } = await world.portal.look();
    if (!seen) return `the controller has not seen ${member.name}`;
    const [found] = differences(member.name, seen, shownOf(member, workloads));
    if (found) return found;
  }
  return undefined;
}

async function violations(
  soak: Soak,
  asked: readonly Answered[],
): Promise<string[]> {
  const { members, everything, world } = soak;
  const receipts = await world.portal.receipts();
  const wrong = [...badAnswers(asked), ...doubled(asked, receipts)];
  for (const { status } of asked) count(soak, `answers ${status}`);
  for (const { state, id } of receipts) {
    if (asked.some(one => one.receiptId === id)) count(soak, state);
  }
  for (const member of members) {
    wrong.push(...unapproved(member.name, member.lives, everything));
    const seen = await seenOf(member);
    const last = asked.filter(
      one => one.subject === member.name && one.receiptId,
    );
    for (const one of last) {
      const receipt = receipts.find(({ id }) => id === one.receiptId);
      const { touched } = member;
      const found = seen && contradiction(one, receipt, { seen, touched });
      if (found) wrong.push(found);
    }
  }
  return wrong;
}
