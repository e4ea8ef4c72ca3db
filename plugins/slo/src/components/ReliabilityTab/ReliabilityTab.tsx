import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { getCompoundEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { EmptyState, Stale, StateMark, useLook, useNow } from '@greenlight/ui';
import type { Polled } from '@greenlight/ui';
import type { ReliabilityDetail } from '@greenlight/backstage-plugin-slo-common';
import { useDetail } from '../../hooks/useReliability';
import { answerStale, instanceNotices } from '../../view/freshness';
import { EnvironmentSelect } from '../parts/EnvironmentSelect';
import { ErrorBlock } from '../parts/ErrorBlock';
import { InstanceNotices } from '../parts/InstanceNotices';
import { ObjectivePanel } from './ObjectivePanel';
import { ObjectiveTable } from './ObjectiveTable';
import { rowOf } from './toView';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(3),
    },
    body: { minHeight: 160 },
  }),
  { name: 'GreenlightReliabilityTab' },
);

/** What is looked at stands in the address. */
function useChoice() {
  const [params, setParams] = useSearchParams();
  const choose = useCallback(
    (key: 'environment' | 'objective', value: string) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          next.set(key, value);
          if (key === 'environment') next.delete('objective');
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    environment: params.get('environment') ?? undefined,
    objective: params.get('objective') ?? undefined,
    choose,
  };
}

function Loading() {
  const look = useLook();
  return (
    <div aria-busy data-testid="slo-loading">
      <span className={look.hidden}>
        Loading the objectives of this service
      </span>
      {['a', 'b', 'c', 'd'].map(key => (
        <Skeleton key={key} variant="text" animation={false} height={40} />
      ))}
    </div>
  );
}

function Broken({ broken }: Pick<ReliabilityDetail, 'broken'>) {
  const look = useLook();
  return (
    <>
      {broken.map(({ id, name, reason }) => (
        <div key={id}>
          <StateMark tone="unknown" word="Unknown">
            <span>
              {name || id} <span className={look.muted}>{reason.sentence}</span>
            </span>
          </StateMark>
        </div>
      ))}
    </>
  );
}

function Nothing({ entityRef }: { entityRef: string }) {
  return (
    <EmptyState
      title="No objective was found"
      description="An objective is shown when its recorded series carry this label. Add it to the rules, and it appears with the next reading."
      snippet={{ label: 'the label', text: `entity_ref: ${entityRef}` }}
    />
  );
}

function Table(props: {
  live: Polled<ReliabilityDetail>;
  chosen: string | undefined;
  onChoose: (objective: string) => void;
}) {
  const { live, chosen, onChoose } = props;
  const now = useNow(10_000);
  const { value } = live;
  if (!value) {
    return live.error ? (
      <ErrorBlock error={live.error} onRetry={() => void live.refresh()} />
    ) : (
      <Loading />
    );
  }
  const { objectives, broken, entityRef, instances } = value;
  return (
    <Stale stale={answerStale(live, now)}>
      <InstanceNotices notices={instanceNotices(instances)} />
      {objectives.length > 0 && (
        <ObjectiveTable
          rows={objectives.map(rowOf)}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
      <Broken broken={broken} />
      {objectives.length + broken.length === 0 && (
        <Nothing entityRef={entityRef} />
      )}
    </Stale>
  );
}

/** How reliable a service is, objective by objective. @public */
export function ReliabilityTab() {
  const { entity } = useEntity();
  const classes = useStyles();
  const { environment, objective, choose } = useChoice();
  const live = useDetail(getCompoundEntityRef(entity), environment);
  const { value } = live;
  const shown =
    value?.objectives.find(one => one.objective.id === objective) ??
    value?.objectives[0];
  return (
    <div className={classes.root} data-testid="reliability-tab">
      <EntityInfoCard
        title="Objectives"
        headerActions={
          value && (
            <EnvironmentSelect
              environment={value.environment}
              environments={value.environments}
              onChange={name => choose('environment', name)}
            />
          )
        }
      >
        <div className={classes.body}>
          <Table
            live={live}
            chosen={shown?.objective.id}
            onChoose={id => choose('objective', id)}
          />
        </div>
      </EntityInfoCard>
      {shown && <ObjectivePanel detail={shown} />}
    </div>
  );
}
