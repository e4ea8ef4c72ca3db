import DataLoader from 'dataloader';
import type {
  ServiceRow,
  SloApi,
} from '@greenlight/backstage-plugin-slo-common';

/** The backend answers so many entities in one request. */
const BATCH = 500;
const REMEMBER_MS = 30_000;

/** The worst objective of an entity, read together with its neighbors'. */
export type WorstLoader = {
  load(entityRef: string): Promise<ServiceRow | undefined>;
};

/**
 * Gathers what the cells of a table ask for into one request, and remembers
 * the answers for as long as they are new.
 */
export function worstLoader(api: SloApi, now: () => number): WorstLoader {
  let loader = newLoader(api);
  let startedAt = now();
  return {
    load(entityRef) {
      if (now() - startedAt > REMEMBER_MS) {
        loader = newLoader(api);
        startedAt = now();
      }
      return loader.load(entityRef).catch(error => {
        loader.clear(entityRef);
        throw error;
      });
    },
  };
}

function newLoader(api: SloApi) {
  return new DataLoader<string, ServiceRow | undefined>(
    async refs => {
      const { worst } = await api.getWorst([...refs]);
      return refs.map(ref => worst[ref]);
    },
    { maxBatchSize: BATCH },
  );
}

const loaders = new WeakMap<SloApi, WorstLoader>();

/** One loader for all cells that read through the same API. */
export function sharedWorstLoader(api: SloApi): WorstLoader {
  const known = loaders.get(api);
  if (known) return known;
  const made = worstLoader(api, Date.now);
  loaders.set(api, made);
  return made;
}
