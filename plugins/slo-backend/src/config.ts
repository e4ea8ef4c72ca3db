import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { z } from 'zod/v4';
import {
  DEFAULT_REFRESH_MS,
  DEFAULT_TIMEOUT_MS,
  semanticProblems,
} from './config/rules';
import { writtenSchema } from './config/schema';
import { issueSentence, misspelled } from './config/sentences';
import type { InstanceSettings, SloSettings } from './domain/settings';

type Written = z.output<typeof writtenSchema>;

function failAll(problems: readonly string[]): never {
  throw new InputError(
    `The configuration of slo has ${
      problems.length === 1 ? 'a problem' : `${problems.length} problems`
    }:\n${problems.map(problem => `  - ${problem}`).join('\n')}`,
  );
}

function instancesOf(written: Written, refreshMs: number): InstanceSettings[] {
  return (written.prometheus ?? []).map(
    ({ name, url, externalUrl, headers, timeout }) => ({
      name,
      url,
      ...(externalUrl !== undefined && { externalUrl }),
      headers: headers ?? {},
      timeoutMs: timeout ?? Math.min(DEFAULT_TIMEOUT_MS, refreshMs),
    }),
  );
}

/**
 * The settings of the plugin. Everything that is wrong with them is reported in
 * one error, each with its path, the value that is there and how to mend it.
 */
export function readSloConfig(config: Config): SloSettings {
  const raw: unknown = config.getOptional('slo') ?? {};
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
  const refreshMs = written.refreshInterval ?? DEFAULT_REFRESH_MS;
  return {
    instances: instancesOf(written, refreshMs),
    refreshMs,
    cardEnvironment: written.cardEnvironment ?? 'prod',
    replicaLabels: written.replicaLabels ?? ['prometheus_replica', 'replica'],
  };
}
