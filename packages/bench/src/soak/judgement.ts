import type { Receipt, Saw } from './portal.ts';

/** What an action was asked for, and what was answered. */
export interface Asked {
  subject: string;
  action: string;
  saw: Saw;
  /** Requests of one double click share it. */
  click: number;
  status: number;
  receiptId?: string;
  /** How often the subject had been touched by anything else when it was answered. */
  touched: number;
}

/** What the API server says of a Rollout. */
export interface Seen {
  kind: 'canary' | 'blueGreen';
  phase: string;
  step?: number;
  currentHash: string;
  stableHash: string;
  activeHash?: string;
  abort: boolean;
  manuallyPaused: boolean;
}

/** What the portal says of the same. */
export interface Shown {
  phase: string;
  step?: number;
  currentHash?: string;
  stableHash?: string;
  abort: boolean;
  manuallyPaused: boolean;
}

const FINAL = new Set([
  'in-effect',
  'ignored',
  'not-acknowledged',
  'refused',
  'failed',
]);

/** Receipts that were promised and are missing, or are not final. */
export function unfinished(
  asked: readonly Asked[],
  receipts: readonly Receipt[],
): string[] {
  return asked.flatMap(({ subject, action, receiptId }) => {
    if (!receiptId) return [];
    const found = receipts.find(({ id }) => id === receiptId);
    if (found && FINAL.has(found.state)) return [];
    const state = found ? `${found.state} (${found.because})` : 'missing';
    return [`the receipt of ${action} on ${subject} is ${state}`];
  });
}

/** Answers that no situation excuses: what is not possible is refused, and said with 409. */
export function badAnswers(
  asked: readonly (Asked & { said?: string })[],
): string[] {
  return asked
    .filter(({ status }) => status !== 202 && status !== 409)
    .map(
      ({ subject, action, status, said }) =>
        `${action} on ${subject} was answered with ${status}: ${said ?? ''}`,
    );
}

/** Double clicks that took two steps. */
export function doubled(
  asked: readonly Asked[],
  receipts: readonly Receipt[],
): string[] {
  const inEffect = asked.filter(
    ({ action, receiptId }) =>
      action === 'promote' &&
      receipts.some(r => r.id === receiptId && r.state === 'in-effect'),
  );
  return inEffect
    .filter(({ click }, at) =>
      inEffect.some((other, index) => index < at && other.click === click),
    )
    .map(({ subject }) => `a double click took two steps on ${subject}`);
}

const EFFECTS: Record<string, (seen: Seen, saw: Saw) => boolean> = {
  promote: (seen, saw) =>
    seen.kind === 'blueGreen'
      ? seen.activeHash === saw.podHash
      : (seen.step ?? 0) > (saw.step ?? 0) || seen.stableHash === saw.podHash,
  promoteFull: (seen, saw) => seen.stableHash === saw.podHash,
  abort: seen =>
    seen.abort &&
    seen.phase === 'Degraded' &&
    (seen.kind === 'canary' || seen.activeHash !== seen.currentHash),
  retry: seen => !seen.abort,
  pause: seen => seen.manuallyPaused,
  resume: seen => !seen.manuallyPaused,
  restart: () => true,
};

/** The last action on a subject that nothing has touched since, where its receipt says "in effect" and the cluster does not show it. */
export function contradiction(
  last: Asked,
  receipt: Receipt | undefined,
  now: { seen: Seen; touched: number },
): string | undefined {
  if (receipt?.state !== 'in-effect' || last.touched !== now.touched) {
    return undefined;
  }
  const shows = EFFECTS[last.action];
  if (!shows) return `there is no action ${last.action}`;
  return shows(now.seen, last.saw)
    ? undefined
    : `${last.action} on ${last.subject} is in effect by its receipt ("${
        receipt.because
      }"), and the cluster says ${JSON.stringify(now.seen)}`;
}

const APPROVALS = new Set(['promote', 'promoteFull', 'resume']);

/** A version that serves although nobody had asked to let it. */
export function unapproved(
  subject: string,
  lives: readonly string[],
  asked: readonly Asked[],
): string[] {
  const [, ...later] = lives;
  return later
    .filter(
      hash =>
        !asked.some(
          one =>
            one.subject === subject &&
            one.saw.podHash === hash &&
            APPROVALS.has(one.action),
        ),
    )
    .map(hash => `${subject} went live with ${hash}, and nobody asked for it`);
}

/** Where the portal says something else than the API server. */
export function differences(
  subject: string,
  seen: Seen,
  shown: Shown | undefined,
): string[] {
  if (!shown) return [`the portal does not show ${subject}`];
  const pairs: [string, unknown, unknown][] = [
    ['phase', seen.phase, shown.phase],
    ['version', seen.currentHash, shown.currentHash],
    ['stable version', seen.stableHash, shown.stableHash],
    ['abort', seen.abort, shown.abort],
    ['manual pause', seen.manuallyPaused, shown.manuallyPaused],
    ...(seen.kind === 'canary'
      ? ([['step', seen.step, shown.step]] satisfies [
          string,
          unknown,
          unknown,
        ][])
      : []),
  ];
  return pairs
    .filter(([, there, here]) => there !== here)
    .map(
      ([what, there, here]) =>
        `${what} of ${subject} is ${there} in the cluster and ${here} in the portal`,
    );
}
