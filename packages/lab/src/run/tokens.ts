import { randomBytes } from 'node:crypto';
import { z } from 'zod/v4';
import type { LabApi } from '../kube/api.ts';
import { LabError } from '../errors.ts';
import { GREENLIGHT_NAMESPACE } from './furnish.ts';
import type { Role } from './state.ts';

const MONTH = 30 * 24 * 3600;

const tokenRequest = z.looseObject({
  status: z.looseObject({ token: z.string() }),
});

const claims = z.looseObject({
  'kubernetes.io': z.looseObject({
    secret: z.looseObject({ name: z.string() }),
  }),
});

/** A token of one of the ServiceAccounts. It is bound to a Secret of its own, so that it can be revoked without touching the others. */
export async function issueToken(
  api: LabApi,
  role: Exclude<Role, 'admin'>,
  options: { expirationSeconds?: number } = {},
): Promise<string> {
  const account = `greenlight-${role}`;
  const secret = await api.create({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `${account}-${randomBytes(5).toString('hex')}`,
      namespace: GREENLIGHT_NAMESPACE,
    },
    type: 'Opaque',
  });
  const answer = await api.request(
    'POST',
    `/api/v1/namespaces/${GREENLIGHT_NAMESPACE}/serviceaccounts/${account}/token`,
    {
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {
          audiences: [],
          expirationSeconds: options.expirationSeconds ?? MONTH,
          boundObjectRef: {
            apiVersion: 'v1',
            kind: 'Secret',
            name: secret.metadata.name,
            uid: secret.metadata.uid,
          },
        },
      },
    },
  );
  return tokenRequest.parse(answer).status.token;
}

/** Makes a token of `issueToken` invalid by deleting the Secret that it is bound to. */
export async function revokeIssued(api: LabApi, token: string): Promise<void> {
  await api.remove({
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: GREENLIGHT_NAMESPACE,
    name: boundSecret(token),
  });
}

/** The name of the Secret that a token is bound to. */
export function boundSecret(token: string): string {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url');
    const parsed = claims.parse(JSON.parse(payload.toString('utf8')));
    return parsed['kubernetes.io'].secret.name;
  } catch (error) {
    throw new LabError(
      'This token cannot be revoked: it was not issued by the lab for a ServiceAccount.',
      { cause: error },
    );
  }
}
