import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { z } from 'zod/v4';
import type { EntityCard, EntityReader, Gatekeeper } from '../../service/ports';

/** How long an answer about a person stands, and how many are kept. */
export type MemoryLimits = { readonly ttlMs: number; readonly most: number };

const principalSchema = z.union([
  z.object({ type: z.literal('user'), userEntityRef: z.string() }),
  z.object({ type: z.literal('service'), subject: z.string() }),
]);

/** Who asks, as a key; undefined for somebody who cannot be told apart from others. */
function whoAsks({ principal }: BackstageCredentials): string | undefined {
  const parsed = principalSchema.safeParse(principal).data;
  if (!parsed) return undefined;
  return parsed.type === 'user'
    ? `user ${parsed.userEntityRef}`
    : `service ${parsed.subject}`;
}

type Seen = {
  readonly asked: ReadonlySet<string>;
  readonly found: Promise<ReadonlyMap<string, EntityCard>>;
};

async function merged(known: Seen, more: Seen['found']): Seen['found'] {
  return new Map([...(await known.found), ...(await more)]);
}

/**
 * What the catalog showed one person, kept for a moment: pages of a list ask for
 * the same thousands of entities with every reading. Only what was not asked yet
 * is asked; what failed is asked again at once.
 */
export function rememberingEntities(
  entities: EntityReader,
  limits: MemoryLimits,
): EntityReader {
  const seen = new LRUCache<string, Seen>({
    ttl: limits.ttlMs,
    maxSize: limits.most,
    sizeCalculation: ({ asked }) => asked.size + 1,
  });

  function ask(
    who: string,
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Seen {
    const known = seen.get(who);
    const missing = known ? refs.filter(ref => !known.asked.has(ref)) : refs;
    if (known && missing.length === 0) return known;
    const found = entities.visible(missing, credentials);
    const next: Seen = known
      ? {
          asked: new Set([...known.asked, ...missing]),
          found: merged(known, found),
        }
      : { asked: new Set(missing), found };
    const ttl = known ? seen.getRemainingTTL(who) : limits.ttlMs;
    seen.set(who, next, { ttl: Math.max(1, ttl) });
    next.found.catch(() => {
      if (seen.peek(who) === next) seen.delete(who);
    });
    return next;
  }

  return {
    visible(refs, credentials) {
      const who = whoAsks(credentials);
      return who === undefined
        ? entities.visible(refs, credentials)
        : ask(who, refs, credentials).found;
    },
  };
}

/** The policy's answer to one person, kept for a moment. */
export function rememberingGatekeeper(
  gatekeeper: Gatekeeper,
  limits: MemoryLimits,
): Gatekeeper {
  const answers = new LRUCache<string, { readonly may: Promise<boolean> }>({
    ttl: limits.ttlMs,
    max: limits.most,
  });
  return {
    mayRead(credentials) {
      const who = whoAsks(credentials);
      if (who === undefined) return gatekeeper.mayRead(credentials);
      const known = answers.get(who);
      if (known) return known.may;
      const answer = { may: gatekeeper.mayRead(credentials) };
      answers.set(who, answer);
      answer.may.catch(() => {
        if (answers.peek(who) === answer) answers.delete(who);
      });
      return answer.may;
    },
  };
}
