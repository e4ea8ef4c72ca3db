import DataLoader from 'dataloader';
import type {
  ServiceRow,
  SloApi,
  WorstBudgets,
} from '@greenlight/backstage-plugin-slo-common';
import { instanceNotices } from '../../view/freshness';

/** The backend answers so many entities in one request. */
const BATCH = 500;
const REMEMBER_MS = 30_000;

/** What is known of an entity's budgets. */
export type Worst =
  | { state: 'known'; row: ServiceRow }
  | { state: 'none' }
  /** Nothing was found, but not everything could be read. */
  | { state: 'unknown'; reason: string };

/** The worst objective of an entity, read together with its neighbors'. */
export type WorstLoader = {
  load(entityRef: string): Promise<Worst>;
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
      if (now() - startedAt >= REMEMBER_MS) {
        loader = newLoader(api);
        startedAt = now();
      }
      const used = loader;
      return used.load(entityRef).catch(error => {
        used.clear(entityRef);
        throw error;
      });
    },
  };
}

function newLoader(api: SloApi) {
  return new DataLoader<string, Worst>(
    async refs => {
      const answer = await api.getWorst([...refs]);
      return refs.map(ref => worstOf(answer, ref));
    },
    { maxBatchSize: BATCH },
  );
}

function worstOf({ worst, instances }: WorstBudgets, ref: string): Worst {
  const row = worst[ref];
  if (row) return { state: 'known', row };
  const [notice] = instanceNotices(instances);
  return notice ? { state: 'unknown', reason: notice.text } : { state: 'none' };
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
