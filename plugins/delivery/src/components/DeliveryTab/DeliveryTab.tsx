import { getCompoundEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
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
import { useAudit } from '../../hooks/useAudit';
import type { Audit } from '../../hooks/useAudit';
import { useDelivery } from '../../hooks/useDelivery';
import type { LiveDelivery } from '../../hooks/useDelivery';
import { useKnowledge } from '../../hooks/useKnowledge';
import { useRequests } from '../../hooks/useRequests';
import { receiptsOf } from '../../view/receipts';
import { Asking } from '../parts/Asking';
import { CardSkeleton } from '../parts/CardSkeleton';
import { Environments } from '../parts/Environments';
import { ErrorBlock } from '../parts/ErrorBlock';
import { Notices } from '../parts/Notices';
import { Receipts } from '../parts/Receipts';
import { Panel } from './Panel';
import { toView } from './toView';
import type { TabServiceView, TabView } from './toView';

const useStyles = makeStyles(
  theme => ({
    stack: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    links: { marginBottom: theme.spacing(1.5) },
    body: { minHeight: 110 },
  }),
  { name: 'GreenlightDeliveryTab' },
);

function Pipeline({ view }: { view: TabServiceView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <Stale stale={view.stale}>
      {view.links.length > 0 && (
        <nav
          className={`${look.row} ${classes.links}`}
          aria-label="Other tools"
        >
          {view.links.map(({ key, title, url }) => (
            <Link key={key} to={url} className={look.small}>
              {title}
            </Link>
          ))}
        </nav>
      )}
      <Environments detailed environments={view.environments} />
      <Notices notices={view.notices} />
    </Stale>
  );
}

function ReceiptsCard(props: { view: TabServiceView; audit: Audit }) {
  const look = useLook();
  const { view, audit } = props;
  return (
    <EntityInfoCard title="Receipts">
      <Receipts receipts={view.receipts} label="All receipts" />
      {view.receipts.length === 0 && !audit.error && (
        <div className={`${look.text} ${look.muted}`}>
          Nobody has acted on this service from here yet.
        </div>
      )}
      {audit.error && (
        <div className={`${look.small} ${look.muted}`} role="note">
          Older receipts are not shown: {audit.error.message}
        </div>
      )}
    </EntityInfoCard>
  );
}

function First(props: { view?: TabView; live: LiveDelivery }) {
  const { view, live } = props;
  if (view?.kind === 'service') return <Pipeline view={view} />;
  if (view) {
    return (
      <EmptyState
        title={view.title}
        description={view.reason}
        snippet={view.snippet}
      />
    );
  }
  return live.error ? (
    <ErrorBlock error={live.error} onRetry={() => void live.refresh()} />
  ) : (
    <CardSkeleton detailed />
  );
}

function Cards(props: { view?: TabView; live: LiveDelivery; audit: Audit }) {
  const { view, live, audit } = props;
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={classes.stack} data-testid="delivery-tab">
      <h2 className={look.hidden}>Delivery</h2>
      <EntityInfoCard
        title="Pipeline"
        headerActions={
          <LiveMark
            status={live.status}
            onRefresh={() => void live.refresh()}
          />
        }
      >
        <div className={classes.body}>
          <First view={view} live={live} />
        </div>
      </EntityInfoCard>
      {view?.kind === 'service' && (
        <>
          {view.panels.map(panel => (
            <Panel key={panel.key} panel={panel} />
          ))}
          <ReceiptsCard view={view} audit={audit} />
        </>
      )}
    </div>
  );
}

function TabOf({ entityRef }: { entityRef: ServiceRef }) {
  const live = useDelivery(entityRef, { detail: true });
  const newest = live.value && receiptsOf(live.value);
  const audit = useAudit(entityRef, newest?.map(({ id }) => id).join());
  const { requests, send } = useRequests(entityRef, live.refresh);
  const knowledge = useKnowledge(live);
  const view =
    live.value &&
    toView(live.value, knowledge, { audit: audit.receipts, requests });
  const placed = view?.kind === 'service' ? view.placed : new Map();
  return (
    <ServerClock offsetMs={live.offsetMs}>
      <Asking placed={placed} onSend={confirmed => void send(confirmed)}>
        <Cards view={view} live={live} audit={audit} />
      </Asking>
    </ServerClock>
  );
}

/** The Delivery tab: the pipeline, each rollout's revisions, receipts. @public */
export function DeliveryTab() {
  const { entity } = useEntity();
  return <TabOf entityRef={getCompoundEntityRef(entity)} />;
}
