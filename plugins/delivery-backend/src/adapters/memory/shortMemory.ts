import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { z } from 'zod/v4';
import type {
  DecisionsOf,
  EntityReader,
  Gatekeeper,
} from '../../service/ports';

/** How long an answer about a person stands for showing, and how many are kept. */
export type MemoryLimits = { readonly ttlMs: number; readonly most: number };

const ENTITY_AND_PERSON = '\n';

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

function memoryOf<T extends object>(limits: MemoryLimits) {
  const cache = new LRUCache<string, T, () => Promise<T | undefined>>({
    max: limits.most,
    ttl: limits.ttlMs,
    fetchMethod: (_key, _stale, { context }) => context(),
  });
  return (key: string, ask: () => Promise<T | undefined>) =>
    cache.fetch(key, { context: ask });
}

/**
 * The catalog's answer to one person about one entity, kept for a moment: a page
 * that follows a canary asks the same again with every change. What is not found
 * and what fails is asked again at once.
 */
export function remembering(
  entities: EntityReader,
  limits: MemoryLimits,
): EntityReader {
  const recall =
    memoryOf<NonNullable<Awaited<ReturnType<EntityReader['find']>>>>(limits);
  return {
    find(entityRef, credentials) {
      const ask = () => entities.find(entityRef, credentials);
      const who = whoAsks(credentials);
      return who === undefined
        ? ask()
        : recall(`${entityRef}${ENTITY_AND_PERSON}${who}`, ask);
    },
  };
}

/** The policy's answer to one person, kept for a moment for showing; never for doing. */
export function rememberingGatekeeper(
  gatekeeper: Gatekeeper,
  limits: MemoryLimits,
): Gatekeeper {
  const recall = memoryOf<{ decisions: DecisionsOf }>(limits);
  return {
    async ask(credentials) {
      const who = whoAsks(credentials);
      if (who === undefined) return gatekeeper.ask(credentials);
      const kept = await recall(who, async () => ({
        decisions: await gatekeeper.ask(credentials),
      }));
      return kept?.decisions ?? gatekeeper.ask(credentials);
    },
    mayAct: (action, target, credentials) =>
      gatekeeper.mayAct(action, target, credentials),
  };
}
