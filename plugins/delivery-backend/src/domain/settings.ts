import type { ConsentMapping } from './consent';
import type { EnvironmentRule } from './environments';
import type { LinkRules } from './links';

/** The credential by which actions reach a cluster. */
export type WriteSettings =
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'tokenFile'; readonly path: string }
  | {
      readonly is: 'authProvider';
      readonly provider: string;
      readonly metadata: Readonly<Record<string, string>>;
    }
  | { readonly is: 'sameAsKubernetesPlugin' };

/** Settings of one cluster. */
export type ClusterSettings = {
  readonly name: string;
  readonly write?: WriteSettings;
  readonly namespaces?: readonly string[];
};

/** All settings of the plugin, complete and checked. */
export type DeliverySettings = {
  readonly environments: readonly EnvironmentRule[];
  readonly clusters: readonly ClusterSettings[];
  readonly consent: readonly ConsentMapping[];
  readonly commitPattern: RegExp;
  readonly probeIntervalMs: number;
  readonly staleAfterMs: number;
  readonly watchSilenceMs: number;
  readonly receiptDeadlineMs: number;
  readonly auditRetentionMs: number;
  readonly allowWithoutPermissions: boolean;
  readonly permissionsEnabled: boolean;
  readonly kubernetesConfigured: boolean;
  readonly links: LinkRules;
};

const production = ['production'];
const noLabels = {};

/** The pipeline of a portal that does not configure one. */
export const defaultEnvironments: readonly EnvironmentRule[] = [
  { name: 'dev', title: 'Dev', namespaces: ['dev'] },
  { name: 'staging', title: 'Staging', namespaces: ['staging'] },
  {
    name: 'canary',
    title: 'Canary',
    namespaces: production,
    labels: { 'app.kubernetes.io/track': 'canary' },
  },
  { name: 'prod', title: 'Prod', namespaces: production },
].map(rule => ({ labels: noLabels, notLabels: noLabels, ...rule }));
