import type {
  BackstageUserPrincipal,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import { actionRequestSchema } from '@greenlight/backstage-plugin-delivery-common';
import express from 'express';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod/v4';
import type { GetService } from './service/GetService';
import type { AuditTrail } from './service/ports';
import type { RequestAction } from './service/RequestAction';

/** What the routes are made of. */
export type RouterOptions = {
  readonly httpAuth: HttpAuthService;
  readonly services: GetService;
  readonly actions: RequestAction;
  readonly trailOf: (
    request: Request<object, unknown, unknown, object>,
  ) => AuditTrail;
};

const part = z.string().regex(/^[\w.-]{1,63}$/, {
  error: 'is not a part of an entity ref',
});
const paramsSchema = z.object({ kind: part, namespace: part, name: part });
const serviceQuery = z.object({
  detail: z.enum(['true', 'false']).optional(),
});
const receiptsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
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

function person(
  credentials: BackstageCredentials,
): BackstageCredentials<BackstageUserPrincipal> {
  const { type } = credentials.principal as { type?: string };
  if (type !== 'user') {
    throw new NotAllowedError('Only a signed-in person may act');
  }
  return credentials as BackstageCredentials<BackstageUserPrincipal>;
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
  const { httpAuth, services, actions, trailOf } = options;
  const router = PromiseRouter();
  const on: AsyncRoutes = router;
  router.use(express.json({ limit: '64kb' }));
  const path = '/services/:kind/:namespace/:name';
  const readers = { allow: ['user' as const, 'service' as const] };

  on.get(path, async (req, res) => {
    const credentials = await httpAuth.credentials(req, readers);
    const entityRef = entityRefOf(req.params);
    const detail = parsed(serviceQuery, req.query).detail === 'true';
    res.json(await services.get({ entityRef, detail, credentials }));
  });

  on.post(`${path}/actions`, async (req, res) => {
    const credentials = person(await httpAuth.credentials(req, readers));
    const entityRef = entityRefOf(req.params);
    const request = parsed(actionRequestSchema, req.body);
    const trail = trailOf(req);
    const demand = { entityRef, request, credentials, trail };
    res.status(202).json(await actions.request(demand));
  });

  on.get(`${path}/receipts`, async (req, res) => {
    const credentials = await httpAuth.credentials(req, readers);
    const entityRef = entityRefOf(req.params);
    const { limit } = parsed(receiptsQuery, req.query);
    const question = { entityRef, limit, credentials };
    res.json({ receipts: await services.receipts(question) });
  });

  return router;
}
