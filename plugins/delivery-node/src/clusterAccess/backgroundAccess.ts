import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/** Providers that pass on a token which the browser of a user got. */
const NEED_A_USER = ['aks', 'google', 'oidc'];

/**
 * Whether a cluster can be watched without a signed-in user, and why not.
 *
 * @public
 */
export type BackgroundAccess =
  | { possible: true; authProvider: string }
  | { possible: false; authProvider?: string; reason: string };

/**
 * Says of a cluster whether its auth provider works in the background. A
 * provider that we do not know is taken to work: its credential will tell.
 *
 * @public
 */
export function backgroundAccess(
  cluster: Pick<ClusterDetails, 'name' | 'authMetadata'>,
): BackgroundAccess {
  const authProvider = cluster.authMetadata[AUTH_PROVIDER];
  if (!authProvider) {
    return {
      possible: false,
      reason: `Cluster '${cluster.name}' names no authProvider.`,
    };
  }
  if (NEED_A_USER.includes(authProvider)) {
    return {
      possible: false,
      authProvider,
      reason: `Cluster '${cluster.name}' cannot be watched: authProvider '${authProvider}' needs the token of a signed-in user. Give it one that works on the server, for example serviceAccount, aws, azure or googleServiceAccount.`,
    };
  }
  return { possible: true, authProvider };
}
