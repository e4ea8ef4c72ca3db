import type {
  ActionOffer,
  ServiceDelivery,
} from '@greenlight/backstage-plugin-delivery-common';
import { mattersNow, urgency } from '../../view/actions';
import { budgetView } from '../../view/budget';
import type { BudgetView } from '../../view/budget';
import { environmentViews } from '../../view/cell';
import type { EnvironmentView } from '../../view/cell';
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

/** A workload in flight with what its block shows. */
export type FlightBlock = Placed & { flight: FlightView };

/** Everything the card shows of a service that has been found. */
export type ServiceView = {
  kind: 'service';
  /** Set when the portal itself does not answer any more. */
  stale?: StaleView;
  environments: EnvironmentView[];
  placed: Map<string, Placed>;
  flights: FlightBlock[];
  /** The workload that needs somebody most, with the action that matters. */
  focus?: Placed & { primary?: ActionOffer };
  notices: NoticeView[];
  receipts: ReceiptView[];
  /** What is left of the error budget, where there is an objective. */
  budget?: BudgetView;
  /** Whether anything runs anywhere. */
  deployed: boolean;
};

/** The card as data. */
export type CardView = EmptyView | ServiceView;

function flightsOf(placed: Placed[]): FlightBlock[] {
  const order = new Map(placed.map(({ key }, at) => [key, at]));
  return placed
    .flatMap(one => {
      const flight = flightView(one.workload);
      return flight ? [{ ...one, flight }] : [];
    })
    .sort(
      (a, b) =>
        urgency(b.workload) - urgency(a.workload) ||
        (order.get(b.key) ?? 0) - (order.get(a.key) ?? 0),
    );
}

function focusOf(flights: FlightBlock[]): ServiceView['focus'] {
  const [first] = flights.filter(({ actionable }) => actionable);
  if (!first || first.workload.actions.length === 0) return undefined;
  const primary = mattersNow(first.workload);
  return { ...first, ...(primary && { primary }) };
}

/** Whether a receipt still belongs on the card: under way, or just done. */
function isRecent(receipt: ReceiptView, now: number): boolean {
  const at = Date.parse(receipt.at ?? '');
  return !receipt.final || now - at < 10 * 60_000;
}

/** The card of a service, from an answer and how well the page knows it. */
export function toView(
  service: ServiceDelivery,
  knowledge: Knowledge,
  requests: LocalRequest[] = [],
): CardView {
  const empty = emptyView(service);
  if (empty) return empty;
  const stale = answerStale(service, knowledge);
  const placed = placedOf(service, stale !== undefined);
  const flights = flightsOf(placed);
  const focus = focusOf(flights);
  const receipts = receiptViews(receiptsOf(service), requests);
  return {
    kind: 'service',
    ...(stale && { stale }),
    environments: environmentViews(service),
    placed: new Map(placed.map(one => [one.key, one])),
    flights,
    ...(focus && { focus }),
    notices: noticeViews(service),
    receipts: receipts.filter(one => isRecent(one, knowledge.now)).slice(0, 3),
    ...(service.budget && { budget: budgetView(service.budget) }),
    deployed: placed.length > 0,
  };
}
