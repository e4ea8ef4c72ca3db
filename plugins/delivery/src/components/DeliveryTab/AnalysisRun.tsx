import { makeStyles } from '@material-ui/core/styles';
import { Age, CopySnippet, StateMark, useLook } from '@greenlight/ui';
import type { MeasurementRow, MetricTable, RunView } from '../../view/tree';
import { Prose, Table } from './Table';
import type { Column } from './Table';

const useStyles = makeStyles(
  theme => ({
    run: { marginTop: theme.spacing(1.5) },
    metric: { marginTop: theme.spacing(0.5) },
    summary: { cursor: 'pointer' },
    value: { fontWeight: 600 },
  }),
  { name: 'GreenlightAnalysisRun' },
);

const columns: Column<MeasurementRow>[] = [
  { title: 'Measured', cell: row => <Age at={row.at} /> },
  { title: 'Value', figures: true, cell: row => row.value },
  {
    title: 'Verdict',
    cell: row => (
      <>
        <StateMark tone={row.tone} word={row.phase} />
        {row.message && <Prose text={row.message} />}
      </>
    ),
  },
];

function Metric({ metric, run }: { metric: MetricTable; run: string }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <details className={classes.metric} open={metric.tone === 'bad'}>
      <summary className={`${look.small} ${look.figures} ${classes.summary}`}>
        {metric.name} <span className={classes.value}>{metric.value}</span>{' '}
        <span className={look.muted}>{metric.condition}</span>{' '}
        <StateMark tone={metric.tone} word={metric.phase}>
          <span className={look.muted}>
            {metric.counts}
            {metric.dryRun && ', dry run: never counts'}
          </span>
        </StateMark>
      </summary>
      {metric.message && (
        <div className={`${look.small} ${look.muted}`}>{metric.message}</div>
      )}
      {metric.query && (
        <CopySnippet text={metric.query} label={`query of ${metric.name}`} />
      )}
      <Table
        caption={`Measurements of ${metric.name} in ${run}`}
        columns={columns}
        rows={metric.rows}
        keyOf={row => row.key}
      />
      {metric.moreRows > 0 && (
        <div className={`${look.small} ${look.muted}`}>
          and {metric.moreRows} older measurements
        </div>
      )}
    </details>
  );
}

/** An analysis run with its metrics; the measurements of each unfold. */
export function AnalysisRun({ run }: { run: RunView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={classes.run}>
      <div className={`${look.small} ${look.row}`}>
        <span className={look.strong}>{run.name}</span>
        <span className={look.muted}>{run.kind} analysis</span>
        <StateMark tone={run.tone} word={run.phase} />
        {run.startedAt && (
          <span className={look.muted}>
            started <Age at={run.startedAt} />
          </span>
        )}
      </div>
      {run.message && (
        <div className={`${look.small} ${look.muted}`}>{run.message}</div>
      )}
      {run.metrics.map(metric => (
        <Metric key={metric.key} metric={metric} run={run.name} />
      ))}
    </div>
  );
}
