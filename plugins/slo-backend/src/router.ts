import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import express from 'express';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v4';
import type { GetReliability } from './service/GetReliability';

/** What the routes are made of. */
export type RouterOptions = {
  readonly httpAuth: HttpAuthService;
  readonly reliability: GetReliability;
};

const part = z.string().regex(/^[\w.-]{1,63}$/, {
  error: 'is not a part of an entity ref',
});
const paramsSchema = z.object({ kind: part, namespace: part, name: part });
const environment = z.string().max(63).optional();
const querySchema = z.object({ environment });
const entityRef = z
  .string()
  .max(200)
  .regex(/^[\w.-]+:[\w.-]+\/[\w.-]+$/, {
    error: 'is not an entity ref; write kind:namespace/name',
  });
const worstSchema = z.object({
  entityRefs: z.array(entityRef).max(500),
  environment,
});

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    issue => `${issue.path.join('.') || 'the request'}: ${issue.message}`,
  );
  throw new InputError(problems.join('; '));
}

/** Entities are compared as the catalog prints them, in lower case. */
function entityRefOf(params: unknown): string {
  return stringifyEntityRef(parsed(paramsSchema, params));
}

/** What the router of express-promise-router takes, which its types do not say. */
type AsyncRoutes = Record<
  'get' | 'post',
  (
    path: string,
    handler: (req: Request, res: Response) => Promise<void>,
  ) => unknown
>;

/** HTTP to use cases and back. */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, reliability } = options;
  const router = PromiseRouter();
  const on: AsyncRoutes = router;
  router.use(express.json({ limit: '256kb' }));
  const service = '/services/:kind/:namespace/:name';

  const asked = async (req: Request) => ({
    credentials: await httpAuth.credentials(req, {
      allow: ['user' as const, 'service' as const],
    }),
    ...parsed(querySchema, req.query),
  });

  on.get(service, async (req, res) => {
    const question = {
      ...(await asked(req)),
      entityRef: entityRefOf(req.params),
    };
    res.json(await reliability.service(question));
  });

  on.get(`${service}/detail`, async (req, res) => {
    const question = {
      ...(await asked(req)),
      entityRef: entityRefOf(req.params),
    };
    res.json(await reliability.detail(question));
  });

  on.get('/overview', async (req, res) => {
    res.json(await reliability.overview(await asked(req)));
  });

  on.post('/worst', async (req, res) => {
    const { credentials } = await asked(req);
    const { entityRefs, ...rest } = parsed(worstSchema, req.body);
    const refs = entityRefs.map(ref => stringifyEntityRef(parseEntityRef(ref)));
    const question = { ...rest, credentials, entityRefs: refs };
    res.json(await reliability.worst(question));
  });

  return router;
}
