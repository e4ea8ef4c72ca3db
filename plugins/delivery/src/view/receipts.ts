import {
  actionTitles,
  isFinal,
} from '@greenlight/backstage-plugin-delivery-common';
import type {
  ActionName,
  Receipt,
  ReceiptState,
  ServiceDelivery,
} from '@greenlight/backstage-plugin-delivery-common';
import { oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { receiptTones, receiptWords, shortName } from './words';

/** One state that a receipt went through, or is still to reach. */
export type ReceiptStep = {
  word: string;
  tone: Tone;
  at?: string;
  reached: boolean;
};

/** A receipt as the timeline shows it. */
export type ReceiptView = {
  id: string;
  title: string;
  tone: Tone;
  word: string;
  because: string;
  by?: string;
  reason?: string;
  at?: string;
  final: boolean;
  path: ReceiptStep[];
};

/** A request of this page, from the click until the server's receipt shows. */
export type LocalRequest = {
  id: string;
  action: ActionName;
  environment: string;
  name: string;
  at: string;
  outcome:
    | { kind: 'asking' }
    | { kind: 'receipt'; receipt: Receipt }
    | { kind: 'refused'; word: 'Refused' | 'Failed'; message: string };
};

const goodPath: ReceiptState[] = ['sent', 'accepted', 'in-effect'];

function pathOf(receipt: Receipt): ReceiptStep[] {
  // A state may be noted again with a better reason; it was reached once.
  const history = receipt.history.filter(
    ({ state }, at) => state !== receipt.history[at - 1]?.state,
  );
  const last = history.length - 1;
  const reached = history.map(({ state, at }, index) => ({
    word: receiptWords[state] ?? state,
    tone: index < last ? ('good' as const) : receiptTones[state] ?? 'unknown',
    at,
    reached: true,
  }));
  if (isFinal(receipt.state)) return reached;
  const ahead = goodPath.slice(goodPath.indexOf(receipt.state) + 1);
  return [
    ...reached,
    ...ahead.map(state => ({
      word: receiptWords[state],
      tone: 'unknown' as const,
      reached: false,
    })),
  ];
}

function titleOf(action: ActionName, name: string, environment: string) {
  return `${actionTitles[action] ?? action}: ${shortName(name)} in ${shortName(
    environment,
  )}`;
}

/** A person of the default namespace by the name alone. */
function personOf(userRef: string): string {
  return shortName(userRef.replace(/^user:default\//, ''));
}

/** A receipt of the server. */
export function receiptView(receipt: Receipt): ReceiptView {
  const newest = receipt.history[receipt.history.length - 1];
  return {
    id: receipt.id,
    title: titleOf(receipt.action, receipt.target.name, receipt.environment),
    tone: receiptTones[receipt.state] ?? 'unknown',
    word: receiptWords[receipt.state] ?? receipt.state,
    because: oneLine(receipt.because),
    by: personOf(receipt.by),
    ...(receipt.reason && { reason: oneLine(receipt.reason) }),
    ...(newest && { at: newest.at }),
    final: isFinal(receipt.state),
    path: pathOf(receipt),
  };
}

function localView(request: LocalRequest): ReceiptView {
  const { outcome } = request;
  if (outcome.kind === 'receipt') return receiptView(outcome.receipt);
  const asking = outcome.kind === 'asking';
  const word = asking ? 'Sending' : outcome.word;
  return {
    id: request.id,
    title: titleOf(request.action, request.name, request.environment),
    tone: asking ? 'busy' : 'bad',
    word,
    because: asking ? '' : oneLine(outcome.message),
    at: request.at,
    final: !asking,
    path: [],
  };
}

/** Receipts of every workload of an answer. */
export function receiptsOf(service: ServiceDelivery): Receipt[] {
  return service.environments.flatMap(({ workloads }) =>
    workloads.flatMap(({ receipts }) => receipts),
  );
}

const startOf = (receipt: ReceiptView) =>
  Date.parse(receipt.path[0]?.at ?? receipt.at ?? '') || 0;

/**
 * Receipts newest first: the server's, and requests of this page that it does
 * not list (yet, or because it never took them).
 */
export function receiptViews(
  receipts: Receipt[],
  requests: LocalRequest[],
): ReceiptView[] {
  const listed = new Set(receipts.map(({ id }) => id));
  const own = requests.filter(
    ({ outcome }) =>
      outcome.kind !== 'receipt' || !listed.has(outcome.receipt.id),
  );
  const views = [...receipts.map(receiptView), ...own.map(localView)];
  return views.sort((a, b) => startOf(b) - startOf(a));
}
