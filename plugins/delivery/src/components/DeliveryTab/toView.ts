import type {
  ActionOffer,
  Receipt,
  ServiceDelivery,
} from '@greenlight/backstage-plugin-delivery-common';
import { mattersNow, urgency } from '../../view/actions';
import { environmentViews } from '../../view/cell';
import type { EnvironmentView } from '../../view/cell';
import { linkViews } from '../../view/details';
import type { LinkView } from '../../view/details';
import { emptyView } from '../../view/empty';
import type { EmptyView } from '../../view/empty';
import { flightView } from '../../view/flight';
import type { FlightView } from '../../view/flight';
import { answerStale } from '../../view/freshness';
import type { Knowledge, StaleView } from '../../view/freshness';
import { noticeViews } from '../../view/notices';
import type { NoticeView } from '../../view/notices';
import { placedOf } from '../../view/placed';
import type { Placed } from '../../view/placed';
import { receiptsOf, receiptViews } from '../../view/receipts';
import type { LocalRequest, ReceiptView } from '../../view/receipts';
import { revisionViews } from '../../view/tree';
import type { RevisionView } from '../../view/tree';

/** One workload with its tree. */
export type PanelView = Placed & {
  /** Where a link to this panel leads. */
  anchor: string;
  flight?: FlightView;
  primary?: ActionOffer;
  revisions: RevisionView[];
  /** Whether it is unfolded when the page opens. */
  open: boolean;
};

/** Everything the tab shows of a service that has been found. */
export type TabServiceView = {
  kind: 'service';
  stale?: StaleView;
  environments: EnvironmentView[];
  placed: Map<string, Placed>;
  panels: PanelView[];
  links: LinkView[];
  notices: NoticeView[];
  receipts: ReceiptView[];
};

/** The tab as data. */
export type TabView = EmptyView | TabServiceView;

function anchorOf({ key }: Placed): string {
  return key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 120);
}

function panelOf(placed: Placed): PanelView {
  const { workload } = placed;
  const flight = flightView(workload);
  const primary = placed.actionable ? mattersNow(workload) : undefined;
  return {
    ...placed,
    anchor: anchorOf(placed),
    ...(flight && { flight }),
    ...(primary && { primary }),
    revisions: revisionViews(workload.detail?.revisions ?? []),
    open: urgency(workload) > 0,
  };
}

/** Receipts of the audit with newer ones of the live answer in their place. */
function mergedReceipts(audit: Receipt[], live: Receipt[]): Receipt[] {
  const newer = new Map(live.map(receipt => [receipt.id, receipt]));
  return [...live, ...audit.filter(({ id }) => !newer.has(id))];
}

/** The tab of a service, from its answers and how well the page knows them. */
export function toView(
  service: ServiceDelivery,
  knowledge: Knowledge,
  more: { audit: Receipt[]; requests: LocalRequest[] },
): TabView {
  const empty = emptyView(service);
  if (empty) return empty;
  const stale = answerStale(service, knowledge);
  const placed = placedOf(service, stale !== undefined);
  const panels = [...placed].reverse().map(panelOf);
  const receipts = mergedReceipts(more.audit, receiptsOf(service));
  return {
    kind: 'service',
    ...(stale && { stale }),
    environments: environmentViews(service),
    placed: new Map(placed.map(one => [one.key, one])),
    panels: panels.sort((a, b) => urgency(b.workload) - urgency(a.workload)),
    links: linkViews(service),
    notices: noticeViews(service),
    receipts: receiptViews(receipts, more.requests),
  };
}
