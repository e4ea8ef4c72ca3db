import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { getCompoundEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  EmptyState,
  LiveMark,
  ServerClock,
  Stale,
  useLook,
} from '@greenlight/ui';
import type { ServiceRef } from '@greenlight/backstage-plugin-delivery-common';
import { useDelivery } from '../../hooks/useDelivery';
import type { LiveDelivery } from '../../hooks/useDelivery';
import { useKnowledge } from '../../hooks/useKnowledge';
import { useRequests } from '../../hooks/useRequests';
import { Asking, PrimaryAction, WorkloadMenu } from '../parts/Asking';
import { Budget } from '../parts/Budget';
import { CardSkeleton, FLIGHTS_HEIGHT } from '../parts/CardSkeleton';
import { Environments } from '../parts/Environments';
import { ErrorBlock } from '../parts/ErrorBlock';
import { Flight } from '../parts/Flight';
import { Notices } from '../parts/Notices';
import { Receipts } from '../parts/Receipts';
import { toView } from './toView';
import type { CardView, FlightBlock, ServiceView } from './toView';

const useStyles = makeStyles(
  theme => ({
    body: { minHeight: 110 },
    header: { justifyContent: 'flex-end' },
    flights: { minHeight: FLIGHTS_HEIGHT },
    block: { paddingTop: theme.spacing(2) },
    blockHead: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'center',
      margin: 0,
    },
  }),
  { name: 'GreenlightDeliveryCard' },
);

function Block({ block, alone }: { block: FlightBlock; alone: boolean }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <section className={classes.block} aria-label={block.place}>
      {!alone && (
        <h4 className={`${look.small} ${look.strong} ${classes.blockHead}`}>
          {block.place}
        </h4>
      )}
      <Stale stale={block.stale}>
        <Flight flight={block.flight} />
      </Stale>
    </section>
  );
}

function ServiceBody({ view }: { view: ServiceView }) {
  const look = useLook();
  const classes = useStyles();
  const { flights, focus, placed } = view;
  const actionsOf = useCallback(
    (key: string) => {
      const one = placed.get(key);
      return one && key !== focus?.key ? <WorkloadMenu placed={one} /> : null;
    },
    [placed, focus],
  );
  return (
    <Stale stale={view.stale}>
      <Environments environments={view.environments} actionsOf={actionsOf} />
      <div className={classes.flights}>
        {flights.map(block => (
          <Block key={block.key} block={block} alone={placed.size === 1} />
        ))}
        {flights.length === 0 && view.deployed && (
          <div className={`${look.small} ${look.muted} ${classes.block}`}>
            Nothing in flight.
          </div>
        )}
      </div>
      {view.budget && <Budget budget={view.budget} />}
      {view.receipts.length > 0 && (
        <div className={classes.block}>
          <Receipts receipts={view.receipts} label="Receipts" />
        </div>
      )}
      <Notices notices={view.notices} />
    </Stale>
  );
}

function Body(props: { view?: CardView; live: LiveDelivery }) {
  const { view, live } = props;
  if (!view) {
    return live.error ? (
      <ErrorBlock error={live.error} onRetry={() => void live.refresh()} />
    ) : (
      <CardSkeleton />
    );
  }
  if (view.kind === 'empty') {
    return (
      <EmptyState
        title={view.title}
        description={view.reason}
        snippet={view.snippet}
      />
    );
  }
  return <ServiceBody view={view} />;
}

function HeaderActions(props: { view?: CardView; live: LiveDelivery }) {
  const { view, live } = props;
  const focus = view?.kind === 'service' ? view.focus : undefined;
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={`${look.row} ${classes.header}`}>
      {view?.kind === 'service' && (
        <LiveMark status={live.status} onRefresh={() => void live.refresh()} />
      )}
      {focus?.primary && <PrimaryAction placed={focus} offer={focus.primary} />}
      {focus && <WorkloadMenu placed={focus} without={focus.primary?.action} />}
    </div>
  );
}

function CardOf(props: { entityRef: ServiceRef; link?: ReactNode }) {
  const classes = useStyles();
  const live = useDelivery(props.entityRef);
  const { requests, send } = useRequests(props.entityRef, live.refresh);
  const knowledge = useKnowledge(live);
  const view = live.value && toView(live.value, knowledge, requests);
  const placed = view?.kind === 'service' ? view.placed : new Map();
  return (
    <ServerClock offsetMs={live.offsetMs}>
      <Asking placed={placed} onSend={confirmed => void send(confirmed)}>
        <EntityInfoCard
          title="Delivery"
          headerActions={<HeaderActions view={view} live={live} />}
          footerActions={props.link}
        >
          <div className={classes.body} data-testid="delivery-card">
            <Body view={view} live={live} />
          </div>
        </EntityInfoCard>
      </Asking>
    </ServerClock>
  );
}

/** What runs where, what is in flight, and what can be done now. @public */
export function DeliveryCard(props: { link?: ReactNode }) {
  const { entity } = useEntity();
  return <CardOf entityRef={getCompoundEntityRef(entity)} link={props.link} />;
}
