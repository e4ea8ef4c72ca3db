import type { ReliabilityDetail } from '@greenlight/backstage-plugin-slo-common';

/** What is missing where there is no objective, and what to add. */
export function emptyView(
  detail: Pick<
    ReliabilityDetail,
    'entityRef' | 'environment' | 'environments' | 'instances'
  >,
): {
  title: string;
  description: string;
  snippet: { text: string; label: string };
} {
  const { entityRef, environment, environments, instances } = detail;
  if (instances.length === 0) {
    return {
      title: 'No Prometheus is configured',
      description: 'Name the one that records objectives in app-config.',
      snippet: {
        label: 'the configuration',
        text: 'slo:\n  prometheus:\n    - name: main\n      url: http://prometheus:9090',
      },
    };
  }
  const elsewhere = environments.filter(name => name !== environment);
  const there =
    elsewhere.length > 0
      ? `There are objectives in ${elsewhere.join(', ')}. `
      : '';
  return {
    title: environment
      ? `No objective was found in ${environment}`
      : 'No objective was found',
    description: `${there}Objectives are found by their recorded series: those that carry this label belong to this service. Add it to the rules, and they appear with the next reading.`,
    snippet: { label: 'the label', text: `entity_ref: ${entityRef}` },
  };
}
