import type {
  AnalysisRunNode,
  PodNode,
  ReplicaSetNode,
  WorkloadTree,
} from './treeTypes';

const STRATEGIES = { canary: 'Canary', blueGreen: 'BlueGreen', none: '' };

/**
 * A tree as text: line by line the facts that `kubectl argo rollouts get rollout` prints, without its icons, colors and ages.
 *
 * @public
 */
export function treeText(tree: WorkloadTree): string {
  return [
    ...headLines(tree),
    '',
    `${tree.name}  ${tree.kind}  ${tree.status.phase}`,
    ...tree.revisions.flatMap(({ revision, replicaSets, analysisRuns }) => [
      `  revision:${revision}`,
      ...replicaSets.flatMap(replicaSetLines),
      ...analysisRuns.flatMap(analysisRunLines),
    ]),
  ].join('\n');
}

function headLines(tree: WorkloadTree): string[] {
  const { status, strategy, replicas } = tree;
  const lines = [
    `Name: ${tree.name}`,
    `Namespace: ${tree.namespace}`,
    `Status: ${status.phase}`,
  ];
  if (status.message) lines.push(`Message: ${status.message}`);
  if (strategy) lines.push(`Strategy: ${STRATEGIES[strategy]}`.trimEnd());
  if (strategy === 'canary') {
    lines.push(
      `  Step: ${tree.step ?? ''}`.trimEnd(),
      `  SetWeight: ${tree.setWeight}`,
      `  ActualWeight: ${tree.actualWeight}`,
    );
  }
  tree.images.forEach(({ image, roles }, index) => {
    const tags = roles.length ? ` (${roles.join(', ')})` : '';
    lines.push(`${index === 0 ? 'Images: ' : '  '}${image}${tags}`);
  });
  lines.push(
    'Replicas:',
    `  Desired: ${replicas.desired}`,
    `  Current: ${replicas.current}`,
    `  Updated: ${replicas.updated}`,
    `  Ready: ${replicas.ready}`,
    `  Available: ${replicas.available}`,
  );
  return lines;
}

function replicaSetLines(set: ReplicaSetNode): string[] {
  const delay = set.scaleDown ? [`delay:${set.scaleDown.text}`] : [];
  const info = [...set.roles, ...delay].join(',');
  return [
    `    ${set.name}  ReplicaSet  ${set.status}  ${info}`.trimEnd(),
    ...set.pods.map(podLine),
  ];
}

function podLine(pod: PodNode): string {
  const restarts = pod.restarts > 0 ? `,restarts:${pod.restarts}` : '';
  return `      ${pod.name}  Pod  ${pod.reason}  ready:${pod.ready}/${pod.containers}${restarts}`;
}

function analysisRunLines(run: AnalysisRunNode): string[] {
  const totals: readonly [string, number][] = [
    ['✔', run.successful],
    ['✖', run.failed],
    ['?', run.inconclusive],
    ['⚠', run.error],
  ];
  const info = totals
    .filter(([, count]) => count > 0)
    .map(([icon, count]) => `${icon} ${count}`)
    .join(',');
  const jobs = run.metrics.flatMap(({ measurements }) =>
    measurements.flatMap(({ job, phase }) =>
      job ? [`      ${job.name}  Job  ${phase}`] : [],
    ),
  );
  return [
    `    ${run.name}  AnalysisRun  ${run.phase}  ${info}`.trimEnd(),
    ...jobs,
  ];
}
