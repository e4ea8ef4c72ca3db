import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';
import { writtenSchema } from './config/schema';
import { issueSentence, misspelled } from './config/sentences';
import { semanticProblems } from './config/rules';
import { defaultEnvironments } from './domain/settings';
import type {
  ClusterSettings,
  DeliverySettings,
  WriteSettings,
} from './domain/settings';

type Written = z.output<typeof writtenSchema>;

function failAll(problems: readonly string[]): never {
  throw new InputError(
    `The configuration of delivery has ${
      problems.length === 1 ? 'a problem' : `${problems.length} problems`
    }:\n${problems.map(problem => `  - ${problem}`).join('\n')}`,
  );
}

function writeOf(
  write: NonNullable<NonNullable<Written['clusters']>[number]['write']>,
): WriteSettings {
  if (write.token !== undefined) return { is: 'token', token: write.token };
  if (write.tokenFile !== undefined) {
    return { is: 'tokenFile', path: write.tokenFile };
  }
  if (write.authProvider !== undefined) {
    const metadata = write.authMetadata ?? {};
    return { is: 'authProvider', provider: write.authProvider, metadata };
  }
  return { is: 'sameAsKubernetesPlugin' };
}

function clustersOf(written: Written): ClusterSettings[] {
  return (written.clusters ?? []).map(({ name, namespaces, write }) => ({
    name,
    namespaces,
    write:
      write === undefined || Object.keys(write).length === 0
        ? undefined
        : writeOf(write),
  }));
}

function environmentsOf(written: Written): DeliverySettings['environments'] {
  return (
    written.environments?.map(rule => ({
      ...rule,
      title: rule.title ?? rule.name,
      labels: rule.labels ?? {},
      notLabels: rule.notLabels ?? {},
    })) ?? defaultEnvironments
  );
}

/**
 * The settings of the plugin. Everything that is wrong with them is reported in
 * one error, each with its path, the value that is there and how to mend it.
 */
export function readDeliveryConfig(config: Config): DeliverySettings {
  const raw: unknown = config.getOptional('delivery') ?? {};
  const parsed = writtenSchema.safeParse(raw);
  if (!parsed.success) {
    failAll([
      ...misspelled(raw),
      ...parsed.error.issues.map(issue => issueSentence(issue, raw)),
    ]);
  }
  const written = parsed.data;
  const problems = [...misspelled(raw), ...semanticProblems(written)];
  if (problems.length > 0) failAll(problems);
  return {
    environments: environmentsOf(written),
    clusters: clustersOf(written),
    consent: written.consent ?? [],
    commitPattern: new RegExp(
      written.version?.commitPattern ?? '^sha-([0-9a-f]{7,40})$',
    ),
    probeIntervalMs: written.staleness?.probeInterval ?? 10_000,
    staleAfterMs: written.staleness?.staleAfter ?? 30_000,
    watchSilenceMs: written.staleness?.watchSilence ?? 90_000,
    receiptDeadlineMs: written.receipts?.deadline ?? 30_000,
    auditRetentionMs: written.audit?.retention ?? 365 * 86_400_000,
    allowWithoutPermissions: written.actions?.allowWithoutPermissions ?? false,
    permissionsEnabled:
      config.getOptionalBoolean('permission.enabled') ?? false,
    kubernetesConfigured: config.has('kubernetes'),
    links: written.links ?? {},
  };
}
