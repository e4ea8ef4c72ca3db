import { useState } from 'react';
import type { ReactNode } from 'react';
import { getCompoundEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { Age, EmptyState, useLook } from '@greenlight/ui';
import type { Polled } from '@greenlight/ui';
import type {
  ServiceReliability,
  SloEntityRef,
} from '@greenlight/backstage-plugin-slo-common';
import { useService } from '../../hooks/useReliability';
import { EnvironmentSelect } from '../parts/EnvironmentSelect';
import { ErrorBlock } from '../parts/ErrorBlock';
import { Following } from '../parts/Following';
import { ObjectiveLine } from './ObjectiveLine';
import { toView } from './toView';
import type { CardView } from './toView';

const useStyles = makeStyles(
  theme => ({
    body: { minHeight: 96 },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    header: { justifyContent: 'flex-end', columnGap: theme.spacing(2) },
  }),
  { name: 'GreenlightReliabilityCard' },
);

function Loading() {
  const look = useLook();
  return (
    <div aria-busy data-testid="slo-loading">
      <span className={look.hidden}>
        Loading the objectives of this service
      </span>
      {['a', 'b', 'c'].map(key => (
        <Skeleton key={key} variant="text" animation={false} height={32} />
      ))}
    </div>
  );
}

function Body(props: { view?: CardView; live: Polled<ServiceReliability> }) {
  const { view, live } = props;
  const classes = useStyles();
  if (!view || !live.value) {
    return live.error ? (
      <ErrorBlock error={live.error} onRetry={() => void live.refresh()} />
    ) : (
      <Loading />
    );
  }
  return (
    <Following live={live}>
      {view.kind === 'empty' ? (
        <EmptyState {...view} />
      ) : (
        <ul className={classes.list} aria-label="Objectives, worst first">
          {view.lines.map(line => (
            <ObjectiveLine key={line.key} line={line} />
          ))}
        </ul>
      )}
    </Following>
  );
}

function HeaderActions(props: {
  view?: CardView;
  choice: Choice;
  onEnvironment: (environment: string) => void;
}) {
  const { view, choice, onEnvironment } = props;
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={`${look.row} ${classes.header}`}>
      {view?.kind === 'objectives' && (
        <span className={`${look.small} ${look.muted}`}>
          {view.windows}
          {view.newestAt && (
            <>
              {view.windows && ', '}newest data <Age at={view.newestAt} />
            </>
          )}
        </span>
      )}
      <EnvironmentSelect {...choice} onChange={onEnvironment} />
    </div>
  );
}

/** The environments to choose from, also while those of another are read. */
type Choice = Pick<ServiceReliability, 'environment' | 'environments'>;

function useChoice(
  service: Choice | undefined,
  chosen: string | undefined,
): Choice | undefined {
  const [known, setKnown] = useState<Choice>();
  if (service && service !== known) setKnown(service);
  if (!known) return undefined;
  const environment = chosen ?? known.environment;
  const { environments } = known;
  return {
    environment,
    environments: environments.includes(environment)
      ? environments
      : [environment, ...environments],
  };
}

function CardOf(props: { entityRef: SloEntityRef; link?: ReactNode }) {
  const classes = useStyles();
  const [environment, setEnvironment] = useState<string>();
  const live = useService(props.entityRef, environment);
  const view = live.value && toView(live.value);
  const choice = useChoice(live.value, environment);
  return (
    <EntityInfoCard
      title="Reliability"
      headerActions={
        choice && (
          <HeaderActions
            view={view}
            choice={choice}
            onEnvironment={setEnvironment}
          />
        )
      }
      footerActions={props.link}
    >
      <div className={classes.body} data-testid="reliability-card">
        <Body view={view} live={live} />
      </div>
    </EntityInfoCard>
  );
}

/** How reliable a service is, worst objective first. @public */
export function ReliabilityCard(props: { link?: ReactNode }) {
  const { entity } = useEntity();
  return <CardOf entityRef={getCompoundEntityRef(entity)} link={props.link} />;
}
