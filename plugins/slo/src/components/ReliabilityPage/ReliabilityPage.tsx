import { useCallback, useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Content } from '@backstage/core-components';
import Skeleton from '@material-ui/lab/Skeleton';
import type { ReliabilityOverview } from '@greenlight/backstage-plugin-slo-common';
import { Age, EmptyState, useLook } from '@greenlight/ui';
import type { Polled } from '@greenlight/ui';
import { useOverview } from '../../hooks/useReliability';
import { ErrorBlock } from '../parts/ErrorBlock';
import { Following } from '../parts/Following';
import { choices, filterRows, readFilters, writeFilters } from './rowFilters';
import type { Filters as FiltersOf } from './rowFilters';
import { Filters, StatusCounts } from './Filters';
import { Rows } from './Rows';

function useFilters() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const change = useCallback(
    (part: Partial<FiltersOf>) =>
      setParams(before => writeFilters({ ...readFilters(before), ...part }), {
        replace: true,
      }),
    [setParams],
  );
  return { filters, change };
}

function Loading() {
  const look = useLook();
  return (
    <div aria-busy data-testid="slo-loading">
      <span className={look.hidden}>
        Loading the objectives of all services
      </span>
      <Skeleton variant="rect" animation={false} height={480} />
    </div>
  );
}

function Foot({ overview }: { overview: ReliabilityOverview }) {
  const look = useLook();
  const { hidden, readAt } = overview;
  return (
    <p className={`${look.small} ${look.muted}`}>
      {readAt && (
        <>
          Prometheus was read <Age at={readAt} />.
        </>
      )}
      {hidden > 0 &&
        ` ${hidden} more ${
          hidden === 1 ? 'service is' : 'services are'
        } recorded whose entity is not in the catalog, or not visible to you.`}
    </p>
  );
}

function List({ overview }: { overview: ReliabilityOverview }) {
  const { filters, change } = useFilters();
  // Typing stays quick: the list follows when the browser has time for it.
  const wanted = useDeferredValue(filters);
  const { rows } = overview;
  const { shown, counts } = useMemo(
    () => filterRows(rows, wanted),
    [rows, wanted],
  );
  const owners = useMemo(() => choices(rows, 'owner'), [rows]);
  const systems = useMemo(() => choices(rows, 'system'), [rows]);
  if (rows.length === 0) {
    return (
      <EmptyState
        title="No objective was found"
        description="An objective is shown when its recorded series carry the label entity_ref with the name of an entity of the catalog."
        snippet={{
          label: 'the label',
          text: 'entity_ref: component:default/<name>',
        }}
      />
    );
  }
  return (
    <>
      <StatusCounts counts={counts} chosen={filters.status} onChange={change} />
      <Filters
        filters={filters}
        owners={owners}
        systems={systems}
        environment={overview.environment}
        environments={overview.environments}
        onChange={change}
      />
      {shown.length === 0 ? (
        <EmptyState
          title="No service matches"
          description="Take one of the filters away."
        />
      ) : (
        <Rows rows={shown} filters={filters} onSort={change} />
      )}
    </>
  );
}

function Body({ live }: { live: Polled<ReliabilityOverview> }) {
  if (!live.value) {
    return live.error ? (
      <ErrorBlock error={live.error} onRetry={() => void live.refresh()} />
    ) : (
      <Loading />
    );
  }
  return (
    <Following live={live}>
      <List overview={live.value} />
      <Foot overview={live.value} />
    </Following>
  );
}

/** Every service's worst objective: what needs care first. @public */
export function ReliabilityPage() {
  const { filters } = useFilters();
  const live = useOverview(filters.environment || undefined);
  return (
    <Content data-testid="reliability-page">
      <Body live={live} />
    </Content>
  );
}
