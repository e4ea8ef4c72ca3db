import { z } from 'zod/v4';

const saw = z.looseObject({
  uid: z.string(),
  podHash: z.string().optional(),
  step: z.number().optional(),
  phase: z.string(),
  aborted: z.boolean(),
  paused: z.boolean(),
});

const workload = z.looseObject({
  ref: z.object({
    cluster: z.string(),
    namespace: z.string(),
    kind: z.string(),
    name: z.string(),
  }),
  uid: z.string(),
  health: z.string(),
  version: z.looseObject({ image: z.string() }),
  replicas: z.looseObject({ desired: z.number() }),
  rollout: z
    .looseObject({
      step: z.number().optional(),
      podHash: z.string().optional(),
      stablePodHash: z.string().optional(),
      manualPause: z.boolean(),
      aborted: z.looseObject({}).optional(),
    })
    .optional(),
  actions: z.array(
    z.discriminatedUnion('enabled', [
      z.looseObject({ action: z.string(), enabled: z.literal(true), saw }),
      z.looseObject({ action: z.string(), enabled: z.literal(false) }),
    ]),
  ),
});

const service = z.looseObject({
  environments: z.array(z.looseObject({ workloads: z.array(workload) })),
  clusters: z.array(z.looseObject({ name: z.string(), state: z.string() })),
});

const receipt = z.looseObject({
  id: z.string(),
  action: z.string(),
  state: z.string(),
  because: z.string(),
});

export type Saw = z.infer<typeof saw>;
export type Workload = z.infer<typeof workload>;
export type Receipt = z.infer<typeof receipt>;

/** The API of a portal for one service, as a signed-in person uses it. */
export interface Portal {
  /** All workloads, and whether every cluster is live. */
  look: () => Promise<{ workloads: Workload[]; live: boolean }>;
  act: (request: {
    action: string;
    target: Workload['ref'];
    saw: Saw;
  }) => Promise<{ status: number; receipt?: Receipt; said: string }>;
  receipts: () => Promise<Receipt[]>;
}

/** Speaks to a portal over HTTP. Tokens are asked for again when they are refused. */
export function portalAt(options: {
  url: string;
  service: string;
  token: () => Promise<string>;
}): Portal {
  const base = `${options.url}/api/delivery/services/component/default/${options.service}`;
  let token: Promise<string> | undefined;
  const send = async (path: string, body?: unknown): Promise<Response> => {
    token ??= options.token();
    return fetch(`${base}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await token}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
  };
  const call = async (path: string, body?: unknown): Promise<Response> => {
    const answer = await send(path, body);
    if (answer.status !== 401) return answer;
    token = undefined;
    return send(path, body);
  };
  const read = async (path: string): Promise<unknown> => {
    const answer = await call(path);
    if (answer.ok) return answer.json();
    throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    look: async () => {
      const { environments, clusters } = service.parse(await read(''));
      return {
        workloads: environments.flatMap(({ workloads }) => workloads),
        live: clusters.every(({ state }) => state === 'live'),
      };
    },
    act: async request => {
      const answer = await call('/actions', request);
      const said = await answer.text();
      return {
        status: answer.status,
        said,
        receipt:
          answer.status === 202 ? receipt.parse(JSON.parse(said)) : undefined,
      };
    },
    receipts: async () =>
      z
        .object({ receipts: z.array(receipt) })
        .parse(await read('/receipts?limit=500')).receipts,
  };
}
