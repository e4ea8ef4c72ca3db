import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { LRUCache } from 'lru-cache';
import { z } from 'zod/v4';
import {
  remainingScaled,
  SloRequestError,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  ServiceReliability,
  SloApi,
} from '@greenlight/backstage-plugin-slo-common';
import type { ServiceBudget } from '@greenlight/backstage-plugin-delivery-common';
import type { BudgetReader } from '../../service/ports';

/** A budget changes with the tiles of five minutes; pages ask with every change of a canary. */
const KEPT_MS = 15_000;
/** A portal without the slo plugin gets it with a new deployment. */
const NOTHING_KEPT_MS = 120_000;
/** Older than this, an answer is no longer given while a newer one is on its way. */
const STALE_MS = 60_000;
const TIMEOUT_MS = 2_000;
const MOST = 5_000;

type Kept = { readonly budget?: ServiceBudget };
type Ask = (signal: AbortSignal) => Promise<Kept>;

const userSchema = z.object({
  type: z.literal('user'),
  userEntityRef: z.string(),
});

/** What the slo plugin says, asked on behalf of the one who looks. */
export class SloBudgets implements BudgetReader {
  readonly #api: Pick<SloApi, 'getService'>;
  readonly #auth: Pick<AuthService, 'getPluginRequestToken'>;
  readonly #kept: LRUCache<string, Kept, Ask>;

  constructor(options: {
    api: Pick<SloApi, 'getService'>;
    auth: Pick<AuthService, 'getPluginRequestToken'>;
    /** Milliseconds of a clock that only goes forward. */
    now?: () => number;
  }) {
    const { api, auth, now = () => performance.now() } = options;
    this.#api = api;
    this.#auth = auth;
    // An old answer is given at once, and a new one is on its way meanwhile.
    this.#kept = new LRUCache<string, Kept, Ask>({
      max: MOST,
      ttl: KEPT_MS,
      ttlResolution: 0,
      allowStale: true,
      perf: { now },
      fetchMethod: async (_key, _old, { signal, context, options: kept }) => {
        const found = await context(signal);
        if (!found.budget) kept.ttl = NOTHING_KEPT_MS;
        return found;
      },
    });
  }

  async worst(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ServiceBudget | undefined> {
    const user = userSchema.safeParse(credentials.principal).data;
    const ask: Ask = () => this.#ask(entityRef, credentials);
    if (!user) return (await this.#ask(entityRef, credentials)).budget;
    const key = `${entityRef}\n${user.userEntityRef}`;
    if (this.#kept.getRemainingTTL(key) < -STALE_MS) this.#kept.delete(key);
    return (await this.#kept.fetch(key, { context: ask }))?.budget;
  }

  async #ask(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Kept> {
    try {
      const { token } = await this.#auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'slo',
      });
      const service = await this.#api.getService(parseEntityRef(entityRef), {
        token,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { budget: worstOf(service) };
    } catch (error) {
      return isNothing(error) ? {} : { budget: unreadable(error) };
    }
  }
}

/** No such plugin, no such entity for this person, or no right to look. */
function isNothing(error: unknown): boolean {
  return (
    error instanceof SloRequestError &&
    (error.status === 404 || error.status === 403)
  );
}

function unreadable(error: unknown): ServiceBudget {
  const text =
    error instanceof SloRequestError
      ? error.message
      : 'the slo plugin did not answer in time';
  return { environment: '', status: 'unknown', because: text };
}

function worstOf(service: ServiceReliability): ServiceBudget | undefined {
  const { environment, objectives, broken } = service;
  const [worst] = objectives;
  const [flaw] = broken;
  if (flaw && (!worst || worst.status === 'ok')) {
    return {
      environment,
      objective: flaw.name,
      status: 'unknown',
      because: flaw.reason.sentence,
    };
  }
  if (!worst) return undefined;
  const { budget, burns, status, because, objective } = worst;
  const [fast] = burns;
  return {
    environment,
    objective: objective.name,
    status,
    because,
    ...(budget.state === 'measured' && {
      remaining: remainingScaled(budget),
      newestAt: budget.newestAt,
    }),
    ...(fast?.state === 'measured' && { burn: fast.rate }),
  };
}
