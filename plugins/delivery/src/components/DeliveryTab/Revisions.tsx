import { makeStyles } from '@material-ui/core/styles';
import { Age, StateMark, TimeLeft, useLook } from '@greenlight/ui';
import type { PodRow, ReplicaSetView, RevisionView } from '../../view/tree';
import { AnalysisRun } from './AnalysisRun';
import { Prose, Table } from './Table';
import type { Column } from './Table';

const useStyles = makeStyles(
  theme => ({
    revision: { marginTop: theme.spacing(2) },
    title: { margin: 0 },
    under: {
      marginLeft: theme.spacing(0.5),
      paddingLeft: theme.spacing(1.5),
      borderLeft: `2px solid ${theme.palette.divider}`,
    },
    set: { marginTop: theme.spacing(1) },
    role: {
      padding: theme.spacing(0, 0.75),
      borderRadius: 'var(--bui-radius-full, 10px)',
      border: `1px solid ${theme.palette.text.secondary}`,
    },
    older: { marginTop: theme.spacing(2), cursor: 'pointer' },
  }),
  { name: 'GreenlightRevisions' },
);

const podColumns: Column<PodRow>[] = [
  { title: 'Pod', cell: pod => pod.name },
  {
    title: 'State',
    cell: pod => (
      <>
        <StateMark tone={pod.tone} word={pod.reason} />
        {pod.message && <Prose text={pod.message} />}
      </>
    ),
  },
  { title: 'Ready', figures: true, cell: pod => pod.ready },
  { title: 'Restarts', figures: true, cell: pod => pod.restarts },
  {
    title: 'Age',
    figures: true,
    cell: pod => <Age at={pod.createdAt} style="span" />,
  },
];

function SetHead({ set }: { set: ReplicaSetView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={`${look.small} ${look.row} ${look.figures}`}>
      <span className={look.strong}>{set.name}</span>
      {set.roles.map(role => (
        <span key={role} className={classes.role}>
          {role}
        </span>
      ))}
      <StateMark tone={set.tone} word={set.word} />
      <span className={look.muted}>{set.pods}</span>
      {set.scaleDownAt && (
        <span className={look.muted}>
          scaled down: <TimeLeft until={set.scaleDownAt} />
        </span>
      )}
    </div>
  );
}

function ReplicaSet({ set }: { set: ReplicaSetView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={classes.set}>
      <SetHead set={set} />
      <div className={`${look.small} ${look.muted}`}>
        {set.images.join(', ')}
      </div>
      {set.rows.length > 0 && (
        <Table
          caption={`Pods of ${set.name}`}
          columns={podColumns}
          rows={set.rows}
          keyOf={pod => pod.name}
        />
      )}
      {set.morePods > 0 && (
        <div className={`${look.small} ${look.muted}`}>
          and {set.morePods} more pods
        </div>
      )}
    </div>
  );
}

function Revision({ revision }: { revision: RevisionView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <section className={classes.revision} aria-label={revision.title}>
      <h4 className={`${look.text} ${look.strong} ${classes.title}`}>
        {revision.title}
      </h4>
      <div className={classes.under}>
        {revision.replicaSets.map(set => (
          <ReplicaSet key={set.key} set={set} />
        ))}
        {revision.runs.map(run => (
          <AnalysisRun key={run.key} run={run} />
        ))}
      </div>
    </section>
  );
}

/** Revisions with their ReplicaSets, pods and analysis runs. */
export function Revisions({ revisions }: { revisions: RevisionView[] }) {
  const classes = useStyles();
  const look = useLook();
  const resting = revisions.filter(({ lively }) => !lively);
  return (
    <>
      {revisions
        .filter(({ lively }) => lively)
        .map(revision => (
          <Revision key={revision.key} revision={revision} />
        ))}
      {resting.length > 0 && (
        <details>
          <summary className={`${look.small} ${look.muted} ${classes.older}`}>
            {resting.length} older{' '}
            {resting.length === 1 ? 'revision' : 'revisions'}, scaled down
          </summary>
          {resting.map(revision => (
            <Revision key={revision.key} revision={revision} />
          ))}
        </details>
      )}
    </>
  );
}
