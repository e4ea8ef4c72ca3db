import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { EmptyState, Stale, useLook, useNow } from '@greenlight/ui';
import type { Polled } from '@greenlight/ui';
import type { ReliabilityDetail } from '@greenlight/backstage-plugin-slo-common';
import { useDetail } from '../../hooks/useReliability';
import { answerStale, instanceNotices } from '../../view/freshness';
import type { StaleView } from '../../view/freshness';
import { EnvironmentSelect } from '../parts/EnvironmentSelect';
import { ErrorBlock } from '../parts/ErrorBlock';
import { InstanceNotices } from '../parts/InstanceNotices';
import { emptyView } from './emptyView';
import { ObjectivePanel, ObjectivePanelLoading } from './ObjectivePanel';
import { ObjectiveTable } from './ObjectiveTable';
import { rowsOf } from './toView';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(3),
    },
    body: { minHeight: 160 },
    failed: { marginBottom: theme.spacing(2) },
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

/** Environments to choose from, also while another one is on its way. */
function useEnvironments(
  entityRef: string,
  value: ReliabilityDetail | undefined,
  asked: string | undefined,
) {
  const [kept, keep] = useState(value);
  if (value && value !== kept) keep(value);
  const known = value ?? (kept?.entityRef === entityRef ? kept : undefined);
  return (
    known && {
      environments: known.environments,
      environment: value?.environment ?? asked ?? known.environment,
    }
  );
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

type TableProps = {
  live: Polled<ReliabilityDetail>;
  stale: StaleView | undefined;
  chosen: string | undefined;
  onChoose: (objective: string) => void;
};

function Table({ live, stale, chosen, onChoose }: TableProps) {
  const classes = useStyles();
  const { value, error } = live;
  const failed = error && (
    <ErrorBlock error={error} onRetry={() => void live.refresh()} />
  );
  if (!value) return failed ?? <Loading />;
  const rows = rowsOf(value);
  return (
    <>
      {failed && <div className={classes.failed}>{failed}</div>}
      <Stale stale={stale} brief={Boolean(failed)}>
        <InstanceNotices notices={instanceNotices(value.instances)} />
        {rows.length > 0 ? (
          <ObjectiveTable rows={rows} chosen={chosen} onChoose={onChoose} />
        ) : (
          <EmptyState {...emptyView(value)} />
        )}
      </Stale>
    </>
  );
}

/** How reliable a service is, objective by objective. @public */
export function ReliabilityTab() {
  const { entity } = useEntity();
  const classes = useStyles();
  const { environment, objective, choose } = useChoice();
  const live = useDetail(getCompoundEntityRef(entity), environment);
  const now = useNow(10_000);
  const { value } = live;
  const places = useEnvironments(
    stringifyEntityRef(entity),
    value,
    environment,
  );
  const stale = answerStale(live, now);
  const shown =
    value?.objectives.find(one => one.objective.id === objective) ??
    value?.objectives[0];
  return (
    <div className={classes.root} data-testid="reliability-tab">
      <EntityInfoCard
        title="Objectives"
        headerActions={
          places && (
            <EnvironmentSelect
              {...places}
              onChange={name => choose('environment', name)}
            />
          )
        }
      >
        <div className={classes.body}>
          <Table
            live={live}
            stale={stale}
            chosen={shown?.objective.id}
            onChoose={id => choose('objective', id)}
          />
        </div>
      </EntityInfoCard>
      {shown && (
        <ObjectivePanel key={shown.objective.id} detail={shown} stale={stale} />
      )}
      {!value && !live.error && <ObjectivePanelLoading />}
    </div>
  );
}
