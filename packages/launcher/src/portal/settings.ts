import type { LabDescription } from './labFile.ts';

export interface PortalOptions {
  port: number;
  dataDir: string;
  lab?: LabDescription;
  /** A user of the catalog, by name or by full reference. */
  as?: string;
}

const PREFIX = 'APP_CONFIG_';

/**
 * The settings that differ from run to run, as Backstage reads them from the
 * environment: above every file, and never written to the disk.
 */
export function portalSettings(options: PortalOptions): Record<string, string> {
  const url = `http://localhost:${options.port}`;
  const settings: Record<string, unknown> = {
    app_baseUrl: url,
    backend_baseUrl: url,
    backend_listen_port: options.port,
    backend_cors_origin: url,
    backend_database_connection: { directory: options.dataDir },
    ...(options.as
      ? { auth_providers_guest_userEntityRef: userRef(options.as) }
      : {}),
    ...(options.lab ? clusterSettings(options.lab) : {}),
    ...(options.lab ? prometheusSettings(options.lab) : {}),
  };
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      `${PREFIX}${key}`,
      JSON.stringify(value),
    ]),
  );
}

/** Watching takes the reader's credential, acting the writer's: two per cluster. */
function clusterSettings(lab: LabDescription): Record<string, unknown> {
  return {
    kubernetes_clusterLocatorMethods: [
      {
        type: 'config',
        clusters: lab.clusters.map(cluster => ({
          name: cluster.name,
          url: cluster.url,
          caData: cluster.caData,
          authProvider: 'serviceAccount',
          serviceAccountToken: cluster.tokens.reader,
        })),
      },
    ],
    delivery_clusters: lab.clusters.map(cluster => ({
      name: cluster.name,
      write: { tokenFile: cluster.tokenFiles.writer },
    })),
  };
}

function prometheusSettings(lab: LabDescription): Record<string, unknown> {
  const { name, prometheusUrl: url } = lab;
  return url ? { slo_prometheus: [{ name, url, externalUrl: url }] } : {};
}

export function userRef(user: string): string {
  if (user.includes(':')) {
    return user;
  }
  return `user:${user.includes('/') ? user : `default/${user}`}`;
}
