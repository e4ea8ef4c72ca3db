import { existsSync } from 'node:fs';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { backgroundAccess } from '@greenlight/backstage-plugin-delivery-node';
import type { ClusterAccess } from '@greenlight/backstage-plugin-delivery-node';
import { cachedCredential, tokenFromFile } from '@greenlight/cluster';
import type { ClusterConnection, Credential } from '@greenlight/cluster';
import type { WriteSettings } from '../../domain/settings';

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';
const POD_CA = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';
const TOKEN_FILE_TTL_MS = 10_000;

/** A connection, or why there is none. */
export type Connectable =
  | { possible: true; connection: ClusterConnection }
  | { possible: false; reason: string };

/** A service account without a token is the one of the pod that the portal runs in. */
function isOwnCluster({ authMetadata }: ClusterDetails): boolean {
  return (
    authMetadata[AUTH_PROVIDER] === 'serviceAccount' &&
    !authMetadata.serviceAccountToken &&
    existsSync(POD_CA)
  );
}

function address(details: ClusterDetails) {
  return {
    name: details.name,
    server: details.url,
    caData: details.caData,
    caFile: details.caFile,
    // What is not encrypted has no certificate that could be verified.
    skipTLSVerify:
      details.skipTLSVerify === true || details.url.startsWith('http:'),
    inCluster: isOwnCluster(details),
  };
}

/** The connection that watches: as the Kubernetes plugin signs in. */
export function readConnection(
  details: ClusterDetails,
  access: ClusterAccess,
): Connectable {
  const background = backgroundAccess(details);
  if (!background.possible) return background;
  const provider = () => access.getCredential(details);
  return {
    possible: true,
    connection: { ...address(details), ...cachedCredential(provider) },
  };
}

function writeCredential(
  details: ClusterDetails,
  access: ClusterAccess,
  write: Exclude<WriteSettings, { is: 'sameAsKubernetesPlugin' }>,
):
  | { possible: true; provider: () => Promise<Credential>; ttlMs?: number }
  | { possible: false; reason: string } {
  if (write.is === 'token') {
    const { token } = write;
    return {
      possible: true,
      provider: async () => ({ type: 'bearer token', token }),
    };
  }
  if (write.is === 'tokenFile') {
    const provider = tokenFromFile(write.path);
    return { possible: true, provider, ttlMs: TOKEN_FILE_TTL_MS };
  }
  const authMetadata = { ...write.metadata, [AUTH_PROVIDER]: write.provider };
  const as = { ...details, authMetadata };
  const background = backgroundAccess(as);
  if (!background.possible) return background;
  return { possible: true, provider: () => access.getCredential(as) };
}

/** The connection that acts, with a credential of its own. */
export function writeConnection(
  details: ClusterDetails,
  access: ClusterAccess,
  write: WriteSettings | undefined,
): Connectable {
  if (!write) {
    return {
      possible: false,
      reason: `Cluster ${details.name} is read-only here: delivery.clusters has no write credential for it`,
    };
  }
  if (write.is === 'sameAsKubernetesPlugin') {
    return readConnection(details, access);
  }
  const credential = writeCredential(details, access, write);
  if (!credential.possible) return credential;
  const { provider, ttlMs } = credential;
  return {
    possible: true,
    connection: {
      ...address(details),
      // A service account of one's own does not change where the cluster is.
      ...cachedCredential(provider, { ttlMs }),
    },
  };
}
