import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { codeOf } from '../errors.ts';
import { writePrivate } from './files.ts';

/** Writes what the API server needs before it starts: the key for ServiceAccount tokens and the admin's token. */
export function writeServerSecrets(dir: string): { adminToken: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  writePrivate(join(dir, 'sa.key'), privateKey);
  writePrivate(join(dir, 'sa.pub'), publicKey);
  const adminToken = randomBytes(32).toString('base64url');
  writePrivate(
    join(dir, 'tokens.csv'),
    `${adminToken},lab-admin,lab-admin,"system:masters"\n`,
  );
  writePrivate(join(dir, 'tokens', 'admin'), adminToken);
  return { adminToken };
}

/** The authority that signed the API server's certificate. It makes both by itself at its first start and keeps the authority as the last of the chain. */
export function readAuthority(dir: string): string | undefined {
  let chain: string;
  try {
    chain = readFileSync(join(dir, 'certs', 'apiserver.crt'), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const blocks = chain.match(
    /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g,
  );
  return blocks?.find(block => new X509Certificate(block).ca);
}

/** The admin's kubeconfig, with the authority inside. */
export function adminKubeconfig(options: {
  cluster: string;
  url: string;
  caData: string;
  token: string;
}): string {
  const { cluster, url, caData, token } = options;
  const user = `${cluster}-admin`;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: { server: url, 'certificate-authority-data': caData },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [
      { name: cluster, context: { cluster, user, namespace: 'production' } },
    ],
    'current-context': cluster,
  });
}
