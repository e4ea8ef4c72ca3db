import { z } from 'zod/v4';
import { LabApi } from '../kube/api.ts';
import { LabError, messageOf } from '../errors.ts';
import type { ControlCommand } from './controlServer.ts';
import { writePrivate, writePrivateJson } from './files.ts';
import type { ComponentName, Lab, LabCluster, Role } from './state.ts';
import { issueToken as issue, revokeIssued } from './tokens.ts';

const reply = z.looseObject({ message: z.string() });

/**
 * Which component, and how it is to end.
 *
 * @public
 */
export interface ComponentOptions {
  /** Default: the first one. */
  cluster?: string;
  /** Default: SIGKILL. SIGSTOP leaves it hanging until it is started again with SIGCONT. */
  signal?: 'SIGKILL' | 'SIGTERM';
}

/**
 * Ends one program of a lab; its port and its data stay reserved for it.
 *
 * @public
 */
export async function stopComponent(
  lab: Lab,
  component: ComponentName,
  options: ComponentOptions = {},
): Promise<void> {
  const { signal } = options;
  const cluster = clusterName(lab, options);
  await command(lab, { action: 'stop', cluster, component, signal });
}

/**
 * Starts a stopped program again on the same port with the same data; for the API server, waits until it is ready.
 *
 * @public
 */
export async function startComponent(
  lab: Lab,
  component: ComponentName,
  options: Pick<ComponentOptions, 'cluster'> = {},
): Promise<void> {
  const cluster = clusterName(lab, options);
  await command(lab, { action: 'start', cluster, component });
}

function clusterName(lab: Lab, options: { cluster?: string }): string {
  return options.cluster ?? firstCluster(lab).name;
}

/**
 * The first cluster of a lab.
 *
 * @public
 */
export function firstCluster(lab: Lab): LabCluster {
  const [cluster] = lab.clusters;
  if (!cluster) throw new LabError(`The lab "${lab.name}" has no cluster.`);
  return cluster;
}

async function command(lab: Lab, what: ControlCommand): Promise<void> {
  let response: Response;
  try {
    response = await fetch(lab.control.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${lab.control.token}` },
      body: JSON.stringify(what),
    });
  } catch (error) {
    throw new LabError(
      `The lab "${lab.name}" does not answer (${messageOf(
        error,
      )}): look at it with "./greenlight lab status --name ${lab.name}".`,
      { cause: error },
    );
  }
  const said = reply.safeParse(await response.json());
  if (!response.ok) {
    throw new LabError(said.data?.message ?? `status ${response.status}`);
  }
}

/**
 * A client for a cluster with one of its credentials.
 *
 * @public
 */
export function labApi(cluster: LabCluster, who: Role = 'admin'): LabApi {
  const { url, caData, tokens } = cluster;
  return new LabApi({ url, caData, token: tokens[who] });
}

/**
 * A new token of the reading or writing ServiceAccount. The API server gives none for less than 10 minutes.
 *
 * @public
 */
export async function issueToken(
  cluster: LabCluster,
  role: 'reader' | 'writer',
  options: { expirationSeconds?: number } = {},
): Promise<string> {
  return issue(labApi(cluster), role, options);
}

/**
 * Makes a token invalid, as an expired one is. The API server remembers a token that it accepted for 10 s.
 *
 * @public
 */
export async function revokeToken(
  cluster: LabCluster,
  token: string,
): Promise<void> {
  await revokeIssued(labApi(cluster), token);
}

/**
 * Replaces the reading or writing token of a cluster: writes the new one to lab.json and to the token file, and revokes the old one.
 *
 * @public
 */
export async function rotateToken(
  lab: Lab,
  cluster: LabCluster,
  role: 'reader' | 'writer',
): Promise<string> {
  const fresh = await issueToken(cluster, role);
  writePrivate(cluster.tokenFiles[role], fresh);
  const rotated = lab.clusters.map(one =>
    one.name === cluster.name
      ? { ...one, tokens: { ...one.tokens, [role]: fresh } }
      : one,
  );
  writePrivateJson(`${lab.stateDir}/lab.json`, { ...lab, clusters: rotated });
  await revokeToken(cluster, cluster.tokens[role]);
  return fresh;
}
